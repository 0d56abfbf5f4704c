/// Goes through a TOML text character by character, counting lines and columns: blanks, comments, keys, strings and
/// other single values.
struct TOMLScanner {
    private let text: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ text: String) {
        // A byte order mark is no part of the text.
        self.text = Array(text.unicodeScalars.dropFirst(text.unicodeScalars.first == "\u{FEFF}" ? 1 : 0))
    }

    /// The character to come; nil at the end. A line ends with `\n`, also where the text has `\r\n`.
    var next: Unicode.Scalar? {
        guard index < text.count else { return nil }
        return isLineEndOfTwo ? "\n" : text[index]
    }

    var position: TextPosition { TextPosition(line: line, column: column) }

    func malformed(_ message: String) -> TOMLError {
        TOMLError(message: message, position: position)
    }

    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < text.count {
            if next == "\n" {
                index += isLineEndOfTwo ? 2 : 1
                line += 1
                column = 1
            } else {
                index += 1
                column += 1
            }
        }
    }

    mutating func expect(_ character: Unicode.Scalar, _ message: String) throws(TOMLError) {
        guard next == character else { throw malformed(message) }
        advance()
    }

    mutating func skipBlanks() {
        while next == " " || next == "\t" { advance() }
    }

    /// Skips blanks and comments, and line ends if `lines`.
    mutating func skip(lines: Bool) throws(TOMLError) {
        while let character = next {
            switch character {
            case " ", "\t": advance()
            case "\n" where lines: advance()
            case "#":
                while let inside = next, inside != "\n" {
                    try requireText(inside)
                    advance()
                }
            default: return
            }
        }
    }

    /// A bare key or one in quotes.
    mutating func key() throws(TOMLError) -> String {
        if next == "\"" || next == "'" { return try string(mayBeMultiline: false) }
        var key = ""
        while let character = next, TOMLScanner.isBareKeyCharacter(character) {
            key.unicodeScalars.append(character)
            advance()
        }
        guard !key.isEmpty else { throw malformed("a key is expected here") }
        return key
    }

    /// What a string of one of the four kinds says.
    mutating func string(mayBeMultiline: Bool) throws(TOMLError) -> String {
        let endless = malformed("this string does not end")
        guard let quote = next else { throw endless }
        let isMultiline = mayBeMultiline && isNext(quote, count: 3)
        advance(isMultiline ? 3 : 1)
        var content = ""
        while let character = next {
            if character == quote, !isMultiline || isNext(quote, count: 3) {
                advance(isMultiline ? 3 : 1)
                // Up to two quotes may stand right before the closing three.
                for _ in 0..<2 where isMultiline && next == quote { advance() }
                return content
            }
            if character == "\n", !isMultiline { throw endless }
            if character == "\\", quote == "\"" {
                if let escaped = try escape() { content.unicodeScalars.append(escaped) }
            } else {
                if character != "\n" { try requireText(character) }
                content.unicodeScalars.append(character)
                advance()
            }
        }
        throw endless
    }

    /// Skips a boolean, a number, a date or a time.
    mutating func skipBareValue() throws(TOMLError) {
        let misplaced = malformed("a value is expected here")
        let unknown = malformed("this is no value: text needs quotes")
        var value = ""
        while let character = next {
            // Date and time may be parted by a blank.
            let isBlankOfDate = character == " " && value.utf8.count == 10 && value.contains("-") && isDigitAhead
            guard isBlankOfDate || TOMLScanner.isBareValueCharacter(character) else { break }
            value.unicodeScalars.append(character)
            advance()
        }
        guard !value.isEmpty else { throw misplaced }
        guard BareValue.isValid(value) else { throw unknown }
    }

    static func isBareKeyCharacter(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }

    private static func isBareValueCharacter(_ character: Unicode.Scalar) -> Bool {
        isBareKeyCharacter(character) || character == "+" || character == "." || character == ":"
    }

    /// The character an escape stands for; nil for an escaped line end.
    private mutating func escape() throws(TOMLError) -> Unicode.Scalar? {
        let unknown = malformed("there is no such escape")
        advance()
        guard let letter = next else { throw unknown }
        advance()
        switch letter {
        case "b": return "\u{8}"
        case "t": return "\t"
        case "n": return "\n"
        case "f": return "\u{C}"
        case "r": return "\r"
        case "\"", "\\": return letter
        case "\n", " ", "\t": return nil
        case "u", "U":
            var name = ""
            name.unicodeScalars.append(contentsOf: text[index...].prefix(letter == "u" ? 4 : 8))
            guard name.utf8.count == (letter == "u" ? 4 : 8), !name.hasPrefix("+"), !name.hasPrefix("-"),
                let scalar = UInt32(name, radix: 16).flatMap(Unicode.Scalar.init)
            else { throw unknown }
            // The parser's interface would cut the string off there.
            guard scalar != "\0" else { throw unknown }
            advance(name.utf8.count)
            return scalar
        default: throw unknown
        }
    }

    /// TOML keeps control characters out of strings and comments, tabs excepted.
    private func requireText(_ character: Unicode.Scalar) throws(TOMLError) {
        guard character == "\t" || (character.value >= 0x20 && character.value != 0x7F) else {
            throw malformed("a control character has no place here")
        }
    }

    private var isLineEndOfTwo: Bool { text[index] == "\r" && index + 1 < text.count && text[index + 1] == "\n" }

    private var isDigitAhead: Bool { index + 1 < text.count && ("0"..."9").contains(text[index + 1]) }

    private func isNext(_ character: Unicode.Scalar, count: Int) -> Bool {
        index + count <= text.count && text[index..<(index + count)].allSatisfy { $0 == character }
    }
}
