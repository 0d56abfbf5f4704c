/// Where the private key is.
public enum KeySource: Hashable, Sendable {
    /// A file, by absolute path: a key file under a password, or 80 hexadecimal digits.
    case file(String)
    /// An entry of the keystore.
    case keystore(KeyName)
    /// A variable of the environment that holds the digits.
    case environment(String)
    /// A program and its arguments; it prints what the file would hold.
    case command([String])
    /// What systemd hands to a service under this name (systemd.exec, "Credentials").
    case credential(String)
}

extension KeySource: CustomStringConvertible {
    /// Says where, never what; of a command only the program.
    public var description: String {
        switch self {
        case .file(let path): "file \(path)"
        case .keystore(let name): "keystore \(name)"
        case .environment(let variable): "environment \(variable)"
        case .command(let words): "command \(words.first ?? "")"
        case .credential(let name): "credential \(name)"
        }
    }
}

/// Where the password is that a key file is under. Without one a person is asked at the terminal.
public enum PasswordSource: Hashable, Sendable {
    /// A file, by absolute path; its first line.
    case file(String)
    /// A program and its arguments; the first line it prints.
    case command([String])
    /// What systemd hands to a service under this name.
    case credential(String)
    /// An open file of this process; its first line.
    case descriptor(Int32)
}

/// What a profile says of the private key.
public struct KeySettings: Hashable, Sendable {
    public let source: KeySource
    /// Where the source was named.
    public let origin: ValueSource

    public init(source: KeySource, origin: ValueSource) {
        self.source = source
        self.origin = origin
    }
}
