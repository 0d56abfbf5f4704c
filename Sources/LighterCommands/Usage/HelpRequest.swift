/// A line that asks for a command's help.
enum HelpRequest {
    /// `help keys list` as the `keys list --help` that it is short for.
    static func flagged(_ arguments: [String]) -> [String] {
        guard arguments.first == "help", arguments.count > 1 else { return arguments }
        return arguments.dropFirst() + ["--help"]
    }
}
