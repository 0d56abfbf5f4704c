import TestSupport
import Testing

@testable import LighterTOML

/// Writes TOML in many ways and remembers where everything went.
private struct Scribe {
    var text = ""
    var expected: [String: KeyPositions.Place] = [:]
    var random: SeededGenerator

    var position: TextPosition {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return TextPosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }

    mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    mutating func blanks() {
        while chance(2) { text += chance(2) ? " " : "\t" }
    }

    mutating func endLine() {
        blanks()
        if chance(3) { text += "# é [x] = \"' {" }
        text += chance(2) ? "\n" : "\r\n"
        while chance(3) { text += "\n" }
    }

    mutating func key(_ name: String) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text += "\"\(name)\""
        case 1: text += "'\(name)'"
        case 2: text += "\"\\u00\(String(name.unicodeScalars.first?.value ?? 0, radix: 16))\(name.dropFirst())\""
        default: text += name
        }
    }

    mutating func scalar() {
        let samples = [
            "true", "-7", "1.5e3", "2026-11-22T10:00:00Z", "\"a\\\"#]é\"", "'\\'", "\"\"", "''",
            "\"\"\"\"a\"\n#]\"\"\"\"\"", "'''\n'x'\n'''",
        ]
        text += samples.randomElement(using: &random) ?? "1"
    }

    mutating func pair(_ path: String, _ name: String, depth: Int) {
        let start = position
        key(name)
        blanks()
        text += "="
        blanks()
        expected["\(path)\(name)"] = KeyPositions.Place(key: start, value: position)
        value("\(path)\(name)", depth: depth)
    }

    mutating func value(_ path: String, depth: Int) {
        switch Int.random(in: 0..<(depth > 2 ? 1 : 4), using: &random) {
        case 1:
            text += "["
            for element in 0..<3 {
                if chance(2) { endLine() }
                blanks()
                let place = "\(path)[\(element)]"
                expected[place] = KeyPositions.Place(key: position, value: position)
                value(place, depth: depth + 1)
                blanks()
                if element < 2 || chance(2) { text += "," }
            }
            if chance(2) { endLine() }
            text += "]"
        case 2:
            text += "{"
            for member in 0..<2 {
                blanks()
                pair("\(path).", "m\(member)", depth: depth + 1)
                blanks()
                if member == 0 { text += "," }
            }
            text += "}"
        default: scalar()
        }
    }

    mutating func document() {
        for number in 0..<3 {
            blanks()
            pair("", "k\(number)", depth: 0)
            endLine()
        }
        for table in 0..<3 {
            let isArray = chance(2)
            for element in 0..<(isArray ? 2 : 1) {
                blanks()
                let start = position
                text += isArray ? "[[" : "["
                blanks()
                key("t\(table)")
                blanks()
                text += "."
                key("u")
                text += isArray ? "]]" : "]"
                endLine()
                let path = "t\(table).u" + (isArray ? "[\(element)]" : "")
                expected[path] = KeyPositions.Place(key: start, value: start)
                for number in 0..<2 {
                    blanks()
                    pair("\(path).", "k\(number)", depth: 0)
                    endLine()
                }
            }
        }
    }
}

@Suite struct KeyPositionTests {
    @Test func `every key and value is found where it was written`() throws {
        for seed in 0..<300 {
            var scribe = Scribe(random: SeededGenerator(seed: UInt64(seed)))
            scribe.document()
            let found = try KeyPositions(of: scribe.text).places
            let wrong = scribe.expected.filter { found[$0.key] != $0.value }
            #expect(wrong.isEmpty, "seed \(seed): \(wrong.keys.sorted())\n\(scribe.text)")
        }
    }
}
