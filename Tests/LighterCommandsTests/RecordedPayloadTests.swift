import Foundation
import LighterJSON
import Testing

/// The venue's own payloads, as recorded and as they may become, through the commands that read them.
@Suite struct RecordedPayloadTests {
    private static let files: [String: String] = [
        "orderBookDetails": "http_order_book_details.json", "orderBookOrders": "http_order_book_orders.json",
        "recentTrades": "http_recent_trades.json", "account": "http_account.json",
        "accountActiveOrders": "http_orders.json", "accountInactiveOrders": "http_orders.json",
        "accountOrders": "http_orders.json",
    ]

    /// What commands say when the venue answers with its recorded payloads, some of them changed.
    private func withVenue(
        _ changes: [(endpoint: String, old: String, new: String)] = [],
        _ body: (CommandLineWorld) throws -> Void
    ) throws {
        var payloads = try Self.files.mapValues { try Fixture.text($0) }
        for (endpoint, old, new) in changes {
            let payload = try #require(payloads[endpoint])
            let range = try #require(payload.range(of: old), "\(endpoint) holds no \(old)")
            payloads[endpoint] = payload.replacingCharacters(in: range, with: new)
        }
        let answers = payloads
        let venue = try StandInVenue { request in
            answers[request.endpoint].map { .answer(200, $0) } ?? .answer(404, #"{"code":29404,"message":"not found"}"#)
        }
        defer { venue.stop() }
        try body(try CommandLineWorld(venue: venue.url))
    }

    private func expect(_ json: JSON?, _ expected: [String: JSON], _ location: SourceLocation = #_sourceLocation) {
        for (key, value) in expected { #expect(json?[key] == value, "\(key)", sourceLocation: location) }
    }

    @Test func recordedPayloadsAreReadExactly() throws {
        try withVenue { world in
            let market = try world.lighter("markets", "eth").items("markets").first
            expect(
                market,
                [
                    "market": "ETH", "market_index": 0, "kind": "perp", "status": "active", "active": true,
                    "tick": "0.01",
                    "lot": "0.0001", "min_size": "0.005", "min_notional": "10", "max_notional": "281474976.710655",
                    "last_price": "2361.31", "change_24h_percent": "-0.5215684126709949", "high_24h": "2398",
                    "volume_24h": "460664167.955905", "open_interest": "27350.8981", "trades_24h": 428_074,
                ]
            )
            let book = try world.lighter("book", "ETH").json
            expect(
                book,
                ["mid": "2361.245", "spread": "0.15", "spread_percent": "0.0064", "imbalance": "0.9816"]
            )
            expect(book["asks"]?.array?.first, ["price": "2361.32", "size": "0.0317", "total": "0.0317", "orders": 1])
            expect(book["bids"]?.array?.first, ["price": "2361.17", "size": "3.4125"])
            expect(
                try world.lighter("trades", "ETH").items("trades").first,
                [
                    "trade_id": "19211490282", "time": 1_777_945_103_092, "price": "2361.31", "size": "0.0005",
                    "notional": "1.180655", "taker_side": "sell", "type": "trade",
                ]
            )
            expect(
                try world.lighter("account").json,
                [
                    "account": "123456", "total_value": "0", "available_balance": "0", "open_orders": 0,
                    "cancel_all_at": .null,
                ]
            )
            #expect(try world.lighter("positions").items("positions").isEmpty)
            for line in ["orders", "orders --history"] {
                expect(
                    try world.lighter(words: line).items("orders").first,
                    [
                        "order_index": "281476929510110", "client_order_index": "42", "market": "ETH", "side": "sell",
                        "price": "2352.74", "trigger_price": .null, "size": "0.005", "filled_size": "0",
                        "state": "ACCEPTED", "status": "open", "time_in_force": "good-till-time",
                        "expires_at": 1_780_360_584_479, "created_at": 1_777_941_383_576,
                    ]
                )
            }
            #expect(try world.lighter("order", "42", "-q").output == "ACCEPTED\n")
        }
    }

    @Test func whatTheVenueLeavesOutAddsOrWritesOtherwiseIsRead() throws {
        // Empty lists are null or missing.
        for empty in ["null", "[]"] {
            let venue = try StandInVenue { request in
                switch request.endpoint {
                case "orderBookDetails": .answer(200, (try? Fixture.text("http_order_book_details.json")) ?? "")
                case "orderBookOrders": .answer(200, #"{"code":200,"total_asks":0,"asks":\#(empty),"bids":\#(empty)}"#)
                case "recentTrades": .answer(200, #"{"code":200,"trades":\#(empty)}"#)
                case "accountActiveOrders", "accountInactiveOrders": .answer(200, #"{"code":200,"orders":\#(empty)}"#)
                default:
                    .answer(
                        200,
                        #"{"accounts":[{"index":123456,"positions":\#(empty),"assets":\#(empty),"shares":null}]}"#
                    )
                }
            }
            defer { venue.stop() }
            let world = try CommandLineWorld(venue: venue.url)
            let book = try world.lighter("book", "ETH").json
            #expect(book["asks"] == [] && book["bids"] == [] && book["mid"] == .null && book["spread"] == .null)
            try world.lighter("book", "ETH", "-q").expectFailure(69, "book.empty")
            try world.lighter(words: "submit ETH buy 0.1 --market -n").expectFailure(69, "book.empty")
            #expect(try world.lighter("trades", "ETH").items("trades").isEmpty)
            #expect(try world.lighter("orders").items("orders").isEmpty)
            #expect(try world.lighter("orders", "--history").items("orders").isEmpty)
            #expect(try world.lighter("positions").items("positions").isEmpty)
            #expect(try world.lighter("account").json["balances"] == [])
        }
        try withVenue([
            ("orderBookDetails", #""strategy_index": 2"#, #""strategy_index": 2, "brand_new": {"a": [1, null]}"#),
            ("orderBookDetails", #""spot_order_book_details": []"#, #""spot_order_book_details": null"#),
            ("orderBookOrders", #""2361.32""#, "2361.32"), ("orderBookOrders", #""0.0317""#, "0.0317e0"),
            ("recentTrades", #""is_maker_ask": false"#, #""is_maker_ask": true"#),
            ("accountActiveOrders", #""status": "open""#, #""status": "canceled-by-the-moon""#),
            ("accountActiveOrders", #""type": "limit""#, #""type": "iceberg""#),
            ("accountActiveOrders", #""side": "sell","#, ""), ("accountActiveOrders", #""reduce_only": false,"#, ""),
            ("accountActiveOrders", #""client_order_index": 42"#, #""client_order_index": 0"#),
            ("account", #""sign": 1"#, #""sign": -1"#), ("account", #""0.00000""#, #""0.50000""#),
            ("account", #""avg_entry_price": "0.0""#, #""avg_entry_price": "91234.50""#),
            ("account", #""unrealized_pnl": "0.000000""#, #""unrealized_pnl": "-1.250000""#),
        ]) { world in
            #expect(try world.lighter("markets", "-q").output == "ETH\n")
            expect(try world.lighter("book", "ETH").json["asks"]?.array?.first, ["price": "2361.32"])
            expect(try world.lighter("trades", "ETH").items("trades").first, ["taker_side": "buy"])
            expect(
                try world.lighter("orders").items("orders").first,
                [
                    "state": "UNKNOWN", "status": "canceled-by-the-moon", "type": "iceberg", "side": "sell",
                    "client_order_index": .null, "reduce_only": false,
                ]
            )
            expect(
                try world.lighter("positions").items("positions").first,
                [
                    "market": "BTC", "side": "short", "size": "0.5", "signed_size": "-0.5", "entry_price": "91234.5",
                    "unrealized_pnl": "-1.25", "liquidation_price": .null,
                ]
            )
        }
    }

    @Test func whatCannotBeReadIsNoNumberMadeUp() throws {
        let damages: [(line: String, endpoint: String, old: String, new: String)] = [
            ("book ETH", "orderBookOrders", #""price": "2361.32","#, ""),
            ("book ETH", "orderBookOrders", #""2361.32""#, #""NaN""#),
            ("book ETH", "orderBookOrders", #""2361.32""#, #""2,361.32""#),
            ("book ETH", "orderBookOrders", #""2361.32""#, "null"),
            ("trades ETH", "recentTrades", #""is_maker_ask": false,"#, ""),
            ("markets", "orderBookDetails", #""price_decimals": 2,"#, #""price_decimals": 3,"#),
            ("orders", "accountActiveOrders", #""is_ask": true,"#, ""),
            ("orders", "accountActiveOrders", "281476929510110", "42"),
            ("positions", "account", #""0.00000""#, #""-0.50000""#),
        ]
        for (line, endpoint, old, new) in damages {
            try withVenue([(endpoint, old, new)]) { world in
                let failure = try world.lighter(words: line).expectFailure(76)
                #expect(failure["message"]?.string?.contains(endpoint) == true, "\(line): \(new)")
            }
        }
    }

    @Test func nothingFromTheNetworkSteersATerminal() throws {
        let attack = "\\u001b]0;owned\\u0007\\u001b[31m\\u202e"
        try withVenue([
            ("accountActiveOrders", #""status": "open""#, #""status": "open\#(attack)""#),
            ("accountActiveOrders", #""type": "limit""#, #""type": "limit\#(attack)""#),
            ("accountActiveOrders", #""good-till-time""#, #""good\#(attack)""#),
            ("orderBookDetails", #""symbol": "ETH""#, #""symbol": "ETH\#(attack)""#),
            ("orderBookDetails", #""status": "active""#, #""status": "active\#(attack)""#),
            ("account", #""symbol": "BTC""#, #""symbol": "BTC\#(attack)""#), ("account", #""0.00000""#, #""0.50000""#),
            ("account", #""symbol": "USDC""#, #""symbol": "USDC\#(attack)""#),
            ("accountOrders", #""type": "limit""#, #""type": "limit\#(attack)""#),
        ]) { world in
            for line in ["markets", "orders", "order 42", "account", "positions"] {
                let shown = try world.lighter(words: line + " -o table")
                #expect(shown.status == 0, "\(shown.errors)")
                #expect(
                    !shown.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" },
                    "\(line)"
                )
            }
        }
    }
}
