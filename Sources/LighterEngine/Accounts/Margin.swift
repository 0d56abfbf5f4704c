import LighterTransactions

/// An account's cross margin at the present mark prices (api.md, sections 5.4 and 7.13).
public struct MarginState: Hashable, Sendable {
    /// Collateral and unrealised profit of cross positions.
    public let equity: QuoteUnits
    /// Asked for by what is held.
    public let initial: QuoteUnits
    /// Asked for by what is held and by resting orders, those that isolated positions would draw on included.
    public let initialWithOrders: QuoteUnits
    public let maintenance: QuoteUnits

    /// What new orders may still ask for.
    public var available: QuoteUnits { max(0, equity - initialWithOrders) }
}

extension Exchange {
    /// The margin of the account at a place.
    public func margin(ofAccount place: Int) -> MarginState {
        margin(of: accounts[place].collateral, accounts[place].positions)
    }

    private func margin(of collateral: QuoteUnits, _ positions: [Position]) -> MarginState {
        var (equity, initial, initialWithOrders, maintenance) = (collateral, Int64(0), Int64(0), Int64(0))
        for (place, position) in positions.enumerated() where position.size != 0 || position.openOrderCount != 0 {
            guard let fractions = markets[place].market.marginFractions else { continue }
            let mark = markets[place].markPrice
            guard position.marginMode == .cross else {
                initialWithOrders += position.initialMarginWithOrders(at: mark) - position.initialMargin(at: mark)
                continue
            }
            equity += position.unrealisedProfit(at: mark)
            initial += position.initialMargin(at: mark)
            initialWithOrders += position.initialMarginWithOrders(at: mark)
            maintenance += position.maintenanceMargin(at: mark, fractions)
        }
        return MarginState(
            equity: equity,
            initial: initial,
            initialWithOrders: initialWithOrders,
            maintenance: maintenance
        )
    }

    /// Whether an account may hold what a trade would leave it with: initial margin is covered, or the position only
    /// shrank.
    ///
    /// - Parameter fee: What the trade costs, where it comes out of cross margin.
    func isCovered(_ side: Side, _ size: Lots, at price: Ticks, fee: QuoteUnits, owner: Int, place: Int) -> Bool {
        let before = accounts[owner].positions[place]
        if before.isReduced(by: side), size <= abs(before.size) { return true }
        let (after, _, toCollateral) = before.filled(side, size, at: price, mark: markets[place].markPrice)
        var positions = accounts[owner].positions
        positions[place] = after
        let paid = after.marginMode == .cross ? fee : 0
        let margin = margin(of: accounts[owner].collateral + toCollateral - paid, positions)
        return margin.equity >= margin.initial
    }

    /// Whether the account could cover an order that came to rest whole, in place of one that rests already.
    func canCover(_ side: Side, _ quote: QuoteUnits, replacing old: Order? = nil, owner: Int, place: Int) -> Bool {
        let mark = markets[place].markPrice
        let before = accounts[owner].positions[place]
        var after = before
        if let old { after.removeOpen(old) }
        if side == .buy { after.openBuyQuote += quote } else { after.openSellQuote += quote }
        let margin = margin(ofAccount: owner)
        let added = after.initialMarginWithOrders(at: mark) - before.initialMarginWithOrders(at: mark)
        return added <= 0 || margin.equity >= margin.initialWithOrders + added
    }

    /// Whether a leverage still leaves the account covered.
    func canHold(_ fraction: Int64, owner: Int, place: Int) -> Bool {
        let held = accounts[owner].positions[place]
        if held.marginMode == .isolated, held.size != 0 {
            let mark = markets[place].markPrice
            var position = held
            position.initialMarginFraction = fraction
            return fraction <= held.initialMarginFraction
                || position.isolatedEquity(at: mark) >= position.initialMargin(at: mark)
        }
        var positions = accounts[owner].positions
        positions[place].initialMarginFraction = fraction
        let margin = margin(of: accounts[owner].collateral, positions)
        return fraction <= accounts[owner].positions[place].initialMarginFraction
            || margin.equity >= margin.initialWithOrders
    }

    /// The mark price at which the account, or an isolated position, falls to maintenance margin if only this market
    /// moves; nil when none does.
    public func liquidationPrice(ofAccount owner: Int, place: Int) -> Ticks? {
        let position = accounts[owner].positions[place]
        guard position.size != 0, let fractions = markets[place].market.marginFractions else { return nil }
        let mark = markets[place].markPrice
        let state = margin(ofAccount: owner)
        let excess =
            position.marginMode == .isolated
            ? position.isolatedEquity(at: mark) - position.maintenanceMargin(at: mark, fractions)
            : state.equity - state.maintenance
        // equity + size·(price − mark) = maintenance + |size|·(price − mark)·fraction/10 000
        let surplus = Int128(excess) * Int128(MarginFractions.one)
        let perTick =
            Int128(position.size) * Int128(MarginFractions.one) - Int128(abs(position.size))
            * Int128(fractions.maintenance)
        let price = Int128(mark) - surplus / perTick
        guard price > 0, price <= Int128(PriceKind.bounds.upperBound) else { return nil }
        return Ticks(price)
    }

    /// What all an account has is worth: its cross equity and its isolated positions.
    public func totalEquity(ofAccount place: Int) -> QuoteUnits {
        accounts[place].positions.enumerated().reduce(margin(ofAccount: place).equity) { sum, entry in
            guard entry.element.marginMode == .isolated else { return sum }
            return sum + entry.element.isolatedEquity(at: markets[entry.offset].markPrice)
        }
    }
}
