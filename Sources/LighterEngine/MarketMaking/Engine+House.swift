import LighterLayerOne
import LighterTransactions

extension Engine {
    /// Opens the house's accounts and fills the books, with some trades before the present.
    mutating func openHouse(before start: Moment, trades: Int64) {
        let wealth: QuoteUnits = 1_000_000_000_000_000
        exchange.open(Exchange.feeCollector, owner: .ofNobody(4), isHouse: true)
        exchange.open(Exchange.insuranceFund, owner: .ofNobody(5), collateral: wealth, isHouse: true)
        for index in [House.maker, House.taker] {
            exchange.open(
                index,
                owner: .ofNobody(index),
                collateral: wealth,
                balances: [Asset.usdc.index: wealth, Asset.eth.index: wealth],
                isHouse: true
            )
        }
        for round in 0...trades {
            clock = start.advanced(microseconds: (round - trades) * 17 * House.period - House.period)
            for place in exchange.markets.indices where exchange.markets[place].market.status == .active {
                moveMark(place)
                quote(place)
                takeSome(place, always: true)
            }
        }
        for place in exchange.markets.indices where exchange.markets[place].market.status == .active { quote(place) }
    }

    /// One step of the house in every market.
    mutating func stepHouse() {
        for place in exchange.markets.indices where exchange.markets[place].market.status == .active {
            moveMark(place)
            quote(place)
            takeSome(place, always: false)
        }
    }

    private mutating func moveMark(_ place: Int) {
        let state = exchange.markets[place]
        let index = house.move(state.indexPrice, state.market)
        exchange.markets[place].mark(house.mark(near: index, state.market), index: index, at: clock)
    }

    /// Brings the maker's orders to where they should be: those out of place or nearly gone leave, missing ones come.
    /// They are post-only, so that nobody's resting order is traded by the maker.
    private mutating func quote(_ place: Int) {
        guard let maker = exchange.place(ofAccount: House.maker) else { return }
        let market = exchange.markets[place].market
        let mark = exchange.markets[place].markPrice
        let ladders = Side.allCases.map { (side: $0, prices: House.ladder($0, around: mark, market)) }
        beginInternalTransaction()
        for (side, prices) in ladders { withdraw(side, place, except: Set(prices.map(\.price))) }
        for (side, prices) in ladders {
            for (price, tier) in prices where house.quotes[place][side][price] == nil {
                let request = OrderRequest(
                    market: market.index.value,
                    side: side,
                    timeInForce: .postOnly,
                    size: house.quoteSize(tier: tier, at: price, market),
                    price: price,
                    expiry: clock.milliseconds + 28 * 24 * 3_600_000
                )
                guard case .executed(let order, _, _) = exchange.create(request, by: maker).event,
                    order.status == .open
                else { continue }
                house.quotes[place][side][price] = order.index
            }
        }
    }

    mutating func withdraw(_ side: Side, _ place: Int, except kept: Set<Ticks>) {
        for (price, index) in house.quotes[place][side].sorted(by: { $0.key < $1.key }) {
            let order = exchange.markets[place].book.order(index)
            if let order, kept.contains(price), order.remainingSize * 5 >= order.initialSize { continue }
            house.quotes[place][side][price] = nil
            exchange.cancelLive(index, place: place, .canceled)
        }
    }

    private mutating func takeSome(_ place: Int, always: Bool) {
        guard let taker = exchange.place(ofAccount: House.taker) else { return }
        let position = exchange.accounts[taker].positions[place].size
        guard let request = house.takerOrder(in: exchange.markets[place], position: position, always: always) else {
            return
        }
        beginInternalTransaction()
        _ = exchange.create(request, by: taker)
    }
}

extension LayerOneAddress {
    /// An address whose key nobody has: zeros and an account's index.
    fileprivate static func ofNobody(_ account: Int64) -> LayerOneAddress {
        let tail = withUnsafeBytes(of: account.bigEndian, Array.init)
        return LayerOneAddress(bytes: [UInt8](repeating: 0, count: byteCount - tail.count) + tail) ?? .zero
    }
}
