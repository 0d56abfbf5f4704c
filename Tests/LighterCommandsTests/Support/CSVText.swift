/// Comma-separated values as RFC 4180 has them, read strictly.
struct CSVText {
    /// Why a text is none.
    struct Malformed: Error {
        let reason: String
    }

    /// The rows, the header first.
    let rows: [[String]]

    init(_ text: String) throws(Malformed) {
        var rows: [[String]] = []
        var row: [String] = []
        var rest = Array(text.unicodeScalars)[...]
        while !rest.isEmpty {
            row.append(try CSVText.field(&rest))
            switch rest.popFirst() {
            case ",": continue
            case "\r" where rest.popFirst() == "\n":
                rows.append(row)
                row = []
            default: throw Malformed(reason: "a line does not end with CR LF")
            }
        }
        guard row.isEmpty else { throw Malformed(reason: "the last line has no end") }
        guard Set(rows.map(\.count)).count <= 1 else { throw Malformed(reason: "rows of different lengths") }
        self.rows = rows
    }

    private static func field(_ rest: inout ArraySlice<Unicode.Scalar>) throws(Malformed) -> String {
        var field = String.UnicodeScalarView()
        guard rest.first == "\"" else {
            while let next = rest.first, next != ",", next != "\r" {
                guard next != "\"", next != "\n" else { throw Malformed(reason: "\(next.debugDescription) unquoted") }
                field.append(next)
                rest.removeFirst()
            }
            return String(field)
        }
        rest.removeFirst()
        while let next = rest.popFirst() {
            if next == "\"" {
                guard rest.first == "\"" else { return String(field) }
                rest.removeFirst()
            }
            field.append(next)
        }
        throw Malformed(reason: "a quote does not end")
    }
}
