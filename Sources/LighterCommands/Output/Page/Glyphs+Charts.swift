/// What half a row of a candle shows.
enum CandlePart {
    case none
    /// Between the highest and the lowest price.
    case wick
    /// Between the first and the last one.
    case body
}

extension Glyphs {
    /// Levels of a candle in a row.
    var levelsOfRow: Int { self == .unicode ? 2 : 1 }

    /// A row of a candle: one that rises is thin, one that falls is thick, so that no colour is needed to tell them apart.
    ///
    /// - Parameter parts: from the lowest level of the row.
    func candle(_ parts: [CandlePart], isRising: Bool) -> String {
        switch (parts.first ?? .none, parts.last ?? .none) {
        case (.none, .none): " "
        case (.wick, .wick): self == .unicode ? "│" : "|"
        case (.wick, .none): "╷"
        case (.none, .wick): "╵"
        case (.body, .body): self == .unicode ? (isRising ? "┃" : "█") : (isRising ? "+" : "#")
        case (.body, .none): isRising ? "╻" : "▄"
        case (.body, .wick): isRising ? "╽" : "▄"
        case (.none, .body): isRising ? "╹" : "▀"
        case (.wick, .body): isRising ? "╿" : "▀"
        }
    }

    /// From the lowest to all of a row.
    var levels: [Character] { self == .unicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [".", ":"] }

    var verticalLine: String { self == .unicode ? "│" : "|" }
    var horizontalLine: String { self == .unicode ? "─" : "-" }
    var priceTick: String { self == .unicode ? "├" : "+" }
    var timeTick: String { self == .unicode ? "┬" : "+" }
    var corner: String { self == .unicode ? "┘" : "+" }
}
