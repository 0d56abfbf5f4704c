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

    /// Refuses what the profile may not do on a market.
    ///
    /// - Throws: ``Failure`` of class refused.
    public func requireTradable(_ market: Market) throws(Failure) {
        try requireWritable()
        let markets = profile.guards.markets
        if let markets, !markets.contains(where: { $0.uppercased() == market.symbol.uppercased() }) {
            throw refused("markets", "the profile \(profile.name) does not trade \(market.symbol)", market)
        }
    }

    /// Checks a new order, with what is attached to it.
    ///
    /// - Parameter snapshot: shared by orders that are checked together.
    /// - Throws: ``Failure`` of class refused.
    public func checkGuards(_ order: NewOrder, snapshot: MarketSnapshot? = nil) throws(Failure) {
        let snapshot = snapshot ?? MarketSnapshot(self)
        try checkGuards(order.market, order.terms.price, order.notional, adding: order.restingOrders, snapshot)
    }

    /// Checks an order as it will be after a change.
    ///
    /// - Throws: ``Failure`` of class refused.
    public func checkGuards(_ change: OrderModification) throws(Failure) {
        try checkGuards(change.market, change.price, change.notional, adding: 0, MarketSnapshot(self))
    }

    /// - Parameter added: how many orders it adds to those that rest or wait.
    private func checkGuards(
        _ market: Market,
        _ price: Price,
        _ notional: Decimal,
        adding added: Int,
        _ snapshot: MarketSnapshot
    ) throws(Failure) {
        let guards = profile.guards
        try requireTradable(market)
        if let maximum = guards.maximumNotional, notional > maximum {
            throw refused("max_notional", "the order is worth \(notional), more than the \(maximum) allowed", market)
        }
        if let maximum = guards.maximumDeviation { try checkDeviation(market, price, maximum, snapshot) }
        if guards.maximumOpenOrders != nil, added > 0 {
            try requireRoom(for: added, beside: snapshot.countOfRestingOrders(), market)
            snapshot.expectResting(added)
        }
    }

    /// Checks that so many orders more may rest.
    ///
    /// - Throws: ``Failure`` of class refused.
    func requireRoom(for added: Int, beside count: Int, _ market: Market) throws(Failure) {
        guard let maximum = profile.guards.maximumOpenOrders, Int64(count + added) > maximum else { return }
        let more = added == 1 ? "" : ", and this would add \(added)"
        throw refused("max_open_orders", "\(count) orders rest already, of \(maximum) allowed\(more)", market)
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
