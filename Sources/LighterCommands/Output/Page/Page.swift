/// What a command shows to people: blocks under each other, drawn for the screen they are written on.
struct Page {
    private let blocks: [(Screen) -> String]

    /// Lines of text, each with its end. They are broken between words where the screen is narrower.
    static func text(_ text: String) -> Page {
        Page { screen in
            guard let width = screen.width else { return text }
            return text.split(separator: "\n", omittingEmptySubsequences: false)
                .flatMap { String($0).wrapped(to: width) }
                .joined(separator: "\n")
        }
    }

    /// Pieces of a line, two spaces between them. It is broken between them where the screen is narrower.
    static func line(_ pieces: (any CellContent)?...) -> Page {
        let cells = pieces.compactMap { $0?.cell }
        return Page { screen in
            var (text, width) = ("", 0)
            for cell in cells {
                let piece = cell.text(screen.glyphs)
                guard !piece.isEmpty else { continue }
                let isBroken = screen.width.map { width > 0 && width + 2 + piece.displayWidth > $0 } ?? false
                text += width == 0 ? "" : isBroken ? "\n" : "  "
                width = (isBroken || width == 0 ? 0 : width + 2) + piece.displayWidth
                text += screen.palette.paint(piece, cell.tone)
            }
            return text + "\n"
        }
    }

    /// Names and values under each other.
    static func details(_ details: Details) -> Page { Page(details.text) }

    /// A table, or a note for no rows.
    static func table(_ table: Table, emptyNote: String) -> Page {
        table.rows.isEmpty ? .text(emptyNote + "\n") : Page(table.text)
    }

    /// What is drawn for the screen, each line with its end.
    static func drawing(_ draw: @escaping (Screen) -> String) -> Page { Page(draw) }

    static func + (upper: Page, lower: Page) -> Page { Page(blocks: upper.blocks + lower.blocks) }

    /// The page as text.
    func text(on screen: Screen) -> String { blocks.map { $0(screen) }.joined() }

    private init(_ block: @escaping (Screen) -> String) { blocks = [block] }

    private init(blocks: [(Screen) -> String]) { self.blocks = blocks }
}
