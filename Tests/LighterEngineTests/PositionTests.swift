import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

@Suite struct PositionTests {
    /// Worked by hand: bought, partly sold, flipped to short, closed.
    @Test func averagesAndProfitsAreThoseOfTheBooks() {
        var position = Position(initialMarginFraction: 500)
        #expect(position.fill(.buy, 3, at: 100) == 0)
        #expect(position.fill(.buy, 1, at: 103) == 0)
        #expect(position.entryQuote == 403 && position.averageEntryPrice == 101)
        // A quarter of 403 is released as 100; the unit that is lost in rounding stays with the rest.
        #expect(position.fill(.sell, 1, at: 110) == 10)
        #expect(position.size == 3 && position.entryQuote == 303)
        #expect(position.unrealisedProfit(at: 90) == -33)
        #expect(position.fill(.sell, 5, at: 90) == -33)
        #expect(position.size == -2 && position.entryQuote == 180)
        #expect(position.unrealisedProfit(at: 80) == 20)
        #expect(position.fill(.buy, 2, at: 80) == 20)
        #expect(position.size == 0 && position.entryQuote == 0 && position.realisedProfit == -3)
    }

    /// At the liquidation price, and not a tick before it, equity is down to maintenance margin.
    @Test(arguments: Side.allCases)
    func liquidationPriceIsWhereMaintenanceIsReached(side: Side) throws {
        var exchange = Exchange(markets: Market.listing)
        exchange.context.time = OrderFlow.start
        for index in 1...2 as ClosedRange<Int64> {
            exchange.open(index, owner: .zero, collateral: 10_000_000_000)
        }
        for (owner, side) in [(1, side.opposite), (0, side)] {
            let request = OrderRequest(market: 0, side: side, size: 300_000, price: 236_131, expiry: 1 << 45)
            _ = exchange.create(request, by: owner)
        }
        #expect(exchange.accounts[0].positions[0].size == (side == .buy ? 300_000 : -300_000))
        let price = try #require(exchange.liquidationPrice(ofAccount: 0, place: 0))
        func surplus(at mark: Ticks) -> QuoteUnits {
            var moved = exchange
            moved.markets[0].markPrice = mark
            let margin = moved.margin(ofAccount: 0)
            return margin.equity - margin.maintenance
        }
        let worse: Ticks = side == .buy ? -1 : 1
        #expect(surplus(at: price - worse) > 0 && surplus(at: price + worse) < 0)
    }
}
