import LighterStatus
import LighterTransactions
import LighterVenue

/// What of a market's rules is no longer as this host knew it: orders are made by them.
struct MarketChanges: Equatable {
    let symbol: String
    /// `price decimals 2 to 3`.
    let changes: [String]
    /// Whether orders are made of other numbers now.
    let areOfPrecision: Bool

    /// Nil where nothing changed.
    init?(from before: Market, to now: Market) {
        var changes: [String] = []
        func compare<Value: Equatable>(_ name: String, _ old: Value, _ new: Value, _ text: (Value) -> String) {
            if old != new { changes.append("\(name) \(text(old)) to \(text(new))") }
        }
        compare("price decimals", before.precision.priceDecimals, now.precision.priceDecimals) { "\($0)" }
        compare("size decimals", before.precision.sizeDecimals, now.precision.sizeDecimals) { "\($0)" }
        compare("least size", before.minimumSize, now.minimumSize) { $0?.description ?? "none" }
        compare("least value", before.minimumNotional, now.minimumNotional) { $0?.description ?? "none" }
        guard !changes.isEmpty else { return nil }
        symbol = now.symbol
        self.changes = changes
        areOfPrecision = before.precision != now.precision
    }

    /// `ETH: price decimals 2 to 3, least size 0.1 to 0.2`.
    var words: String { "\(symbol): \(changes.joined(separator: ", "))" }
}
