import LighterTransactions

/// What an account holds and has resting in a perpetual market.
public struct Position: Hashable, Sendable {
    /// Lots held, long above zero.
    public private(set) var size: Lots = 0
    /// What the lots held cost, at least zero.
    public private(set) var entryQuote: QuoteUnits = 0
    /// Profit and loss taken since the account began.
    public private(set) var realisedProfit: QuoteUnits = 0
    /// The part of its value the position must be covered by, in 1/10 000.
    public internal(set) var initialMarginFraction: Int64
    /// Whether the position draws on the account's collateral, or has its own.
    public internal(set) var marginMode = UpdateLeverage.MarginMode.cross
    /// The collateral of an isolated position, realised profit included.
    public internal(set) var allocatedMargin: QuoteUnits = 0
    /// What the position paid as funding since it was opened, less what it got.
    public internal(set) var fundingPaid: QuoteUnits = 0
    /// Whether the account chose the fraction itself.
    public internal(set) var isMarginSet = false

    /// Resting orders that may add to the position, and all of them.
    public internal(set) var openBuySize: Lots = 0
    public internal(set) var openBuyQuote: QuoteUnits = 0
    public internal(set) var openSellSize: Lots = 0
    public internal(set) var openSellQuote: QuoteUnits = 0
    public internal(set) var openOrderCount = 0
    /// Orders that wait.
    public internal(set) var waitingOrderCount = 0
    /// Orders that go when the position does: the reduce-only ones, but for those that wait for their parent.
    public internal(set) var tiedOrderCount = 0

    /// Lots that may be held at most: what they are worth at any price, in all markets together, fits into 64 bits.
    static let sizeLimit: Lots = 1 << 27

    init(initialMarginFraction: Int64) { self.initialMarginFraction = initialMarginFraction }

    /// Takes a fill in and returns the profit it realised, to the last unit: what was paid and received is either in
    /// the profit or in what the remaining lots cost.
    mutating func fill(_ side: Side, _ lots: Lots, at price: Ticks) -> QuoteUnits {
        let signed = side == .buy ? lots : -lots
        if size == 0 || (size > 0) != (size + signed > 0) || size + signed == 0 { fundingPaid = 0 }
        guard size != 0, (size > 0) != (signed > 0) else {
            size += signed
            entryQuote += price * lots
            return 0
        }
        let closing = min(lots, abs(size))
        let released =
            closing == abs(size) ? entryQuote : QuoteUnits(Int128(entryQuote) * Int128(closing) / Int128(abs(size)))
        let profit = size > 0 ? price * closing - released : released - price * closing
        size += signed
        entryQuote = closing == lots ? entryQuote - released : price * (lots - closing)
        realisedProfit += profit
        return profit
    }

    /// The same position after a fill, and what the fill adds to its owner's cross collateral.
    ///
    /// A cross position hands over its profit. An isolated one keeps it; it draws what its added lots ask for at the mark
    /// price, and gives back the share of what it closed (the venue's circuits, `calculate_isolated_margin_change`, do so
    /// too, in roundings they do not share).
    func filled(
        _ side: Side,
        _ lots: Lots,
        at price: Ticks,
        mark: Ticks
    ) -> (position: Position, profit: QuoteUnits, toCollateral: QuoteUnits) {
        var position = self
        let profit = position.fill(side, lots, at: price)
        guard marginMode == .isolated else { return (position, profit, profit) }
        position.allocatedMargin += profit
        let kept = size.signum() == position.size.signum() ? min(abs(size), abs(position.size)) : 0
        let released =
            size == 0
            ? 0
            : position.allocatedMargin - QuoteUnits(Int128(position.allocatedMargin) * Int128(kept) / Int128(abs(size)))
        position.allocatedMargin -= released
        let added = abs(position.size) - kept
        guard added > 0 else { return (position, profit, released) }
        let share = margin(added * mark, initialMarginFraction)
        let lacking = position.initialMargin(at: mark) - position.isolatedEquity(at: mark)
        let drawn = max(share, lacking)
        position.allocatedMargin += drawn
        return (position, profit, released - drawn)
    }

    /// What an isolated position is worth to its owner at a price: its collateral and its unrealised profit.
    public func isolatedEquity(at price: Ticks) -> QuoteUnits { allocatedMargin + unrealisedProfit(at: price) }

    /// What the lots held are worth at a price.
    public func value(at price: Ticks) -> QuoteUnits { abs(size) * price }

    /// What a lot cost on average, to the nearest tick; 0 when flat.
    public var averageEntryPrice: Ticks {
        let lots = abs(size)
        guard lots > 0 else { return 0 }
        let (whole, rest) = entryQuote.quotientAndRemainder(dividingBy: lots)
        return rest >= lots - rest ? whole + 1 : whole
    }

    /// What closing at a price would gain.
    public func unrealisedProfit(at price: Ticks) -> QuoteUnits {
        size >= 0 ? value(at: price) - entryQuote : entryQuote - value(at: price)
    }

    /// Margin the lots held ask for at a price.
    public func initialMargin(at price: Ticks) -> QuoteUnits { margin(value(at: price), initialMarginFraction) }

    /// Margin below which the position is in danger.
    public func maintenanceMargin(at price: Ticks, _ fractions: MarginFractions) -> QuoteUnits {
        margin(value(at: price), fractions.maintenance)
    }

    /// Margin below which the position is taken over.
    public func closeoutMargin(at price: Ticks, _ fractions: MarginFractions) -> QuoteUnits {
        margin(value(at: price), fractions.closeout)
    }

    /// Margin asked for by the position together with the side of the resting orders that would grow it most.
    public func initialMarginWithOrders(at price: Ticks) -> QuoteUnits {
        let held = value(at: price)
        let signed = size >= 0 ? held : -held
        let exposure = max(held, max(openBuyQuote + signed, openSellQuote - signed))
        return margin(exposure, initialMarginFraction)
    }

    /// Whether an order of this side would bring the position nearer to zero.
    func isReduced(by side: Side) -> Bool { side == .buy ? size < 0 : size > 0 }

    /// Lots that may still be traded on a side.
    func room(on side: Side) -> Lots { max(0, Position.sizeLimit - (side == .buy ? size : -size)) }

    mutating func addOpen(_ order: Order) {
        openOrderCount += 1
        guard !order.reduceOnly else {
            tiedOrderCount += 1
            return
        }
        changeOpen(order.side, order.remainingSize, order.remainingQuote)
    }

    mutating func removeOpen(_ order: Order) {
        openOrderCount -= 1
        guard !order.reduceOnly else {
            tiedOrderCount -= 1
            return
        }
        changeOpen(order.side, -order.remainingSize, -order.remainingQuote)
    }

    mutating func addWaiting(_ order: Order) {
        waitingOrderCount += 1
        if order.isTiedToPosition { tiedOrderCount += 1 }
    }

    mutating func removeWaiting(_ order: Order) {
        waitingOrderCount -= 1
        if order.isTiedToPosition { tiedOrderCount -= 1 }
    }

    private mutating func changeOpen(_ side: Side, _ lots: Lots, _ quote: QuoteUnits) {
        if side == .buy {
            openBuySize += lots
            openBuyQuote += quote
        } else {
            openSellSize += lots
            openSellQuote += quote
        }
    }

    /// The part of a value, rounded up.
    private func margin(_ value: QuoteUnits, _ fraction: Int64) -> QuoteUnits {
        let whole = Int128(value) * Int128(fraction)
        return QuoteUnits((whole + Int128(MarginFractions.one - 1)) / Int128(MarginFractions.one))
    }
}
