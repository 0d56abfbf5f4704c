import LighterStatus

/// How a profile is asked for: by name, or by the path of its file.
public enum ProfileReference: Hashable, Sendable {
    /// A file of the configuration directory, or a built-in profile.
    case name(String)
    /// Absolute.
    case path(String)

    /// The longest name a profile has.
    public static let maximumNameLength = 64

    /// What contains a slash or ends in `.toml` is a path, from `directory` on if it is relative. A name has letters,
    /// digits, `.`, `_` and `-`, and begins with a letter or digit.
    ///
    /// - Throws: ``ProfileError`` for what is neither.
    init(_ text: String, from directory: String, in environment: ProfileEnvironment) throws(ProfileError) {
        if text.contains("/") || text.hasSuffix(".toml") {
            self = .path(environment.absolutePath(text, from: directory))
            return
        }
        // What looks like a key is none, so that nobody's key becomes the name of a file.
        let isName =
            text.utf8.count <= ProfileReference.maximumNameLength && text.utf8.allSatisfy(Self.isNameByte)
            && withoutKeys(text) == text
        guard isName, let first = text.utf8.first, first != 0x2E, first != 0x5F, first != 0x2D else {
            throw ProfileError(
                .notFound,
                "\"\(withoutKeys(text).prefix(80).description.printable)\" is no name of a profile",
                hint: "a name has letters, digits, \".\", \"_\" and \"-\"; a path has a slash or ends in .toml"
            )
        }
        self = .name(text)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}

extension ProfileReference: CustomStringConvertible {
    public var description: String {
        switch self {
        case .name(let name): name
        case .path(let path): path
        }
    }
}

/// Which profile is used, and who said so.
public struct ProfileSelection: Hashable, Sendable {
    public let reference: ProfileReference
    public let reason: Reason

    public enum Reason: Hashable, Sendable, CustomStringConvertible {
        case argument
        case environment
        /// Stored by `profile use`.
        case stored
        /// Nobody: the sandbox, so that a first command never touches money.
        case fallback

        public var description: String {
            switch self {
            case .argument: "--profile"
            case .environment: "environment LIGHTER_PROFILE"
            case .stored: "profile use"
            case .fallback: "default"
            }
        }
    }
}
