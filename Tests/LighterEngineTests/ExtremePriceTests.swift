import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// No price that a mark can have makes an account too large to count.
@Suite struct ExtremePriceTests {
    @Test(arguments: [0, 3, 24] as [Int64])
    func positionsStayCountable(market: Int64) throws {
        var venue = Engine(Engine.Settings(chainID: try ChainID(300), seed: 1), at: OrderFlow.start)
        for index in 0..<4 as Range<Int64> { venue.exchange.open(200_001 + index, owner: .zero, collateral: 1 << 52) }
        let place = try #require(venue.exchange.place(ofMarket: market))
        let owners = (0..<4).compactMap { venue.exchange.place(ofAccount: 200_001 + $0) }
        var random = RandomSource(seed: 7)
        let prices: [Ticks] = [1, 2, 1_000, 1 << 20, (1 << 32) - 1]
        func request(_ side: Side, at price: Ticks) -> OrderRequest {
            OrderRequest(
                market: market,
                side: side,
                size: min(Market.quoteLimit / price, 1 << 47),
                price: price,
                expiry: venue.clock.milliseconds + 86_400_000
            )
        }
        for step in 0..<100 {
            let mark = prices[Int(random.number(in: 0...4))]
            try venue.setMarkPrice(try Price(mark).ticks, market: market)
            try venue.withdrawHouse(market: market)
            for _ in 0..<20 {
                let pair = [owners[Int(random.number(in: 0...3))], owners[Int(random.number(in: 0...3))]]
                _ = venue.exchange.create(request(.sell, at: mark), by: pair[0])
                _ = venue.exchange.create(request(.buy, at: mark), by: pair[1])
                _ = venue.exchange.cancelAll(of: pair[0], market: nil)
                _ = venue.exchange.cancelAll(of: pair[1], market: nil)
            }
            venue.advance(to: venue.clock.advanced(microseconds: 1_000_000))
            let accounts = venue.exchange.accounts
            for owner in accounts.indices {
                #expect(abs(accounts[owner].positions[place].size) <= Position.sizeLimit)
                _ = venue.exchange.totalEquity(ofAccount: owner)
                _ = venue.exchange.liquidationPrice(ofAccount: owner, place: place)
            }
            let held = accounts.reduce(0) { $0 + $1.positions[place].size }
            #expect(held == 0, "step \(step)")
        }
        #expect(venue.exchange.nextTradeIndex > 100)
    }
}
