import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Where a canary's order rests, and how much it is for.
struct CanaryPricing {
    private let market: Market
    private let ask: Decimal
    private let bid: Decimal

    /// - Throws: ``Failure`` where a side of the book is empty.
    init(_ market: Market, _ book: OrderBook) throws(Failure) {
        guard let ask = book.asks.first?.price, let bid = book.bids.first?.price else { throw .emptyBook(market) }
        self.market = market
        self.ask = ask
        self.bid = bid
    }

    /// What a buy order rests at: as far below the mid as it should be, and at least two ticks below the best ask.
    ///
    /// - Parameter greatest: how far from the mid any order may be; it is no farther, however far it should be.
    /// - Throws: ``Failure``.
    func restingPrice(_ offset: Percentage, atMost greatest: Percentage?) throws(Failure) -> Price {
        let distance = greatest.map { min($0, offset) } ?? offset
        do {
            let mid = try ask.adding(bid).multiplied(by: Decimal(coefficient: 5, scale: 1) ?? .zero)
            let wanted = try mid.multiplied(by: Decimal(1).subtracting(distance.fraction))
            let price = try market.precision.price(wanted, rounding: distance < offset ? .up : .down)
            let below = try market.precision.price(ask, rounding: .down).ticks - 2
            guard let highest = Price(exactly: below), highest.ticks > 0 else { throw belowAll() }
            return min(price, highest)
        } catch let failure as Failure { throw failure } catch { throw belowAll() }
    }

    /// The next price towards the touch.
    func next(after price: Price) throws(Failure) -> Price {
        guard let next = Price(exactly: price.ticks + 1) else { throw belowAll() }
        return next
    }

    /// The best price to buy at.
    func buyingPrice() throws(Failure) -> Price {
        do { return try market.precision.price(ask, rounding: .down) } catch {
            throw Failure(error, market: market.symbol)
        }
    }

    /// The least that may rest at a price, or what is asked for.
    func size(_ size: CanarySettings.Size, at price: Price) throws(Failure) -> Decimal {
        guard case .minimum = size else {
            if case .exactly(let size) = size { return size }
            return .zero
        }
        let precision = market.precision
        guard price.ticks > 0, let bySize = (market.minimumSize ?? .zero).units(decimals: precision.sizeDecimals),
            let byValue = (market.minimumNotional ?? .zero).units(decimals: precision.quoteDecimals)
        else { throw belowAll() }
        let ticks = Int128(price.ticks)
        let lots = max(
            bySize.whole + (bySize.isExact ? 0 : 1),
            (byValue.whole + (byValue.isExact ? 0 : 1) + ticks - 1) / ticks,
            1
        )
        guard let size = Decimal(coefficient: lots, scale: precision.sizeDecimals) else { throw belowAll() }
        return size
    }

    private func belowAll() -> Failure {
        Failure(
            "canary.no_price",
            .no,
            "\(market.symbol) trades at a price that leaves no room for an order below it",
            hint: "lighter book \(market.symbol)"
        )
    }
}
