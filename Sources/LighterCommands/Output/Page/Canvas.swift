/// Rows of characters, each with its tone, to draw on.
struct Canvas {
    private var rows: [[(character: Character, tone: Tone)]]

    init(width: Int, height: Int) {
        rows = Array(repeating: Array(repeating: (" ", .plain), count: max(width, 0)), count: max(height, 0))
    }

    /// Writes narrow characters. What is not on the canvas is not written.
    mutating func put(_ text: String, row: Int, column: Int, _ tone: Tone = .plain) {
        guard rows.indices.contains(row) else { return }
        for (offset, character) in text.enumerated() where rows[row].indices.contains(column + offset) {
            rows[row][column + offset] = (character, tone)
        }
    }

    /// The rows as lines.
    func text(_ palette: Palette) -> String { rows.map { Canvas.line($0, palette) + "\n" }.joined() }

    private static func line(_ row: [(character: Character, tone: Tone)], _ palette: Palette) -> String {
        var line = ""
        var rest = row[..<(row.lastIndex { $0.character != " " } ?? -1).advanced(by: 1)]
        while let first = rest.first {
            let run = rest.prefix { $0.tone == first.tone }
            line += palette.paint(String(run.map(\.character)), first.tone)
            rest = rest.dropFirst(run.count)
        }
        return line
    }
}
