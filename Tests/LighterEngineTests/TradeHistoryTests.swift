import LighterTransactions
import Testing

@testable import LighterEngine

@Suite struct TradeHistoryTests {
    /// Candles hold all trades of their interval, and not only those the tape still shows.
    @Test(arguments: [60, 900, 3_600, 86_400] as [Int64])
    func candlesForgetNoTrade(interval: Int64) throws {
        var flow = OrderFlow(seed: 31, hasReduceOnly: false)
        var trades: [Trade] = []
        for count in 0..<10_000 {
            _ = flow.step()
            trades += flow.newTrades()
            // Hours and minutes pass between some of them.
            if count.isMultiple(of: 100) {
                flow.exchange.context.time = flow.exchange.context.time.advanced(microseconds: 47_000_000)
            }
        }
        let state = flow.exchange.markets[0]
        #expect(trades.count > state.trades.limit)
        let expected = Dictionary(grouping: trades) { $0.time.seconds - $0.time.seconds % interval }
        let candles = state.tradeHistory.candles(interval, startingIn: 0...Int64.max, limit: .max)
        #expect(candles.map(\.start) == expected.keys.sorted())
        for candle in candles {
            let trades = try #require(expected[candle.start])
            #expect(candle.open == trades.first?.price && candle.close == trades.last?.price)
            #expect(candle.high == trades.map(\.price).max() && candle.low == trades.map(\.price).min())
            #expect(candle.base == trades.reduce(0) { $0 + $1.size })
            #expect(candle.quote == trades.reduce(0) { $0 + $1.quote } && candle.lastTrade == trades.last?.index)
        }
        let newest = state.tradeHistory.candles(interval, startingIn: 0...Int64.max, limit: 1)
        #expect(newest == Array(candles.suffix(1)))
    }
}
