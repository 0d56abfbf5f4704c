/// Columns of text, two spaces between them, the last one not padded.
///
/// Where the screen is too narrow, bars are left out and columns of sentences are wrapped, then those that can be done without
/// are left out, which is said below; where that is not enough each row is written as names and values. Numbers are never cut.
struct Table {
    enum Alignment {
        case left
        case right
        /// On the decimal point.
        case decimal
        /// Sentences, which may take several lines.
        case wrapped
        /// Bars, as long as there is room. They say nothing that the figures do not.
        case bars
    }

    enum Row {
        case cells([Cell])
        /// A text across all columns.
        case line(Cell)

        /// Empty for a text across all columns.
        var cells: [Cell] {
            switch self {
            case .cells(let cells): cells
            case .line: []
            }
        }
    }

    struct Column {
        let title: String
        let alignment: Alignment
        /// How soon it is left out where there is no room, the greatest first; 0 for never.
        var rank = 0

        static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
        static func decimal(_ title: String) -> Column { Column(title: title, alignment: .decimal) }
        static func text(_ title: String) -> Column { Column(title: title, alignment: .wrapped) }
        static func bars(_ title: String) -> Column { Column(title: title, alignment: .bars, rank: .max) }

        /// The column, to be left out where there is no room: the greater the rank, the sooner.
        func optional(_ rank: Int = 1) -> Column { Column(title: title, alignment: alignment, rank: rank) }
    }

    let columns: [Column]
    private(set) var rows: [Row] = []

    init(_ columns: Column...) { self.columns = columns }

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ cells: any CellContent...) { add(cells) }

    mutating func add(_ cells: [any CellContent]) { rows.append(.cells(cells.map(\.cell))) }

    /// A text across all columns.
    mutating func addLine(_ text: any CellContent) { rows.append(.line(text.cell)) }

    /// The table as lines.
    func text(on screen: Screen) -> String {
        TableLayout(self, screen).text
    }
}
