/// Text of a manual page, in the language of roff with the macros of man(7).
struct Roff {
    private(set) var text = ""

    /// A text as it is to be seen: nothing in it is a request, an escape or another character's spelling.
    static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            // As it is typed: otherwise a formatter makes a hyphen of it, which no command understands.
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case "\"": escaped += "\\(dq"
            case " "..."~": escaped.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
        return escaped
    }

    static func bold(_ text: some StringProtocol) -> String { "\\fB\(escaped(text))\\fR" }

    static func italic(_ text: some StringProtocol) -> String { "\\fI\(escaped(text))\\fR" }

    /// A macro with arguments that are escaped already.
    mutating func request(_ name: String, _ arguments: String...) {
        text += ".\(name)" + arguments.map { " \"\($0)\"" }.joined() + "\n"
    }

    /// A line that is escaped already.
    mutating func line(_ line: String) {
        // A line that begins like a request is none.
        text += (line.hasPrefix(".") || line.hasPrefix("\\(aq") ? "\\&" : "") + line + "\n"
    }

    mutating func section(_ title: String) { request("SH", Roff.escaped(title)) }

    mutating func paragraph(_ text: some StringProtocol) {
        beginParagraph()
        line(Roff.escaped(text))
    }

    /// A section begins with a paragraph of its own.
    private mutating func beginParagraph() {
        let last = text.split(separator: "\n").last ?? ""
        if !last.hasPrefix(".SH"), !last.hasPrefix(".SS") { request("PP") }
    }

    /// Lines as they are, one below the other.
    mutating func example(_ lines: [Substring]) {
        beginParagraph()
        request("RS", "4")
        request("nf")
        for line in lines { self.line(Roff.escaped(line)) }
        request("fi")
        request("RE")
    }

    /// Something, and what is to be said of it.
    mutating func item(_ tag: String, _ description: String) {
        request("TP")
        line(tag)
        line(description.isEmpty ? "\\&" : description)
    }
}
