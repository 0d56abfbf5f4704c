/// A table as it fits on a screen.
struct TableLayout {
    private let table: Table
    private let screen: Screen
    /// Every cell's text, aligned on the decimal point where its column is.
    private let texts: [[String]]
    /// The widths of the columns as they would like to be.
    private let widths: [Int]
    /// The columns that are shown, and those that there is no room for.
    private var shown: [Int]
    private var missing: [Int] = []

    private static let gap = 2
    /// Sentences are not squeezed below this before other columns are left out, …
    private static let comfortableText = 24
    /// … and not below this at all.
    private static let leastText = 12
    /// Bars are this long at the least, …
    private static let leastBar = 8
    /// … and so long where nothing limits them.
    private static let usualBar = 40
    /// Beyond this a longer one shows no more.
    private static let longestBar = 64

    init(_ table: Table, _ screen: Screen) {
        self.table = table
        self.screen = screen
        let drawn = table.rows.map { $0.cells.map { $0.text(screen.glyphs) } }
        texts = TableLayout.aligned(drawn, table.columns)
        widths = table.columns.indices.map { [texts, table] column in
            guard table.columns[column].alignment != .bars else { return TableLayout.usualBar }
            return max(
                table.columns[column].title.displayWidth,
                texts.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
            )
        }
        // A column for sentences, of which there is none, says nothing.
        shown = table.columns.indices.filter { [texts] column in
            table.columns[column].alignment != .wrapped
                || texts.contains { column < $0.count && !$0[column].isEmpty }
        }
        leaveOut()
    }

    /// The lines.
    var text: String {
        guard isNarrowEnough(TableLayout.leastText) else { return stacked }
        let widths = fittedWidths
        var text = line(table.columns.map { Cell($0.title, .faint) }, table.columns.map(\.title), widths)
        for (row, texts) in zip(table.rows, texts) {
            switch row {
            case .cells(let cells): text += line(cells, texts, widths)
            case .line(let cell): text += acrossAll(cell)
            }
        }
        guard !missing.isEmpty, let width = screen.width else { return text }
        let titles = missing.sorted().map { table.columns[$0].title }.joined(separator: ", ")
        let note = "not shown, for want of room: \(titles)"
        return text + note.wrapped(to: width).map { screen.palette.paint($0, .faint) + "\n" }.joined()
    }

    private mutating func leaveOut() {
        while !isNarrowEnough(TableLayout.comfortableText) {
            let candidates = shown.filter { table.columns[$0].rank > 0 }
            guard
                let next = candidates.max(by: { (table.columns[$0].rank, $0) < (table.columns[$1].rank, $1) })
            else { return }
            shown.removeAll { $0 == next }
            if !isBars(next) { missing.append(next) }
        }
    }

    /// Whether it fits, where each column of sentences may be narrowed so far.
    private func isNarrowEnough(_ leastText: Int) -> Bool {
        guard let width = screen.width else { return true }
        let least = shown.reduce(0) { sum, column in
            switch table.columns[column].alignment {
            case .bars: sum + TableLayout.leastBar
            case .wrapped: sum + min(widths[column], leastText)
            case .left, .right, .decimal: sum + widths[column]
            }
        }
        return least + gaps <= width
    }

    private var gaps: Int { max(shown.count - 1, 0) * TableLayout.gap }

    private func isWrapped(_ column: Int) -> Bool { table.columns[column].alignment == .wrapped }

    private func isBars(_ column: Int) -> Bool { table.columns[column].alignment == .bars }

    /// The widths of the columns as they are shown: what is left over is shared by those of sentences, and what one of them
    /// does not need is for the others.
    private var fittedWidths: [Int] {
        guard let width = screen.width else { return widths }
        var fitted = widths
        let bars = shown.filter(isBars)
        let isFixed = { column in !isWrapped(column) && !isBars(column) }
        var left = width - gaps - shown.reduce(0) { $0 + (isFixed($1) ? widths[$1] : 0) }
        let wrapped = shown.filter(isWrapped).sorted { widths[$0] < widths[$1] }
        left -= bars.count * TableLayout.leastBar
        for (place, column) in wrapped.enumerated() {
            fitted[column] = min(widths[column], max(left / (wrapped.count - place), TableLayout.leastText))
            left -= fitted[column]
        }
        for column in bars {
            fitted[column] = min(TableLayout.leastBar + left / bars.count, TableLayout.longestBar)
        }
        return fitted
    }

    private func acrossAll(_ cell: Cell) -> String {
        cell.text(screen.glyphs).wrapped(to: screen.width ?? .max)
            .map { screen.palette.paint($0, cell.tone) + "\n" }
            .joined()
    }

    private func line(_ cells: [Cell], _ texts: [String], _ widths: [Int]) -> String {
        let pieces = shown.map { column in
            if column < cells.count, let bar = cells[column].bar {
                return [bar.text(screen.glyphs, width: widths[column])]
            }
            let text = column < texts.count ? texts[column] : ""
            return isWrapped(column) ? text.wrapped(to: widths[column]) : [text]
        }
        let height = pieces.map(\.count).max() ?? 1
        return (0..<height).map { place in
            var line = ""
            for (position, column) in shown.enumerated() {
                let text = place < pieces[position].count ? pieces[position][place] : ""
                let padding = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
                let tone = column < cells.count ? cells[column].tone : .plain
                let isRight = [.right, .decimal].contains(table.columns[column].alignment)
                let isLast = position == shown.count - 1
                let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex
                let painted = screen.palette.paint(String(text[..<end]), tone) + text[end...]
                line += isRight ? padding + painted : painted + (isLast ? "" : padding)
                if !isLast { line += String(repeating: " ", count: TableLayout.gap) }
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    /// Each row as names and values.
    private var stacked: String {
        table.rows.map { row in
            if case .line(let cell) = row { return acrossAll(cell) }
            var details = Details()
            for (column, cell) in zip(table.columns, row.cells) where column.alignment != .bars {
                details.add(column.title.lowercased(), cell)
            }
            return details.text(on: screen)
        }.joined(separator: "\n")
    }

    /// Pads what is behind the decimal points of a column to one width.
    private static func aligned(_ texts: [[String]], _ columns: [Table.Column]) -> [[String]] {
        var texts = texts
        for column in columns.indices where columns[column].alignment == .decimal {
            let tails = texts.map { column < $0.count ? tail(of: $0[column]) : 0 }
            let longest = tails.max() ?? 0
            for row in texts.indices where column < texts[row].count {
                texts[row][column] += String(repeating: " ", count: longest - tails[row])
            }
        }
        return texts
    }

    /// Columns from a text's decimal point to its end.
    private static func tail(of text: String) -> Int {
        text.firstIndex(of: ".").map { text[$0...].displayWidth } ?? 0
    }
}
