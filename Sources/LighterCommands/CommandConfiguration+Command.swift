import ArgumentParser

extension CommandConfiguration {
    /// Of a command below `lighter`. Told that it stands below one, the parser does not look first, when it parses the command
    /// alone, for options of its own that ask for a shell's completions: as long a parse again.
    init(command name: String, abstract: String, discussion: String, aliases: [String] = []) {
        self.init(
            commandName: name,
            _superCommandName: "lighter",
            abstract: abstract,
            discussion: discussion,
            aliases: aliases
        )
    }
}
