/// Where the keys and values of a TOML text stand.
///
/// The parser in use (toml++ 3.4 through TOMLKit) hands out no positions but those of its errors, and some malformed
/// texts abort it: a header without a key, an array with a stray brace (github.com/marzer/tomlplusplus/pull/301). So the
/// text is walked through once before: by the grammar of TOML 1.0, as far as it says where keys and values begin and
/// end. What the walk refuses the parser never sees. What values mean, and whether a key may stand where it does, is the
/// parser's to say.
package struct KeyPositions {
    /// Where a key and its value begin. A table's header is both.
    package struct Place: Hashable {
        package let key: TextPosition
        package let value: TextPosition
    }

    /// By path: `guard.markets`, its elements `guard.markets[0]`, the members of an array of tables
    /// `canary.probe[0].kind`.
    package private(set) var places: [String: Place] = [:]

    /// The most parts of a key and the most arrays and tables in each other: far more than a profile needs, far fewer
    /// than could exhaust the stack.
    static let maximumDepth = 32

    private var scanner: TOMLScanner
    private var table: [String] = []
    private var tableCounts: [String: Int] = [:]

    /// - Throws: ``TOMLError`` where the text stops being TOML.
    init(of text: String) throws(TOMLError) {
        scanner = TOMLScanner(text)
        try scanner.skip(lines: true)
        while let next = scanner.next {
            if next == "[" { try walkHeader() } else { try walkPair(in: table, depth: 0) }
            try scanner.skip(lines: false)
            guard scanner.next == nil || scanner.next == "\n" else {
                throw scanner.malformed("the end of the line is expected here")
            }
            try scanner.skip(lines: true)
        }
    }

    /// A part of a path: bare if it can be, else in quotes, so that `"a.b"` and `a.b` stay apart.
    package static func part(_ key: String) -> String {
        let isBare = !key.isEmpty && key.unicodeScalars.allSatisfy(TOMLScanner.isBareKeyCharacter)
        return isBare ? key : "\"\(key)\""
    }
}

extension KeyPositions {
    private mutating func walkHeader() throws(TOMLError) {
        let start = scanner.position
        scanner.advance()
        let isArray = scanner.next == "["
        if isArray { scanner.advance() }
        let parts = try walkKey()
        for _ in 0..<(isArray ? 2 : 1) { try scanner.expect("]", "`]` is expected after the name of a table") }
        table = []
        for (number, part) in parts.enumerated() {
            table.append(part)
            let path = KeyPositions.path(table)
            if isArray, number == parts.count - 1 {
                tableCounts[path, default: 0] += 1
                note(path, key: start, value: start)
            }
            if let count = tableCounts[path] { table[number] = "\(part)[\(count - 1)]" }
        }
        noteTables(table, key: start)
    }

    /// A key, an equals sign and a value.
    private mutating func walkPair(in table: [String], depth: Int) throws(TOMLError) {
        let start = scanner.position
        let parts = try walkKey()
        try scanner.expect("=", "`=` is expected after a key")
        scanner.skipBlanks()
        let path = table + parts
        noteTables(path.dropLast(), key: start)
        note(KeyPositions.path(path), key: start, value: scanner.position)
        try walkValue(path, depth: depth)
    }

    /// The parts of a key and the blanks around it.
    private mutating func walkKey() throws(TOMLError) -> [String] {
        var parts: [String] = []
        while true {
            scanner.skipBlanks()
            guard parts.count < KeyPositions.maximumDepth else { throw scanner.malformed("nested too deeply") }
            parts.append(KeyPositions.part(try scanner.key()))
            scanner.skipBlanks()
            guard scanner.next == "." else { return parts }
            scanner.advance()
        }
    }

    private mutating func walkValue(_ path: [String], depth: Int) throws(TOMLError) {
        guard depth < KeyPositions.maximumDepth else { throw scanner.malformed("nested too deeply") }
        switch scanner.next {
        case "\"", "'": _ = try scanner.string(mayBeMultiline: true)
        case "[": try walkArray(path, depth: depth)
        case "{": try walkInlineTable(path, depth: depth)
        default: try scanner.skipBareValue()
        }
    }

    private mutating func walkArray(_ path: [String], depth: Int) throws(TOMLError) {
        scanner.advance()
        var count = 0
        while true {
            try scanner.skip(lines: true)
            if scanner.next == "]" { break }
            var element = path
            element[element.count - 1] += "[\(count)]"
            note(KeyPositions.path(element), key: scanner.position, value: scanner.position)
            try walkValue(element, depth: depth + 1)
            count += 1
            try scanner.skip(lines: true)
            guard scanner.next == "," else { break }
            scanner.advance()
        }
        try scanner.expect("]", "`,` or `]` is expected in an array")
    }

    private mutating func walkInlineTable(_ path: [String], depth: Int) throws(TOMLError) {
        scanner.advance()
        scanner.skipBlanks()
        while scanner.next != "}" {
            try walkPair(in: path, depth: depth + 1)
            scanner.skipBlanks()
            guard scanner.next == "," else { break }
            scanner.advance()
            scanner.skipBlanks()
        }
        try scanner.expect("}", "`,` or `}` is expected in an inline table, on the same line")
    }

    private static func path(_ parts: [String]) -> String {
        parts.dropFirst().reduce(into: parts.first ?? "") { $0 += ".\($1)" }
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
