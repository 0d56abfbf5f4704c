/// A piece of text in a table or beside a name.
struct Cell {
    /// The text, as it is drawn with the characters that there are.
    let text: (Glyphs) -> String
    let tone: Tone
    /// What is drawn in its place where there is room for it.
    private(set) var bar: Bar?

    init(_ text: String, _ tone: Tone = .plain) {
        self.text = { _ in text }
        self.tone = tone
    }

    /// A bar, in a column of bars.
    init(_ bar: Bar, _ tone: Tone) {
        self.init("", tone)
        self.bar = bar
    }

    /// So many characters of a text that goes on.
    static func beginning(of text: String, _ count: Int) -> Cell {
        Cell { glyphs in text.prefix(count) + glyphs.ellipsis }
    }

    /// The cell, as one that matters less.
    var faint: Cell { Cell(.faint, drawn: text) }

    /// A drawing.
    init(_ tone: Tone = .plain, drawn: @escaping (Glyphs) -> String) {
        text = drawn
        self.tone = tone
    }
}

/// What a cell can be made of: a text, or a cell itself.
protocol CellContent {
    var cell: Cell { get }
}

extension Cell: CellContent {
    var cell: Cell { self }
}

extension String: CellContent {
    var cell: Cell { Cell(self) }
}
