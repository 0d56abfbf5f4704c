import LighterTransactions

/// Names and values under each other, the names padded to one width, and figures on their decimal points.
struct Details {
    private var rows: [(name: String, value: Cell, digits: Int?)] = []

    /// A row, unless there is no value.
    mutating func add(_ name: String, _ value: (any CellContent)?) {
        guard let value else { return }
        rows.append((name, value.cell, nil))
    }

    /// A row with a figure, unless there is none.
    mutating func add(_ name: String, figure: Decimal?, _ tone: Tone = .plain, signed: Bool = false, unit: String = "")
    {
        guard let figure else { return }
        let text = signed ? Figures.signed(figure) : figure.description
        rows.append((name, Cell(text + unit, tone), text.prefix { $0 != "." }.count))
    }

    /// The rows as lines.
    func text(on screen: Screen) -> String {
        let width = rows.map(\.name.displayWidth).max() ?? 0
        let digits = rows.compactMap(\.digits).max() ?? 0
        return rows.map { row in
            let (name, value) = (row.name, row.value)
            let text = String(repeating: " ", count: digits - (row.digits ?? digits)) + value.text(screen.glyphs)
            guard !text.isEmpty else { return "" }
            let room = screen.width.map { max($0 - width - 2, 1) } ?? .max
            let lines = text.wrapped(to: room).map { screen.palette.paint($0, value.tone) }
            let padding = String(repeating: " ", count: width + 2)
            return name + String(repeating: " ", count: width - name.displayWidth + 2)
                + lines.joined(separator: "\n" + padding) + "\n"
        }.joined()
    }
}
