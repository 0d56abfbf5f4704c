import LighterTOML
import TOMLKit

extension RawValue {
    /// The value as TOML has it.
    var toml: String {
        switch self {
        case .string(let text), .word(let text), .other(let text): "\"\(RawValue.escaped(text))\""
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .array(let elements): "[\(elements.map(\.toml).joined(separator: ", "))]"
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\\(scalar)"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

// Arrays in the words of a command line.
extension RawValue {
    /// The array that a word means: one that is written as TOML, or of the strings that `words` finds in it.
    func asArray(of words: (String) -> [String]) -> RawValue {
        guard case .word(let text) = self else { return self }
        if text.hasPrefix("["), let value = try? TOMLDocument("value = \(text)").root["value"] {
            return RawValue(value)
        }
        return .array(words(text).map(RawValue.string))
    }

    /// `ETH,BTC`.
    static func listed(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// A command line: as its words where blanks alone part them, else as one for the shell.
    static func commandWords(_ text: String) -> [String] {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: " /._-+:@%,=".utf8.contains(byte)
            }
        }
        let words = text.split(separator: " ").map(String.init)
        guard isPlain, words.first?.contains("=") != true else { return ["/bin/sh", "-c", text] }
        return words
    }
}
