import LighterJSON
import LighterTrading
import LighterTransactions
import TestSupport
import Testing

@testable import LighterCommands
@testable import LighterVenue

/// Charts: as high as they should be, as wide as the screen, and with prices and times where they belong.
@Suite struct CandleChartTests {
    private static let hour: Int64 = 3_600_000
    private static let start: Int64 = 1_795_651_200_000 - 1_795_651_200_000 % 86_400_000

    /// Candles of an hour each; nil for none.
    private func candles(_ prices: [(open: Int, high: Int, low: Int, close: Int)?]) throws -> [Candle] {
        try prices.enumerated().compactMap { place, price in
            guard let price else { return nil }
            func text(_ cents: Int) -> JSON { .number("\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)") }
            return try Candle(
                JSONReader([
                    "t": .integer(Self.start + Int64(place) * Self.hour), "o": text(price.open), "h": text(price.high),
                    "l": text(price.low), "c": text(price.close), "v": 2, "V": .integer(Int64(place) * 1000),
                ])
            )
        }
    }

    private func walk(_ count: Int, _ generator: inout SeededGenerator) throws -> [Candle] {
        var price = 236_000
        let prices = (0..<count).map { place -> (open: Int, high: Int, low: Int, close: Int)? in
            let open = price
            price += Int.random(in: -900...900, using: &generator)
            let (high, low) = (max(open, price), min(open, price))
            let wick = Int.random(in: 0...400, using: &generator)
            return place > 0 && Int.random(in: 0..<10, using: &generator) == 0
                ? nil : (open, high + wick, low - wick, price)
        }
        return try candles(prices)
    }

    private func chart(_ candles: [Candle], height: Int = 12, hours: Int) -> CandleChart {
        let end = Self.start + Int64(hours) * Self.hour - 1
        return CandleChart(candles, .hour, decimals: 2, end: end, height: height)
    }

    @Test func chartsFillTheirRowsAndFitTheScreen() throws {
        var generator = SeededGenerator(seed: 5)
        for count in [1, 2, 17, 60, 300] {
            let drawn = chart(try walk(count, &generator), hours: count)
            for width in [20, 40, 80, 200, nil] {
                for text in try PageTests.expectFitting(.drawing(drawn.text), width) {
                    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                    // Prices, volumes if there are any, the line below them and the times.
                    #expect(lines.count == 12 + (count > 1 ? 3 : 0) + 2, "\(text)")
                    #expect(lines.count { $0.contains("<") } == 1, "\(text)")
                }
            }
        }
        #expect(chart([], hours: 1).text(on: PageTests.screens(80)[0].plain).isEmpty)
        #expect(chart(try walk(9, &generator), hours: 9).text(on: PageTests.screens(7)[0].plain).isEmpty)
    }

    @Test func candlesStandWhereTheirPricesAre() throws {
        // One that rises, a gap, one that falls, and one without a body; on ASCII a level is a row.
        let drawn = chart(
            try candles([(100, 400, 100, 300), nil, (400, 400, 0, 200), (200, 200, 200, 200)]),
            height: 5,
            hours: 4
        )
        let lines = drawn.text(on: PageTests.screens(40)[1].plain).split(separator: "\n").map(String.init)
        #expect(lines[..<5] == ["|   #   + 4", "+   #   |", "+   # + +<2.00", "+   |   |", "    |   + 0"], "\(lines)")
        let smooth = drawn.text(on: PageTests.screens(40)[0].plain).split(separator: "\n").map(String.init)
        #expect(smooth[0].hasPrefix("│   █") && smooth[3].hasPrefix("┃   │"), "\(smooth)")
        #expect(lines.last == "11-26", "\(lines)")
    }

    @Test func pricesBesideAChartAreRound() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let low = Int128(Int64.random(in: 0...1_000_000_000, using: &generator))
            let range = Int128(
                Int64.random(in: 0...(1 << Int64.random(in: 0...50, using: &generator)), using: &generator)
            )
            let scale = PriceScale(low: low, high: low + range, levels: 32, decimals: 3)
            let ticks = scale.ticks(most: 5)
            #expect(ticks.count <= 5 && (ticks.count >= 1 || range < 5), "\(low) \(range)")
            for (price, text) in ticks {
                #expect((low...low + range).contains(price))
                #expect((try? Decimal(parsing: text)) == Decimal(coefficient: price, scale: 3))
            }
            #expect(Set(zip(ticks, ticks.dropFirst()).map { $1.price - $0.price }).count <= 1)
            #expect(scale.level(low) <= scale.level(low + range) && scale.level(low + range) < 32)
        }
    }

    @Test func timesBelowAChartAreRoundAndApart() {
        for resolution in CandleResolution.allCases {
            for columns in [1, 2] {
                let start = Self.start - 7 * resolution.milliseconds
                let scale = TimeScale(start: start, length: resolution.milliseconds, count: 200, columns: columns)
                let places = scale.labels.map(\.place)
                #expect(places.count >= 3, "\(resolution)")
                #expect(zip(places, places.dropFirst()).allSatisfy { ($1 - $0) * columns >= 8 }, "\(resolution)")
                #expect(scale.labels.allSatisfy { $0.text.count == 5 })
            }
        }
    }

    @Test func timesAreReadAsTheyAreWritten() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let time = Int64.random(in: 1...4_000_000_000, using: &generator) * 1000
            #expect(UTC.milliseconds(UTC.text(time)) == time)
        }
        #expect(UTC.milliseconds("2026-11-22T17:03") == UTC.milliseconds("2026-11-22 17:03:00Z"))
        #expect(UTC.milliseconds("1970-01-02") == 86_400_000)
        let wrong = [
            "", "2026-02-29", "2026-13-01", "2026-1-01", "2026-11-22T24:00", "2026-11-22T10:60", "٢٠٢٦-11-22",
            "1969-12-31",
        ]
        for text in wrong { #expect(UTC.milliseconds(text) == nil, "\(text)") }
    }
}
