/// Where the keys and values of a TOML text stand. The parser in use reports positions for syntax errors only, so this
/// finds them by walking through the text once.
///
/// It follows the grammar of TOML 1.0 as far as it must to tell keys from values: tables, arrays of tables, dotted and
/// quoted keys, inline tables, strings of all four kinds, comments. It judges nothing: what the text means is the
/// parser's to say. Where the text is not TOML it stops.
struct KeyPositions {
    /// Where a key and its value begin. A table's header is both.
    struct Place: Hashable {
        let key: TextPosition
        let value: TextPosition
    }

    /// By path: `guard.markets`, its elements `guard.markets[0]`, the members of an array of tables
    /// `canary.probe[0].kind`.
    private(set) var places: [String: Place] = [:]
    /// The first string that holds U+0000, which the parser's interface would cut off there.
    private(set) var nullCharacter: TextPosition?
    /// The first key of more parts, or value more deeply nested, than ``maximumDepth``.
    private(set) var excessiveDepth: TextPosition?

    /// Far more than a profile needs, far less than what could exhaust the stack.
    static let maximumDepth = 32

    private let text: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1
    private var table: [String] = []
    private var tableCounts: [String: Int] = [:]

    init(of text: String) {
        self.text = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        while next != nil, walkLine() {}
    }

    /// A part of a path: bare if it can be, else in quotes, so that `"a.b"` and `a.b` stay apart.
    static func part(_ key: String) -> String {
        let isBare = !key.isEmpty && key.unicodeScalars.allSatisfy(isBareKeyCharacter)
        return isBare ? key : "\"\(key)\""
    }

    private static func isBareKeyCharacter(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}

// Lines, keys and values.
extension KeyPositions {
    /// Whether there may be another line.
    private mutating func walkLine() -> Bool {
        skipBlanks(andLines: true)
        guard let character = next else { return false }
        let isDone = character == "[" ? walkHeader() : walkPair(in: table, depth: 0)
        skipBlanks(andLines: false)
        return isDone && (next == nil || next == "\n")
    }

    private mutating func walkHeader() -> Bool {
        let start = position
        advance()
        let isArray = next == "["
        if isArray { advance() }
        guard let parts = walkKey(), next == "]" else { return false }
        advance(isArray ? 2 : 1)
        table = []
        for (number, part) in parts.enumerated() {
            table.append(part)
            let path = table.joined(separator: ".")
            if isArray, number == parts.count - 1 {
                tableCounts[path, default: 0] += 1
                note(path, key: start, value: start)
            }
            if let count = tableCounts[path] { table[number] = "\(part)[\(count - 1)]" }
        }
        noteTables(table, key: start)
        return true
    }

    /// A key, an equals sign and a value.
    private mutating func walkPair(in table: [String], depth: Int) -> Bool {
        let start = position
        guard let parts = walkKey(), next == "=" else { return false }
        advance()
        skipBlanks(andLines: false)
        let path = table + parts
        noteTables(path.dropLast(), key: start)
        note(path.joined(separator: "."), key: start, value: position)
        return walkValue(path, depth: depth)
    }

    /// The parts of a key and the blanks behind it; nil where there is none.
    private mutating func walkKey() -> [String]? {
        let start = position
        var parts: [String] = []
        while true {
            skipBlanks(andLines: false)
            guard let part = walkKeyPart() else { return nil }
            parts.append(part)
            skipBlanks(andLines: false)
            guard next == "." else { break }
            advance()
        }
        if parts.count > KeyPositions.maximumDepth, excessiveDepth == nil { excessiveDepth = start }
        return parts
    }

    private mutating func walkKeyPart() -> String? {
        if next == "\"" || next == "'" { return walkString().map(KeyPositions.part) }
        var part = ""
        while let character = next, KeyPositions.isBareKeyCharacter(character) {
            part.unicodeScalars.append(character)
            advance()
        }
        return part.isEmpty ? nil : part
    }

    /// Whether there was a value.
    private mutating func walkValue(_ path: [String], depth: Int) -> Bool {
        guard depth < KeyPositions.maximumDepth else {
            if excessiveDepth == nil { excessiveDepth = position }
            return false
        }
        switch next {
        case "\"", "'": return walkString() != nil
        case "[": return walkArray(path, depth: depth)
        case "{": return walkInlineTable(path, depth: depth)
        default:
            let start = index
            while let character = next, !",]}#\n".unicodeScalars.contains(character) { advance() }
            return index > start
        }
    }

    private mutating func walkArray(_ path: [String], depth: Int) -> Bool {
        advance()
        var count = 0
        while true {
            skipBlanks(andLines: true)
            guard let character = next else { return false }
            if character == "]" {
                advance()
                return true
            }
            var element = path
            element[element.count - 1] += "[\(count)]"
            note(element.joined(separator: "."), key: position, value: position)
            guard walkValue(element, depth: depth + 1) else { return false }
            count += 1
            skipBlanks(andLines: true)
            if next == "," { advance() }
        }
    }

    private mutating func walkInlineTable(_ path: [String], depth: Int) -> Bool {
        advance()
        while true {
            skipBlanks(andLines: true)
            guard let character = next else { return false }
            if character == "}" {
                advance()
                return true
            }
            guard walkPair(in: path, depth: depth + 1) else { return false }
            skipBlanks(andLines: true)
            if next == "," { advance() }
        }
    }
}

// Strings and characters.
extension KeyPositions {
    /// What a string of one of the four kinds says; nil where it does not end.
    private mutating func walkString() -> String? {
        guard let quote = next else { return nil }
        let start = position
        let isMultiline = isNext(quote, count: 3)
        advance(isMultiline ? 3 : 1)
        var content = ""
        while let character = next {
            if character == quote, !isMultiline || isNext(quote, count: 3) {
                advance(isMultiline ? 3 : 1)
                // Up to two quotes may stand right before the closing three.
                while isMultiline, next == quote { advance() }
                return content
            }
            if character == "\n", !isMultiline { return nil }
            advance()
            let meant = character == "\\" && quote == "\"" ? walkEscape() : character
            if meant == "\0", nullCharacter == nil { nullCharacter = start }
            if let meant { content.unicodeScalars.append(meant) }
        }
        return nil
    }

    /// The character an escape stands for, its backslash already passed; nil for a line's end.
    private mutating func walkEscape() -> Unicode.Scalar? {
        guard let letter = next else { return nil }
        advance()
        switch letter {
        case "b": return "\u{8}"
        case "t": return "\t"
        case "n": return "\n"
        case "f": return "\u{C}"
        case "r": return "\r"
        case "u", "U":
            let digits = text[index...].prefix(letter == "u" ? 4 : 8)
            advance(digits.count)
            var name = ""
            name.unicodeScalars.append(contentsOf: digits)
            return UInt32(name, radix: 16).flatMap(Unicode.Scalar.init)
        case "\n": return nil
        default: return letter
        }
    }

    private mutating func skipBlanks(andLines: Bool) {
        while let character = next {
            switch character {
            case " ", "\t", "\r": advance()
            case "\n" where andLines: advance()
            case "#": while let inside = next, inside != "\n" { advance() }
            default: return
            }
        }
    }

    private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private var position: TextPosition { TextPosition(line: line, column: column) }

    private func isNext(_ character: Unicode.Scalar, count: Int) -> Bool {
        index + count <= text.count && text[index..<(index + count)].allSatisfy { $0 == character }
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < text.count {
            if text[index] == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }
    }

    private mutating func note(_ path: String, key: TextPosition, value: TextPosition) {
        if places[path] == nil { places[path] = Place(key: key, value: value) }
    }

    private mutating func noteTables(_ parts: some Collection<String>, key: TextPosition) {
        var path = ""
        for part in parts {
            path += path.isEmpty ? part : ".\(part)"
            note(path, key: key, value: key)
        }
    }
}
