import LighterStatus

/// The cells of one line of comma-separated values (RFC 4180). A cell that goes on over several lines is refused.
struct CSVRow {
    let cells: [String]

    /// - Throws: ``Failure`` of class data.
    init(_ line: [UInt8]) throws(Failure) {
        guard let text = String(validating: line, as: UTF8.self) else {
            throw Failure("input.malformed_csv", .data, "the line is not UTF-8 text")
        }
        var cells: [String] = []
        var rest = text[...]
        while true {
            let (cell, end) = try CSVRow.cell(rest)
            cells.append(cell)
            guard let next = end.first else { break }
            guard next == "," else {
                throw Failure("input.malformed_csv", .data, "a comma is expected after a closing quote")
            }
            rest = end.dropFirst()
        }
        self.cells = cells
    }

    /// The first cell, and what follows it.
    private static func cell(_ text: Substring) throws(Failure) -> (String, Substring) {
        guard text.first == "\"" else {
            let end = text.firstIndex(of: ",") ?? text.endIndex
            return (String(text[..<end]), text[end...])
        }
        var cell = ""
        var rest = text.dropFirst()
        while let quote = rest.firstIndex(of: "\"") {
            cell += rest[..<quote]
            rest = rest[quote...].dropFirst()
            guard rest.first == "\"" else { return (cell, rest) }
            cell.append("\"")
            rest = rest.dropFirst()
        }
        throw Failure("input.malformed_csv", .data, "a quote is not closed on its line")
    }
}
