/// Columns of text: two spaces between them, numbers aligned at their right end, the last column not padded.
struct Table {
    enum Alignment {
        case left
        case right
    }

    struct Column {
        let title: String
        let alignment: Alignment

        static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: Column...) { self.columns = columns }

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// The table as lines, or a note for no rows.
    func text(emptyNote: String) -> String {
        guard !rows.isEmpty else { return emptyNote + "\n" }
        let titles = columns.map(\.title)
        let widths = columns.indices.map { column in
            ([titles] + rows).map { column < $0.count ? Table.width(of: $0[column]) : 0 }.max() ?? 0
        }
        return ([titles] + rows).map { line(of: $0, widths) }.joined()
    }

    /// Columns a cell takes on the screen: colours take none.
    private static func width(of cell: String) -> Int {
        var width = 0
        var isEscape = false
        for scalar in cell.unicodeScalars {
            if scalar == "\u{1B}" { isEscape = true } else if !isEscape { width += 1 }
            if isEscape, scalar == "m" { isEscape = false }
        }
        return width
    }

    private func line(of cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { column, cell in
            let padding = String(repeating: " ", count: max(0, widths[column] - Table.width(of: cell)))
            return columns[column].alignment == .right ? padding + cell : cell + padding
        }
        var line = padded.joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
    }
}

/// Names and values under each other, the names padded to one width.
struct Details {
    private var rows: [(name: String, value: String)] = []

    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        rows.append((name, value))
    }

    var text: String {
        let width = rows.map(\.name.count).max() ?? 0
        return rows.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }
}
