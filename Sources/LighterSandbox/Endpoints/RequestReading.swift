import LighterEngine
import LighterTransactions

/// Parameters that many endpoints share.
extension Request {
    /// "All markets".
    static let anyMarket: Int64 = 255

    /// The place of the market asked for; nil for all of them.
    ///
    /// - Throws: ``Refusal`` for a market there is not.
    func market(_ engine: Engine) throws(Refusal) -> Int? {
        let index = try query.integer("market_id", in: 0...Int64(Int16.max)) ?? Request.anyMarket
        guard index != Request.anyMarket else { return nil }
        guard let place = engine.exchange.place(ofMarket: index) else { throw .invalidMarketIndex }
        return place
    }

    func requiredMarket(_ engine: Engine) throws(Refusal) -> Int {
        _ = try query.requiredText("market_id")
        guard let place = try market(engine) else { throw .invalidMarketIndex }
        return place
    }

    /// The account under a parameter.
    func requiredAccount(_ name: String = "account_index") throws(Refusal) -> Int64 {
        try query.requiredInteger(name, in: AccountIndexKind.bounds)
    }

    func requiredLimit(_ greatest: Int64 = 100) throws(Refusal) -> Int {
        Int(try query.requiredInteger("limit", in: 1...greatest))
    }

    /// Whether a market is of the type asked for.
    func marketTypeFilter() throws(Refusal) -> @Sendable (Market) -> Bool {
        let type = try query.choice("market_type", ["all", "spot", "perp"], default: "all")
        return { market in type == "all" || market.typeWord == type }
    }

    /// Which side is asked for: `ask_filter` 0 bids, 1 asks, −1 both.
    func sideFilter() throws(Refusal) -> Side? {
        switch try query.integer("ask_filter", in: -1...1) {
        case 0: .buy
        case 1: .sell
        default: nil
        }
    }
}
