import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue
import Synchronization
import Testing

/// Orders without a terminal, at a real sandbox.
@Suite struct TraderTests {
    private func place(_ trader: Trader, _ price: Decimal, id: String? = nil) throws -> PlacedOrder {
        let ticket = OrderTicket(
            side: .buy,
            size: "0.1",
            pricing: .limit(price.description),
            identifier: try id.map { try OrderIdentifier($0) }
        )
        let market = try trader.market("ETH")
        return try trader.place(trader.order(ticket, on: market), wait: .open)
    }

    private func check(_ trader: Trader, _ symbol: String, _ price: Decimal, _ size: String) throws -> Failure? {
        let market = try trader.market(symbol)
        let ticket = OrderTicket(side: .buy, size: size, pricing: .limit(price.description))
        let order = try trader.order(ticket, on: market)
        return try failure { try trader.checkGuards(order) }
    }

    @Test func guardsHoldToTheLastUnit() throws {
        let world = try TradingWorld()
        let free = try world.trader()
        let book = try free.venue.orderBook(free.market("ETH").index, limit: 1)
        let (ask, bid) = (try #require(book.asks.first?.price), try #require(book.bids.first?.price))

        #expect(try check(world.trader("[guard]\nmax_notional = \"200\""), "ETH", Decimal(2000), "0.1") == nil)
        let dear = try check(world.trader("[guard]\nmax_notional = \"200\""), "ETH", Decimal(2000), "0.1001")
        #expect(dear?.code == "guard.max_notional" && dear?.exit == .refused && dear?.effect == Effect.none)

        let few = try world.trader("[guard]\nmarkets = [\"eth\", \"BTC\"]")
        #expect(try check(few, "ETH", bid, "0.1") == nil)
        #expect(try check(few, "SOL", Decimal(90), "1")?.code == "guard.markets")
        #expect(try check(few, "ETH/USDC", Decimal(2300), "0.1")?.code == "guard.markets")

        // The mid is half way between the best prices; a price exactly at the bound is let through, a tick beyond not.
        let mid = try #require(try ask.adding(bid).divided(by: Decimal(2), roundedTo: 3))
        let near = try world.trader("[guard]\nmax_deviation = \"10%\"")
        let tick = Decimal(coefficient: 1, scale: 2) ?? .zero
        let distance = try mid.multiplied(by: Decimal(parsing: "0.1"))
        for bound in [try mid.subtracting(distance), try mid.adding(distance)] {
            let isBelow = bound < mid
            let precision = try free.market("ETH").precision
            let inside = precision.decimal(try precision.price(bound, rounding: isBelow ? .up : .down))
            let outside = try isBelow ? inside.subtracting(tick) : inside.adding(tick)
            #expect(try check(near, "ETH", inside, "0.1") == nil)
            #expect(try check(near, "ETH", outside, "0.1")?.code == "guard.max_deviation")
        }

        // Orders that rest are counted; one that only takes, or changes, adds none.
        let two = try world.trader("[guard]\nmax_open_orders = 2")
        for price in [Int64(2000), 2001] {
            #expect(try check(two, "ETH", Decimal(price), "0.1") == nil)
            _ = try place(two, Decimal(price))
        }
        #expect(try check(two, "BTC", Decimal(60_000), "0.01")?.code == "guard.max_open_orders")
        let market = try two.market("ETH")
        let resting = try #require(try two.venue.activeOrders(two.account(), market.index).first)
        try two.checkGuards(two.modification(of: resting, on: market, OrderChange(price: "2002")))

        // A day's orders are counted as they are written down; the two above are worth 400.1.
        let daily = try world.trader("[guard]\nmax_day_notional = \"600.1\"")
        #expect(try failure { _ = try place(daily, Decimal(2001)) }?.code == "guard.max_day_notional")
        _ = try place(daily, Decimal(2000))
        #expect(try failure { _ = try place(daily, Decimal(2000)) }?.code == "guard.max_day_notional")
        let readOnly = try world.trader("[guard]\nread_only = true")
        #expect(try failure { try readOnly.requireWritable() }?.code == "guard.read_only")
        #expect(try check(readOnly, "ETH", Decimal(2000), "0.1")?.code == "guard.read_only")
    }

    @Test func anOrderIsPlacedFoundChangedAndCancelled() throws {
        let world = try TradingWorld()
        let trader = try world.trader()
        let placed = try place(trader, Decimal(2000), id: "resting")
        let found = try #require(placed.found)
        #expect(placed.state == .accepted && found.price == Decimal(2000))
        #expect(try trader.find(OrderIdentifier("resting")) == found)
        #expect(try trader.find(.venue(found.index)) == found)

        let market = try trader.market(ofOrder: found)
        for (change, code) in [
            (OrderChange(), "modify.nothing"), (OrderChange(trigger: "2100"), "modify.no_trigger"),
            (OrderChange(price: "2000.001"), "order.off_tick"),
        ] {
            #expect(try failure { try trader.modification(of: found, on: market, change) }?.code == code)
        }
        let change = try trader.modification(of: found, on: market, OrderChange(size: "0.3", price: "2100.5"))
        #expect(change.notional.description == "630.15")
        let (changed, _) = try trader.modify(change)
        #expect(changed.index == found.index && changed.version == 1 && changed.initialSize.description == "0.3")

        // What the order is already needs no change; a change that was meant for another version is none.
        let same = OrderChange(size: "0.3", price: "2100.5")
        #expect(try trader.modification(of: changed, on: market, same).changesNothing)
        let later = try trader.modification(of: changed, on: market, .init(price: "2100", expectedVersion: 1))
        let (latest, _) = try trader.modify(later)
        #expect(latest.version == 2)
        // The order looks as asked for, and the venue refused all the same.
        let crossed = try failure { try trader.modify(later) }
        #expect(crossed?.code == "modify.version_changed" && crossed?.exit == .rejected)
        #expect(crossed?.venue?.code == 21_743 && crossed?.context.txHash?.count == 80)
        for change in [OrderChange(price: "2000", expectedVersion: 1), .init(price: "2100", expectedVersion: 7)] {
            let mismatch = try failure { try trader.modification(of: latest, on: market, change) }
            #expect(mismatch?.code == "modify.version_changed" && mismatch?.message.contains("version 2") == true)
        }

        let cancelled = try trader.cancel(changed)
        #expect(cancelled.order.state == .canceled)
        // Whoever still takes it for a live one learns that it is over.
        #expect(try trader.cancel(changed).order.state == .canceled)
        #expect(try failure { try trader.cancel(cancelled.order) }?.exit == .rejected)
        #expect(
            try failure { try trader.modification(of: cancelled.order, on: market, .init(size: "1")) }?.exit
                == .rejected
        )
        #expect(try trader.liveOrders(on: nil).isEmpty)
        #expect(try failure { try trader.find(OrderIdentifier("nobody")) }?.exit == .notFound)
    }

    /// A token that has ended while a trader worked on is not shown to the venue again.
    @Test func aTokenIsMadeAnewBeforeItEnds() throws {
        let late = Atomic<Int64>(700_000)
        let clock = Clock(
            now: { [system = Clock.system] in system.now() - late.load(ordering: .relaxed) },
            sleep: { _ in }
        )
        let world = try TradingWorld()
        let trader = try world.trader(clock: clock)
        let account = try trader.account()
        #expect(try failure { try trader.venue.activeOrders(account) }?.exit == .permission)
        late.store(0, ordering: .relaxed)
        #expect(try trader.venue.activeOrders(account).isEmpty)
    }
}
