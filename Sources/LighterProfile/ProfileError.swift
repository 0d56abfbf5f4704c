import LighterStatus
import LighterTOML

/// Why a profile cannot be used: what is wrong, where, and what would be right.
public struct ProfileError: Error, Hashable, Sendable {
    /// What kind of trouble it is; each has its exit code (cli.md, "Exit codes").
    public enum Kind: String, Sendable, CaseIterable {
        /// The profile is wrong, or a variable that overrides it (78).
        case configuration
        /// No such profile or key file (66).
        case notFound
        /// A file that may not be read, or that others may read (77).
        case permission
        /// A file that cannot be written (73).
        case cannotCreate
    }

    public let kind: Kind
    /// The file, or `built-in NAME`; nil when the trouble is in no file.
    public let file: String?
    /// From 1; nil when the whole file is meant.
    public let line: Int?
    /// In characters (Unicode scalars), from 1.
    public let column: Int?
    public let message: String
    /// What to do about it.
    public let hint: String?
    /// How the command line would be right, where that is clear.
    public let mending: Mending?

    public init(
        _ kind: Kind,
        _ message: String,
        file: String? = nil,
        line: Int? = nil,
        column: Int? = nil,
        hint: String? = nil,
        mending: Mending? = nil
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
        self.mending = mending
    }

    init(_ kind: Kind, _ message: String, at source: ValueSource, hint: String? = nil) {
        switch source {
        case .file(let path, let position):
            self.init(kind, message, file: path, line: position.line, column: position.column, hint: hint)
        case .builtIn(let name, let position):
            self.init(
                kind,
                message,
                file: "built-in \(name)",
                line: position.line,
                column: position.column,
                hint: hint
            )
        case .environment(let variable):
            self.init(kind, "\(source): \(message)", hint: hint ?? "unset \(variable)")
        case .flag, .fallback:
            self.init(kind, "\(source): \(message)", hint: hint)
        }
    }
}

extension ProfileError: CustomStringConvertible {
    /// `FILE:LINE:COLUMN: MESSAGE`, without the hint.
    public var description: String {
        var place = file ?? ""
        if let line { place += ":\(line)" }
        if let column { place += ":\(column)" }
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
