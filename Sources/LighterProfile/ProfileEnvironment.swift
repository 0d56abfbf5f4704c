import Glibc

/// What profiles need to know of the process: its variables and where it stands.
public struct ProfileEnvironment: Sendable {
    public var variables: [String: String]
    /// Absolute. Relative paths given by flags and variables start here.
    public var workingDirectory: String

    public init(variables: [String: String], workingDirectory: String) {
        self.variables = variables
        self.workingDirectory = workingDirectory
    }

    /// The environment of this process.
    public static func current() -> ProfileEnvironment {
        var variables: [String: String] = [:]
        variables.reserveCapacity(64)
        var entry = environ
        while let text = entry.pointee {
            if let mark = strchr(text, Int32(UInt8(ascii: "="))) {
                let name = UnsafeRawBufferPointer(start: text, count: UnsafeRawPointer(mark) - UnsafeRawPointer(text))
                variables[String(decoding: name, as: UTF8.self)] = String(cString: mark + 1)
            }
            entry += 1
        }
        var workingDirectory = "/"
        if let path = getcwd(nil, 0) {
            workingDirectory = String(cString: path)
            free(path)
        }
        return ProfileEnvironment(variables: variables, workingDirectory: workingDirectory)
    }

    /// The value of one of our own variables. One that is set to nothing is refused: it is the trace of a broken
    /// script, and the value behind it may belong to another account.
    func value(of variable: String) throws(ProfileError) -> String? {
        guard let value = variables[variable] else { return nil }
        guard !value.isEmpty else {
            throw ProfileError(.configuration, "\(variable) is set but empty", hint: "unset \(variable)")
        }
        return value
    }

    /// The absolute path of a file that a flag names.
    public func absolutePath(_ path: String) -> String { absolutePath(path, from: workingDirectory) }

    /// An absolute path without needless parts: `~/` is the home directory, and a relative path starts at `directory`.
    func absolutePath(_ path: String, from directory: String) -> String {
        var whole = path.hasPrefix("/") ? path : "\(directory)/\(path)"
        if path.hasPrefix("~/"), let home = variables["HOME"], home.hasPrefix("/") {
            whole = "\(home)/\(path.dropFirst(2))"
        }
        let parts = whole.split(separator: "/").filter { $0 != "." }
        return parts.isEmpty ? "/" : parts.reduce(into: "") { $0 += "/\($1)" }
    }
}
