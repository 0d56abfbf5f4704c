/// Where the private key is.
public enum KeySource: Hashable, Sendable {
    /// A file of 80 hexadecimal digits, by absolute path.
    case file(String)
    /// An entry of the keystore.
    case keystore(String)
    /// A variable of the environment that holds the digits.
    case environment(String)
    /// A program and its arguments; it prints the digits.
    case command([String])
}

extension KeySource: CustomStringConvertible {
    /// Says where, never what; of a command only the program.
    public var description: String {
        switch self {
        case .file(let path): "file \(path)"
        case .keystore(let name): "keystore \(name)"
        case .environment(let variable): "environment \(variable)"
        case .command(let words): "command \(words.first ?? "")"
        }
    }
}

/// The table `[key]` of a profile.
public struct KeySettings: Hashable, Sendable {
    public let source: KeySource
    /// Prints the password that an encrypted key is under.
    public let passwordCommand: [String]?
    /// Where the source was named.
    public let origin: ValueSource

    public init(source: KeySource, passwordCommand: [String]? = nil, origin: ValueSource) {
        self.source = source
        self.passwordCommand = passwordCommand
        self.origin = origin
    }
}
