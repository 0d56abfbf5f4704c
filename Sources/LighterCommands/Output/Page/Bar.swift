import LighterTransactions

/// A figure as a bar, before a paler one that it is a part of.
struct Bar {
    /// The figure.
    let part: Decimal
    /// What the figure is a part of, itself where that is nothing more.
    let whole: Decimal
    /// What fills all the room.
    let full: Decimal

    /// The bar, in so many columns at the most. What is above zero shows.
    func text(_ glyphs: Glyphs, width: Int) -> String {
        let fineness = glyphs.partsOfBar.count
        let parts = part > .zero ? max(part.share(of: full, in: width * fineness), 1) : 0
        var bar = String(repeating: glyphs.fullBar, count: parts / fineness)
        if parts % fineness > 0 { bar.append(glyphs.partsOfBar[parts % fineness]) }
        let rest = whole.share(of: full, in: width) - (parts + fineness - 1) / fineness
        return bar + String(repeating: glyphs.paleBar, count: max(rest, 0))
    }
}

extension Decimal {
    /// How many of so many equal parts of a whole this fills, rounded down, from none to all of them.
    func share(of whole: Decimal, in parts: Int) -> Int {
        guard self > .zero, whole > .zero else { return 0 }
        guard self < whole else { return parts }
        // Exact while both fit on one scale; of what does not, the last digits tell nothing.
        for decimals in stride(from: max(scale, whole.scale), through: 0, by: -1) {
            guard let own = units(decimals: decimals), let all = whole.units(decimals: decimals), all.whole > 0 else {
                continue
            }
            let (product, overflowed) = own.whole.multipliedReportingOverflow(by: Int128(parts))
            if !overflowed { return Int(product / all.whole) }
        }
        return 0
    }
}

extension Glyphs {
    /// A column of a bar.
    var fullBar: String { self == .unicode ? "█" : "#" }

    /// A column of what a bar is a part of.
    var paleBar: String { self == .unicode ? "░" : "-" }

    /// A bar's last column, by how much of it is filled.
    var partsOfBar: [Character] { self == .unicode ? [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] : [" "] }
}
