import LighterJSON
import LighterTransactions
import Testing

@testable import LighterVenue

/// What a venue says that nobody here knows is noticed, and what it has always said is not.
@Suite struct ReadingRecordTests {
    private typealias Call = @Sendable (Venue) throws -> Void

    private struct Answer {
        let fixture: String
        let call: Call
        /// What the venue might say some day, and how it is told.
        let changes: [(old: String, new: String, told: String)]
    }

    private static let answers: [Answer] = [
        Answer(
            fixture: "http_order_books.json",
            call: { venue in _ = try venue.orderBooks() },
            changes: [(#""market_id""#, #""lane": 1, "market_id""#, "order_books[].lane")]
        ),
        Answer(
            fixture: "http_order_book_details.json",
            call: { venue in _ = try venue.orderBookDetails() },
            changes: [
                (#""status": "active""#, #""status": "paused""#, "order_book_details[].status = paused"),
                (#""rfq_enabled""#, #""night": true, "rfq_enabled""#, "order_book_details[].market_config.night"),
                (#""spot_order_book_details""#, #""more": {}, "spot_order_book_details""#, "more"),
            ]
        ),
        Answer(
            fixture: "http_order_book_orders.json",
            call: { venue in _ = try venue.orderBook(MarketIndex(0), limit: 1) },
            changes: [
                (
                    #""bids": ["#,
                    #""bids": [{"hidden": 1, "order_index": 281474976710657, "price": "1", "remaining_base_amount": "1"}, "#,
                    "bids[].hidden"
                )
            ]
        ),
        Answer(
            fixture: "http_recent_trades.json",
            call: { venue in _ = try venue.recentTrades(MarketIndex(0), limit: 1) },
            changes: [
                (#""type": "trade""#, #""type": "gift""#, "trades[].type = gift"),
                (#""trade_id""#, #""fee": {"a": 1}, "trade_id""#, "trades[].fee"),
            ]
        ),
        Answer(
            fixture: "http_candles.json",
            call: { venue in
                _ = try venue.candles(MarketIndex(0), ReadingRecordTests.interval())
            },
            changes: [(#""t""#, #""vwap": 1, "t""#, "c[].vwap")]
        ),
        Answer(
            fixture: "http_fundings.json",
            call: { venue in
                _ = try venue.fundings(MarketIndex(0), ReadingRecordTests.interval())
            },
            changes: [(#""timestamp""#, #""cap": "1", "timestamp""#, "fundings[].cap")]
        ),
        Answer(
            fixture: "http_account.json",
            call: { venue in _ = try venue.account(AccountIndex(123_456)) },
            changes: [
                (#""sign""#, #""hedged": true, "sign""#, "accounts[].positions[].hedged"),
                (#""balance""#, #""lent": "1", "balance""#, "accounts[].assets[].lent"),
                (#""total""#, #""page": 1, "total""#, "page"),
            ]
        ),
        Answer(
            fixture: "http_next_nonce.json",
            call: { venue in _ = try venue.nextNonce(AccountIndex(1), APIKeyIndex(4)) },
            changes: [(#""nonce""#, #""window": 16, "nonce""#, "window")]
        ),
        Answer(
            fixture: "http_orders.json",
            call: { venue in _ = try venue.activeOrders(AccountIndex(1)) },
            changes: [
                (#""status": "open""#, #""status": "canceled-by-the-moon""#, "orders[].status = canceled-by-the-moon"),
                (#""type": "limit""#, #""type": "iceberg""#, "orders[].type = iceberg"),
                (#""good-till-time""#, #""good-till-noon""#, "orders[].time_in_force = good-till-noon"),
                (#""trigger_status": "na""#, #""trigger_status": "moon""#, "orders[].trigger_status = moon"),
                (#""side""#, #""pegged": null, "side""#, "orders[].pegged"),
            ]
        ),
    ]

    private static func interval() throws -> Endpoint.Interval {
        let (start, end) = (try Timestamp(1_700_000_000_000), try Timestamp(1_700_000_060_000))
        return Endpoint.Interval(resolution: "1m", start: start, end: end, count: 1)
    }

    /// What was noticed while a call read a text.
    private func noticed(_ text: String, _ call: Call) throws -> [String] {
        let server = try LoopbackServer(answering: text)
        defer { server.stop() }
        let venue = try Venue(baseURL: BaseURL(server.url), version: "1", token: { "token" })
        var noticed: [String] = []
        venue.onReading = { noticed += $1.unexpectedMembers + $1.unknownValues }
        try call(venue)
        return noticed
    }

    @Test func whatTheVenueHasAlwaysSaidIsExpectedAndNothingElse() throws {
        for answer in Self.answers {
            let text = try Fixture.text(answer.fixture)
            let usual = try noticed(text, answer.call)
            #expect(usual.isEmpty, "\(answer.fixture): \(usual)")
            for (old, new, told) in answer.changes {
                let changed = try noticed(Fixture.text(answer.fixture, old, new), answer.call)
                #expect(changed == [told], "\(answer.fixture): \(new)")
            }
        }
    }

    @Test func statusesAndCodesOfTransactionsAreKnownByTheirTables() throws {
        let cases: [(status: Int, event: String, told: [String])] = [
            (2, #"{\"m\":0,\"ae\":\"\"}"#, []),
            (3, #"{\"ae\":\"{\\\"code\\\":21728,\\\"message\\\":\\\"used\\\"}\"}"#, []),
            (7, "", ["status = 7"]),
            (2, #"{\"ae\":\"{\\\"code\\\":21999,\\\"message\\\":\\\"new\\\"}\"}"#, ["event_info = code 21999"]),
            (2, "<moon>", ["event_info = "]),
        ]
        for (status, event, told) in cases {
            let text = #"{"code":200,"hash":"AB","type":14,"info":"","status":\#(status),"event_info":"\#(event)"}"#
            #expect(try noticed(text) { venue in _ = try venue.transaction(hash: "ab") } == told)
        }
    }
}
