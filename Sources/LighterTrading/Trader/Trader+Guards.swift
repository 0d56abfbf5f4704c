import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// The guards of a profile: what is checked before anything is signed (cli.md, "Profiles").
extension Trader {
    /// Refuses every mutation of a read-only profile.
    ///
    /// - Throws: ``Failure`` of class refused.
    public func requireWritable() throws(Failure) {
        guard !profile.guards.isReadOnly else {
            throw refused("read_only", "the profile \(profile.name) is read-only")
        }
    }

    /// Whether a mutation needs a yes.
    public var needsConfirmation: Bool { profile.guards.confirm.isNeeded(on: profile.network) }

    /// Checks a new order, or an order as it will be after a change.
    ///
    /// - Parameters:
    ///   - isNew: whether it adds to the orders that rest.
    ///   - snapshot: shared by orders that are checked together.
    /// - Throws: ``Failure`` of class refused.
    public func checkGuards(
        market: Market,
        price: Price,
        notional: Decimal,
        restsAs isNew: Bool,
        snapshot: MarketSnapshot? = nil
    ) throws(Failure) {
        let snapshot = snapshot ?? MarketSnapshot(self)
        let guards = profile.guards
        try requireWritable()
        if let markets = guards.markets, !markets.contains(where: { $0.uppercased() == market.symbol.uppercased() }) {
            throw refused("markets", "the profile \(profile.name) does not trade \(market.symbol)", market)
        }
        if let maximum = guards.maximumNotional, notional > maximum {
            throw refused("max_notional", "the order is worth \(notional), more than the \(maximum) allowed", market)
        }
        if let maximum = guards.maximumDeviation { try checkDeviation(market, price, maximum, snapshot) }
        if let maximum = guards.maximumOpenOrders, isNew {
            let count = try snapshot.countOfRestingOrders()
            guard count < maximum else {
                throw refused("max_open_orders", "\(count) orders rest already, of \(maximum) allowed", market)
            }
            snapshot.willRest()
        }
    }

    private func checkDeviation(
        _ market: Market,
        _ price: Price,
        _ maximum: Percentage,
        _ snapshot: MarketSnapshot
    ) throws(Failure) {
        let book = try snapshot.book(of: market)
        guard let ask = book.asks.first?.price, let bid = book.bids.first?.price else {
            throw refused("max_deviation", "\(market.symbol) has no mid to hold max_deviation against", market)
        }
        let limit = market.precision.decimal(price)
        do {
            // Twice everything, so that the mid needs no division.
            let doubledMid = try ask.adding(bid)
            let distance = try limit.adding(limit).subtracting(doubledMid).magnitude
            guard distance <= (try doubledMid.multiplied(by: maximum.fraction)) else {
                throw refused("max_deviation", "the price \(limit) is more than \(maximum) from the mid", market)
            }
        } catch let error as DecimalError {
            throw Failure(error, naming: "deviation from the mid")
        } catch { throw Failure.from(error) }
    }

    private func refused(_ name: String, _ message: String, _ market: Market? = nil) -> Failure {
        Failure(
            "guard.\(name)",
            .refused,
            message,
            hint: "lighter profile show -p \(profile.name) --sources",
            context: FailureContext(market: market?.symbol)
        )
    }
}
