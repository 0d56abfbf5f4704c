import LighterJSON
import LighterTransactions
import Testing

@testable import LighterVenue

@Suite struct ModelTests {
    private func reader(_ text: String) throws -> JSONReader {
        try JSONReader(JSON.decode(text, duplicateKeys: .lastHolds))
    }

    private func decimal(_ text: String) throws -> Decimal { try Decimal(parsing: text) }

    @Test func readsWhatTheVenueWrites() throws {
        let details = try Market.list(
            reader(Fixture.text("http_order_book_details.json")),
            ["order_book_details", "spot_order_book_details"]
        )
        let ether = try #require(details.first)
        #expect(details.count == 1 && ether.index.value == 0 && ether.symbol == "ETH" && ether.kind == .perp)
        #expect(ether.precision == MarketPrecision(priceDecimals: 2, sizeDecimals: 4))
        #expect(try ether.minimumSize == decimal("0.005") && ether.minimumNotional == decimal("10"))
        #expect(try ether.maximumNotional == decimal("281474976.710655"))
        #expect(try ether.takerFeePercent == .zero && ether.liquidationFeePercent == decimal("1"))
        #expect(ether.margin?.maximumLeverage == 50 && ether.margin?.maintenance == 120)
        #expect(ether.isActive && !ether.isReduceOnly)
        #expect(try ether.statistics?.lastPrice == decimal("2361.31"))
        #expect(try ether.statistics?.dailyHigh == decimal("2398"))
        #expect(try ether.statistics?.dailyChangePercent == decimal("-0.5215684126709949"))
        #expect(try ether.statistics?.dailyQuoteVolume == decimal("460664167.955905"))

        let books = try Market.list(reader(Fixture.text("http_order_books.json")), ["order_books"])
        #expect(books.map(\.precision) == [ether.precision] && books.first?.statistics == nil)

        let book = try OrderBook(reader(Fixture.text("http_order_book_orders.json")))
        #expect(book.asks.first?.index.value == 281_476_929_689_581)
        #expect(try book.bids.map(\.price) == [decimal("2361.17")])
        #expect(try book.bids.first?.remainingSize == decimal("3.4125"))

        let trades = try reader(Fixture.text("http_recent_trades.json")).list("trades", Trade.init)
        let trade = try #require(trades.first)
        #expect(trade.id == 19_211_490_282 && trade.takerSide == .sell && trade.makerFee == 28 && trade.takerFee == 0)
        #expect(trade.side(of: 719_347) == .sell && trade.side(of: 281_474_976_639_642) == .buy)
        #expect(trade.side(of: 1) == nil && trade.party(.buy).clientOrder?.value == 410_940_644)
        #expect(trade.ask.clientOrder == nil && trade.time == 1_777_945_103_092)

        let orders = try Page(reader(Fixture.text("http_orders.json")), "orders", Order.init)
        let order = try #require(orders.elements.first)
        #expect(orders.nextCursor == "cursor-1" && order.index.value == 281_476_929_510_110)
        #expect(order.clientIndex?.value == 42 && order.side == .sell && order.status == "open")
        #expect(try order.price == decimal("2352.74") && order.initialSize == decimal("0.005"))
        #expect(order.triggerPrice == nil && order.parent == nil && order.filledSize == .zero && !order.isReduceOnly)
        #expect(order.expiry == 1_780_360_584_479 && order.timeInForce == "good-till-time")

        let accounts = try reader(Fixture.text("http_account.json")).list("accounts", Account.init)
        let account = try #require(accounts.first)
        #expect(account.index.value == 123_456 && account.collateral == .zero && account.cancelAllTime == nil)
        #expect(account.positions.first?.size == .zero && account.positions.first?.side == nil)
        #expect(account.positions.first?.liquidationPrice == nil && account.balances.first?.symbol == "USDC")

        let candles = try reader(Fixture.text("http_candles.json")).list("c", Candle.init)
        #expect(try candles.map(\.baseVolume) == [decimal("1.2345"), decimal("0.5")])
        #expect(try candles.map(\.quoteVolume) == [decimal("2914.872195"), decimal("1181.905")])
        #expect(try candles.first?.open == decimal("2361.11") && candles.first?.close == decimal("2361.31"))

        let fundings = try reader(Fixture.text("http_fundings.json")).list("fundings", Funding.init)
        #expect(fundings.map(\.time) == [1_778_702_400_000, 1_778_706_000_000])
        #expect(try fundings.map(\.value) == [decimal("0.02707872"), decimal("0.00452778")])
    }

    private struct Change: Sendable {
        let file: String
        let old: String
        let new: String
        /// Where the error should point; nil where it is none.
        let path: String?

        init(_ file: String, _ old: String, _ new: String, refusedAt path: String? = nil) {
            self.file = file
            self.old = old
            self.new = new
            self.path = path
        }
    }

    /// What is left out, added or unknown does no harm; what would mislead is refused and named.
    private static let changes: [Change] = [
        Change("http_orders.json", #""status": "open","#, #""status": "canceled-by-comet", "moon": {"phase": [1]},"#),
        Change("http_orders.json", #""client_order_index": 42,"#, ""),
        Change("http_orders.json", #""trigger_price": "0.00","#, #""trigger_price": "","#),
        Change("http_orders.json", #""price": "2352.74""#, #""price": 2352.74"#),
        Change("http_orders.json", #""next_cursor": "cursor-1","#, #""next_cursor": null,"#),
        Change("http_orders.json", #""reduce_only": false,"#, ""),
        Change("http_orders.json", #""order_expiry": 1780360584479,"#, #""order_expiry": 0,"#),
        Change("http_orders.json", #""order_index": 281476929510110,"#, "", refusedAt: "orders[0].order_index"),
        Change("http_orders.json", "281476929510110", "5", refusedAt: "orders[0].order_index"),
        Change("http_orders.json", "281476929510110", "281476929510110.5", refusedAt: "orders[0].order_index"),
        Change("http_orders.json", #""price": "2352.74","#, "", refusedAt: "orders[0].price"),
        Change("http_orders.json", #""price": "2352.74","#, #""price": "","#, refusedAt: "orders[0].price"),
        Change("http_orders.json", "2352.74", "NaN", refusedAt: "orders[0].price"),
        Change("http_orders.json", "2352.74", "0x10", refusedAt: "orders[0].price"),
        Change("http_orders.json", #""is_ask": true,"#, "", refusedAt: "orders[0].is_ask"),
        Change("http_orders.json", #""is_ask": true"#, #""is_ask": 1"#, refusedAt: "orders[0].is_ask"),
        Change("http_orders.json", #""status": "open","#, "", refusedAt: "orders[0].status"),
        Change("http_orders.json", #""filled_base_amount": "0.0000","#, "", refusedAt: "orders[0].filled_base_amount"),
        Change("http_orders.json", #""market_index": 0"#, #""market_index": 255"#, refusedAt: "orders[0].market_index"),
        Change(
            "http_orders.json",
            #""market_index": 0"#,
            #""market_index": 99999"#,
            refusedAt: "orders[0].market_index"
        ),
        Change("http_account.json", #""can_rfq": false,"#, #""positions2": null,"#),
        Change("http_account.json", #""collateral": "0.000000","#, ""),
        Change("http_account.json", #""sign": 1,"#, ""),
        Change("http_account.json", #""position": "0.00000""#, #""position": "1""#),
        Change(
            "http_account.json",
            #""position": "0.00000""#,
            #""position": "-1""#,
            refusedAt: "accounts[0].positions[0].position"
        ),
        Change(
            "http_account.json",
            #""sign": 1,\#n          "position": "0.00000""#,
            #""sign": 0, "position": "1""#,
            refusedAt: "accounts[0].positions[0].sign"
        ),
        Change("http_account.json", #""balance": "0.000000","#, "", refusedAt: "accounts[0].assets[0].balance"),
        Change("http_order_book_orders.json", #""asks": ["#, #""asks": null, "was": ["#),
        Change("http_order_book_orders.json", #""price": "2361.32","#, "", refusedAt: "asks[0].price"),
        Change("http_order_book_details.json", #""spot_order_book_details": []"#, #""spot_order_book_details": null"#),
        Change("http_order_book_details.json", #""status": "active","#, #""status": "on-holiday","#),
        Change("http_order_book_details.json", "195399.1521", "1.9539915210000000000000000000001e+5"),
        Change("http_order_book_details.json", #""supported_size_decimals": 4,"#, ""),
        Change(
            "http_order_book_details.json",
            #""price_decimals": 2,\#n      "quote"#,
            #""price_decimals": 3, "quote"#,
            refusedAt: "order_book_details[0].price_decimals"
        ),
        Change(
            "http_order_book_details.json",
            #""supported_price_decimals": 2,"#,
            #""supported_price_decimals": 20,"#,
            refusedAt: "order_book_details[0].price_decimals"
        ),
        Change(
            "http_order_book_details.json",
            #""symbol": "ETH","#,
            #""symbol": "","#,
            refusedAt: "order_book_details[0].symbol"
        ),
        Change(
            "http_order_book_details.json",
            #""min_initial_margin_fraction": 200"#,
            #""min_initial_margin_fraction": 0"#
        ),
        Change(
            "http_order_book_details.json",
            #""min_initial_margin_fraction": 200"#,
            #""min_initial_margin_fraction": -1"#,
            refusedAt: "order_book_details[0].min_initial_margin_fraction"
        ),
        Change("http_recent_trades.json", #""is_maker_ask": false,"#, "", refusedAt: "trades[0].is_maker_ask"),
        Change("http_recent_trades.json", #""type": "trade""#, #""type": "barter""#),
        Change("http_candles.json", #""v": 1.2345,"#, ""),
        Change("http_candles.json", "2361.11", "2361.1099999999999999999999"),
        Change("http_candles.json", "2361.11", #""plenty""#, refusedAt: "c[0].o"),
    ]

    @Test func isLenientExceptWhereAWrongValueMisleads() throws {
        for change in Self.changes {
            let text = try Fixture.text(change.file, change.old, change.new)
            let error: JSONError?
            do {
                try readAll(try reader(text), of: change.file)
                error = nil
            } catch let thrown as JSONError {
                error = thrown
            }
            let found: String? =
                switch error {
                case .missing(let path), .mismatch(let path, _, _): path
                case nil: nil
                case .some(let other): "\(other)"
                }
            #expect(found == change.path, "\(change.file): \(change.old) → \(change.new)")
        }
    }

    private func readAll(_ reader: JSONReader, of file: String) throws(JSONError) {
        switch file {
        case "http_orders.json": _ = try Page(reader, "orders", Order.init)
        case "http_account.json": _ = try reader.list("accounts", Account.init)
        case "http_order_book_orders.json": _ = try OrderBook(reader)
        case "http_recent_trades.json": _ = try reader.list("trades", Trade.init)
        case "http_candles.json": _ = try reader.list("c", Candle.init)
        default: _ = try Market.list(reader, ["order_book_details", "spot_order_book_details"])
        }
    }

    @Test func oneOddMarketDoesNotHideTheOthers() throws {
        let rows = #"""
            {"a":[{"symbol":"X-YES","market_id":9000,"market_type":"binary_options"},
                  {"symbol":"ETH","market_id":0,"market_type":"perp","supported_size_decimals":4,"supported_price_decimals":2}]}
            """#
        #expect(try Market.list(reader(rows), ["a"]).map(\.symbol) == ["ETH"])
        #expect(throws: JSONError.self) {
            try Market.list(reader(rows.replacing("binary_options", with: "spot")), ["a"])
        }
        #expect(throws: JSONError.self) { try Market.list(reader(rows), ["a", "a"]) }
    }

    @Test func cutsStatisticsAndNothingElse() throws {
        let numbers: [(text: String, cut: String?)] = [
            ("0.30000000000000004", "0.30000000000000004"), ("1e-7", "0.0000001"), ("-1.5E+3", "-1500"),
            ("0.1234567890123456789", "0.123456789012345678"), ("-9.9999999999999999999", "-9.999999999999999999"),
            ("12345678901234567890.123456789", "12345678901234567890.12345678"), ("1e-30", "0"), ("-4e-300", "0"),
            ("1.5e-18", "0.000000000000000001"), ("123456789e-20", "0.000000000001234567"),
            ("1e27", "1" + String(repeating: "0", count: 27)),
            ("1e28", nil), ("1e400", nil), ("", nil), (".5", nil), ("5.", nil), ("1.2.3", nil), ("NaN", nil),
            ("0.1234567890123456789x", nil),
        ]
        for (text, cut) in numbers {
            #expect(try Decimal(cutting: text) == cut.map(decimal), "\(text)")
        }
    }

    @Test func tellsARefusalBySequencerFromAnExecution() {
        typealias Execution = TransactionRecord.Execution
        let events: [(info: String, execution: Execution)] = [
            ("", .none), (#"{"m":0,"ae":""}"#, .succeeded), (#"{"m":0}"#, .succeeded), (#"{"ae":null}"#, .succeeded),
            (
                #"{"ae":"{\"code\":21728,\"message\":\"client order index already exists\"}"}"#,
                .failed(.init(code: 21728, message: "client order index already exists"))
            ),
            (#"{"ae":{"code":21739}}"#, .failed(.init(code: 21739, message: ""))),
            (#"{"ae":"no margin"}"#, .failed(.init(code: nil, message: "no margin"))),
            (#"{"ae":"[]"}"#, .failed(.init(code: nil, message: "[]"))),
            (#"{"ae":7}"#, .unreadable(#"{"ae":7}"#)), (#"{"ae":"#, .unreadable(#"{"ae":"#)),
            ("[1]", .unreadable("[1]")),
        ]
        for (info, execution) in events { #expect(Execution(eventInfo: info) == execution, "\(info)") }
    }

    @Test func readsDatesOfHTTPAlone() {
        let dates: [(text: String, milliseconds: Int64?)] = [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199_000),
            ("Tue, 31 Dec 9999 23:59:59 GMT", 253_402_300_799_000),
            ("Sun Nov  6 08:49:37 1994", nil), ("", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil),
            ("Sun, 06 Nov 1994 24:00:00 GMT", nil), ("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", nil),
        ]
        for (text, milliseconds) in dates { #expect(HTTPDate.milliseconds(text) == milliseconds, "\(text)") }
    }
}
