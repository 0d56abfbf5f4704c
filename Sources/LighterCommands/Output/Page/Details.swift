/// Names and values under each other, the names padded to one width.
struct Details {
    private var rows: [(name: String, value: Cell)] = []

    /// A row, unless there is no value.
    mutating func add(_ name: String, _ value: (any CellContent)?) {
        guard let value else { return }
        rows.append((name, value.cell))
    }

    /// The rows as lines.
    func text(on screen: Screen) -> String {
        let width = rows.map(\.name.displayWidth).max() ?? 0
        return rows.map { name, value in
            let text = value.text(screen.glyphs)
            guard !text.isEmpty else { return "" }
            let room = screen.width.map { max($0 - width - 2, 1) } ?? .max
            let lines = text.wrapped(to: room).map { screen.palette.paint($0, value.tone) }
            let padding = String(repeating: " ", count: width + 2)
            return name + String(repeating: " ", count: width - name.displayWidth + 2)
                + lines.joined(separator: "\n" + padding) + "\n"
        }.joined()
    }
}
