import LighterTransactions

/// The venue's own traders: a maker that keeps a book around a slowly moving price, and a taker that trades with
/// whatever is best now and then. All they do follows from the seed and the time.
struct House: Sendable {
    static let maker: Int64 = 91_001
    static let taker: Int64 = 91_002
    /// How often prices move.
    static let period: Int64 = 1_000_000

    /// The maker's orders by price; one such table for each side of each market.
    struct Quotes: Sendable {
        var asks: [Ticks: Int64] = [:]
        var bids: [Ticks: Int64] = [:]

        subscript(side: Side) -> [Ticks: Int64] {
            get { side.isAsk ? asks : bids }
            set { if side.isAsk { asks = newValue } else { bids = newValue } }
        }
    }

    var random: RandomSource
    var quotes: [Quotes]

    init(seed: UInt64, markets: Int) {
        random = RandomSource(seed: seed)
        quotes = Array(repeating: Quotes(), count: markets)
    }

    /// The next index price: a few hundred-thousandths up or down, drawn back to where the market opened.
    mutating func move(_ index: Ticks, _ market: Market) -> Ticks {
        let stride = max(1, market.openingPrice / 50_000)
        let pull = (market.openingPrice - index) / 32
        return max(1, index + pull + random.number(in: -2...2) * stride)
    }

    /// A mark price within a few hundred-thousandths of the index price.
    mutating func mark(near index: Ticks, _ market: Market) -> Ticks {
        max(1, index + random.number(in: -3...3) * max(1, market.openingPrice / 100_000))
    }

    /// The prices the maker wants to stand at, best first: ten near the touch, then wider and wider apart, to about one
    /// per cent from the mark. They lie on a fixed grid, so that a small move of the mark leaves most orders alone.
    static func ladder(_ side: Side, around mark: Ticks, _ market: Market) -> [(price: Ticks, tier: Int)] {
        let grid = max(1, market.openingPrice / 20_000)
        var prices: [(Ticks, Int)] = []
        var last = mark
        for (tier, (step, count)) in [(grid, 10), (5 * grid, 8), (25 * grid, 6)].enumerated() {
            for _ in 0..<count {
                last = side.isAsk ? (last / step + 1) * step : ((last + step - 1) / step - 1) * step
                guard last > 0 else { return prices }
                prices.append((last, tier))
            }
        }
        return prices
    }

    /// A size worth some thousand USDC at the touch and more behind.
    mutating func quoteSize(tier: Int, at price: Ticks, _ market: Market) -> Lots {
        let thousands: ClosedRange<Int64> =
            switch tier {
            case 0: 3...12
            case 1: 15...50
            default: 60...200
            }
        let lots = random.number(in: thousands) * 1_000_000_000 / price
        return max(lots, market.minimumSize, market.minimumQuote / price + 1)
    }

    /// What the taker trades this time; nil when it rests.
    mutating func takerOrder(in market: MarketState, position: Lots, always: Bool) -> OrderRequest? {
        guard always || random.number(in: 0...3) == 0 else { return nil }
        let mark = market.markPrice
        let size = max(1, random.number(in: 20_000_000...900_000_000) / mark)
        let isHeavy = abs(position) > 20_000_000_000 / mark
        let side: Side = isHeavy ? (position > 0 ? .sell : .buy) : random.number(in: 0...1) == 0 ? .buy : .sell
        return OrderRequest(
            market: market.market.index.value,
            side: side,
            kind: .market,
            timeInForce: .immediateOrCancel,
            size: size,
            price: side == .buy ? mark + mark / 50 : max(1, mark - mark / 50)
        )
    }
}
