import LighterTOML

/// The text of a profile and where it was found.
struct ProfileText: Sendable {
    enum Origin: Hashable, Sendable {
        case builtIn(String)
        /// By absolute path.
        case file(String)
    }

    let origin: Origin
    let bytes: [UInt8]

    /// The most bytes a profile has.
    static let maximumSize = 256 * 1024

    func source(at position: TextPosition) -> ValueSource {
        switch origin {
        case .builtIn(let name): .builtIn(name: name, position)
        case .file(let path): .file(path: path, position)
        }
    }

    func error(_ message: String, at position: TextPosition) -> ProfileError {
        ProfileError(.configuration, message, at: source(at: position))
    }

    /// - Throws: ``ProfileError`` with the place, for bytes that are not UTF-8 or hold U+0000.
    func string() throws(ProfileError) -> String {
        guard let string = String(validating: bytes, as: UTF8.self) else {
            throw error("not UTF-8 text", at: ProfileText.end(of: validPrefix))
        }
        if let null = string.unicodeScalars.firstIndex(of: "\0") {
            throw error("U+0000 is no character of a profile", at: ProfileText.end(of: String(string[..<null])))
        }
        return string
    }

    /// The text before the first byte that is not UTF-8.
    private var validPrefix: String {
        var text = ""
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { text.unicodeScalars.append(scalar) }
        return text
    }

    private static func end(of text: String) -> TextPosition {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return TextPosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }
}

extension String {
    /// The text with blanks for what would steer a terminal, so that it can be shown on one.
    var printable: String {
        guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
        var text = ""
        for scalar in unicodeScalars { text.unicodeScalars.append(scalar.steersTerminal ? " " : scalar) }
        return text
    }
}

extension Unicode.Scalar {
    /// Control characters, line ends, and marks that change the direction of text.
    fileprivate var steersTerminal: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
