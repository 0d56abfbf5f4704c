import LighterTransactions
import Testing

@testable import LighterEngine

@Suite struct HouseTests {
    @Test func keepsABelievableBookThatLeavesClientsAlone() throws {
        var client = try Client(isQuiet: false, earlierTrades: 50)
        for state in client.engine.exchange.markets where state.market.status == .active {
            #expect(state.market.isReduceOnly ? state.trades.count == 0 : state.trades.count >= 50)
            for side in Side.allCases {
                let sizes = state.book.orders(side).map(\.initialSize)
                #expect(sizes.count >= 20)
                #expect(sizes.suffix(6).reduce(0, +) > 5 * sizes.prefix(6).reduce(0, +))
            }
        }
        let mark = try #require(client.engine.exchange.market(0)).markPrice
        let far = try client.sign(client.order { $0.price = try Price(mark * 9 / 10) })
        #expect(client.send(far) == nil)
        var marks: Set<Ticks> = []
        for _ in 0..<30 {
            client.wait(milliseconds: 20_000)
            marks.insert(client.engine.exchange.market(0)?.markPrice ?? 0)
        }
        let state = try #require(client.engine.exchange.market(0))
        #expect(marks.count > 5 && marks.allSatisfy { abs($0 - mark) < mark / 200 })
        #expect(client.account?.openOrders.count == 1)
        let bid = try #require(state.book.bestPrice(.buy)), ask = try #require(state.book.bestPrice(.sell))
        #expect(bid < ask && ask - bid < mark / 2_000)
        // A bid inside the spread is best until somebody sells into it.
        let inside = try client.sign(client.order { $0.price = try Price(ask - 1) })
        #expect(client.send(inside) == nil)
        client.wait(milliseconds: 5)
        #expect(client.engine.exchange.market(0)?.book.best(.buy)?.account == client.address.account.value)
    }

    /// The same seed and the same calls give the same venue to the last trade; another seed another one.
    @Test func everythingFollowsFromSeedAndCalls() throws {
        func run(seed: UInt64, stride: Int64) throws -> (books: [[Order]], trades: [Trade], account: QuoteUnits?) {
            var client = try Client(seed: seed, isQuiet: false)
            for second in 1...240 as ClosedRange<Int64> {
                if second.isMultiple(of: stride) { client.wait(milliseconds: stride * 1_000) }
                guard second.isMultiple(of: 60) else { continue }
                let order = try client.order {
                    $0.type = .market
                    $0.timeInForce = .immediateOrCancel
                    $0.price = try Price(250_000)
                    $0.expiry = nil
                }
                _ = client.send(try client.sign(order))
            }
            let markets = client.engine.exchange.markets
            let orders = markets.flatMap { state in Side.allCases.map { state.book.orders($0) } }
            return (orders, markets.flatMap { $0.trades.newest(.max) }, client.account?.collateral)
        }
        let one = try run(seed: 5, stride: 1)
        let again = try run(seed: 5, stride: 1)
        // Looking less often changes nothing either.
        let lazier = try run(seed: 5, stride: 12)
        #expect(one == again && one == lazier)
        #expect(one.trades.contains { $0.taker.account == 100_001 })
        #expect(try run(seed: 6, stride: 1).trades != one.trades)
    }
}
