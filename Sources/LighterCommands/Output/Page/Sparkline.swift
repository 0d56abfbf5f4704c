/// Figures as bars of a line of text, the greatest as the highest.
enum Sparkline {
    /// A space stands for no figure; empty where there is none at all.
    static func cell(_ values: [Int64?], _ tone: Tone = .plain) -> Cell {
        Cell(tone) { glyphs in text(values, glyphs.bars) }
    }

    private static func text(_ values: [Int64?], _ bars: [Character]) -> String {
        let known = values.compactMap { $0 }
        guard let least = known.min(), let greatest = known.max() else { return "" }
        let range = Int128(max(greatest - least, 1))
        return String(
            values.map { value in
                value.map { bars[Int(Int128($0 - least) * Int128(bars.count - 1) / range)] } ?? " "
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
