import LighterJSON
import LighterTransactions
import TestSupport
import Testing

@testable import LighterCommands
@testable import LighterVenue

/// Books of every shape, drawn.
@Suite struct BookPageTests {
    private static let market = Result {
        try Market(
            JSONReader([
                "market_id": 0, "symbol": "ETH", "market_type": "perp", "status": "active",
                "supported_price_decimals": 2, "supported_size_decimals": 4,
            ])
        )
    }

    private func side(_ cents: [Int], _ size: () -> String) -> JSON {
        .array(
            cents.map { price in
                [
                    "order_index": 281_478_000_000_011, "owner_account_index": .integer(Int64(price % 3)),
                    "price": .string("\(price / 100).\(price % 100 < 10 ? "0" : "")\(price % 100)"),
                    "remaining_base_amount": .string(size()),
                ]
            }
        )
    }

    @Test func booksOfEveryShapeFitEveryScreen() throws {
        let market = try Self.market.get()
        var generator = SeededGenerator(seed: 23)
        for (bids, asks) in [(0, 0), (0, 4), (7, 0), (1, 1), (250, 250), (12, 3)] {
            for isHuge in [false, true] {
                let size = {
                    isHuge
                        ? "\(Int64.random(in: 1...Int64.max / 1000, using: &generator)).5"
                        : "0.\(Int.random(in: 1...9999, using: &generator))"
                }
                let book = try OrderBook(
                    JSONReader([
                        "bids": side((0..<bids).map { 236_000 - $0 * 7 }, size),
                        "asks": side((0..<asks).map { 236_100 + $0 * 7 }, size),
                    ])
                )
                for depth in [1, 10, 250] {
                    let view = try BookView(
                        book,
                        market,
                        depth: depth,
                        step: PriceStep(tickOf: market),
                        limit: 250,
                        account: AccountIndex(1)
                    )
                    let levels = min(bids, depth) + min(asks, depth)
                    let isCut = depth == 250 && bids == 250
                    for width in [60, 80, 200, nil] {
                        let page = view.report.page()
                        for text in try PageTests.expectFitting(page, width) {
                            let lines = text.split(separator: "\n").map(String.init)
                            #expect(lines.count { $0.hasPrefix("ask") || $0.hasPrefix("bid") } == levels)
                            // On the point: all prices end in the same column.
                            let ends = Set(lines.filter { $0.hasPrefix("bid") || $0.hasPrefix("ask") }.map(priceEnd))
                            #expect(ends.count <= 1)
                            #expect(text.contains("last level may hold more") == isCut)
                        }
                    }
                    #expect(view.report.fields["truncated"] == .bool(isCut))
                    #expect((view.mid == nil) == (bids == 0 || asks == 0))
                }
            }
        }
    }

    private func priceEnd(_ line: String) -> Int {
        let price = line.dropFirst(3).drop { $0 == " " }.prefix { $0 != " " }
        return line.distance(from: line.startIndex, to: price.endIndex)
    }
}
