/// Figures as bars of a line of text, the greatest as the highest.
enum Sparkline {
    /// A space stands for no figure; empty where there is none at all.
    ///
    /// - Parameter most: how many bars there may be; of more figures those are left out that lie between.
    static func cell(_ values: [Int64?], _ tone: Tone = .plain, most: Int = 32) -> Cell {
        let count = min(values.count, most)
        // The last one is always among them.
        let shown = (0..<count).map { values[($0 + 1) * values.count / count - 1] }
        return Cell(tone) { glyphs in text(shown, glyphs.bars) }
    }

    private static func text(_ values: [Int64?], _ bars: [Character]) -> String {
        let known = values.compactMap { $0 }
        guard let least = known.min(), let greatest = known.max() else { return "" }
        let range = max(Int128(greatest) - Int128(least), 1)
        return String(
            values.map { value in
                value.map { bars[Int((Int128($0) - Int128(least)) * Int128(bars.count - 1) / range)] } ?? " "
            }
        )
    }
}

extension Glyphs {
    /// From the lowest to the highest.
    fileprivate var bars: [Character] {
        switch self {
        case .unicode: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        case .ascii: ["_", ".", "-", "=", "*", "#"]
        }
    }
}
