/// Where files are kept: by the XDG Base Directory Specification, or where a `LIGHTER_…_HOME` variable says.
public struct Directories: Hashable, Sendable {
    /// Profiles and keys: `LIGHTER_CONFIG_HOME`, `$XDG_CONFIG_HOME/lighter` or `~/.config/lighter`.
    public let configuration: String
    /// The ledger and what else must survive: `LIGHTER_STATE_HOME`, `$XDG_STATE_HOME/lighter` or
    /// `~/.local/state/lighter`.
    public let state: String
    /// What can be fetched again: `LIGHTER_CACHE_HOME`, `$XDG_CACHE_HOME/lighter` or `~/.cache/lighter`.
    public let cache: String

    /// - Throws: ``ProfileError`` when no variable says where a directory is, or one of ours is empty.
    public init(_ environment: ProfileEnvironment) throws(ProfileError) {
        configuration = try Directories.path("CONFIG", below: ".config", environment)
        state = try Directories.path("STATE", below: ".local/state", environment)
        cache = try Directories.path("CACHE", below: ".cache", environment)
    }

    private static func path(
        _ purpose: String,
        below home: String,
        _ environment: ProfileEnvironment
    ) throws(ProfileError) -> String {
        if let path = try environment.value(of: "LIGHTER_\(purpose)_HOME") {
            return environment.absolutePath(path, from: environment.workingDirectory)
        }
        // The specification has relative paths ignored.
        if let path = environment.variables["XDG_\(purpose)_HOME"], path.hasPrefix("/") { return "\(path)/lighter" }
        guard let path = environment.variables["HOME"], path.hasPrefix("/") else {
            throw ProfileError(
                .configuration,
                "no place for files: neither HOME nor LIGHTER_\(purpose)_HOME is set",
                hint: "set LIGHTER_\(purpose)_HOME to a directory"
            )
        }
        return "\(path)/\(home)/lighter"
    }
}
