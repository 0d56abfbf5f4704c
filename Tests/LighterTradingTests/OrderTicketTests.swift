import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue
import TestSupport
import Testing

/// What an order's words mean on a market, to the last unit.
@Suite struct OrderTicketTests {
    private static let now: Int64 = 1_795_000_000_000

    private func order(_ ticket: OrderTicket, _ market: Market, _ book: OrderBook? = nil) throws -> NewOrder {
        let fresh = try ClientOrderIndex(99)
        return try ticket.order(on: market, book: book, defaults: Described.defaults, now: Self.now) { fresh }
    }

    private struct Meaning {
        let ticket: OrderTicket
        let ticks: Int64
        let lots: Int64
        let type: OrderType
        let timeInForce: TimeInForce
        let expiresIn: Int64?
        let notional: String

        init(
            _ side: Side,
            _ size: String,
            _ pricing: OrderTicket.Pricing,
            tif: TimeInForce? = nil,
            expires: TimeSpan? = nil,
            rounding: MarketPrecision.Rounding? = nil,
            ticks: Int64,
            lots: Int64,
            _ type: OrderType,
            _ timeInForce: TimeInForce,
            _ expiresIn: Int64?,
            notional: String
        ) {
            ticket = OrderTicket(
                side: side,
                size: size,
                pricing: pricing,
                timeInForce: tif,
                expires: expires,
                rounding: rounding
            )
            self.ticks = ticks
            self.lots = lots
            self.type = type
            self.timeInForce = timeInForce
            self.expiresIn = expiresIn
            self.notional = notional
        }
    }

    private static let week: Int64 = 604_800_000
    private static let meanings: [Meaning] = [
        Meaning(.buy, "0.1", .limit("3000"), ticks: 300_000, lots: 1000, .limit, .goodTillTime, week, notional: "300"),
        Meaning(
            .sell,
            "0.0050",
            .limit("2361.31"),
            tif: .postOnly,
            expires: .minutes(5),
            ticks: 236_131,
            lots: 50,
            .limit,
            .postOnly,
            310_000,
            notional: "11.80655"
        ),
        Meaning(
            .buy,
            "+1.5000",
            .limit("+02000.10"),
            expires: .days(30),
            ticks: 200_010,
            lots: 15_000,
            .limit,
            .goodTillTime,
            2_592_000_000,
            notional: "3000.15"
        ),
        // Below the minimums, which bind orders that rest.
        Meaning(
            .sell,
            "0.0001",
            .limit("0.01"),
            tif: .immediateOrCancel,
            ticks: 1,
            lots: 1,
            .limit,
            .immediateOrCancel,
            nil,
            notional: "0.000001"
        ),
        Meaning(
            .buy,
            "0.00006",
            .limit("42949672.95"),
            tif: .immediateOrCancel,
            rounding: .nearest,
            ticks: 4_294_967_295,
            lots: 1,
            .limit,
            .immediateOrCancel,
            nil,
            notional: "4294.967295"
        ),
        Meaning(
            .buy,
            "0.10009",
            .limit("3000.019"),
            rounding: .down,
            ticks: 300_001,
            lots: 1000,
            .limit,
            .goodTillTime,
            week,
            notional: "300.001"
        ),
        Meaning(
            .buy,
            "0.10001",
            .limit("3000.011"),
            rounding: .up,
            ticks: 300_002,
            lots: 1001,
            .limit,
            .goodTillTime,
            week,
            notional: "300.302002"
        ),
        Meaning(
            .sell,
            "0.00015",
            .limit("3000.005"),
            tif: .immediateOrCancel,
            rounding: .nearest,
            ticks: 300_001,
            lots: 2,
            .limit,
            .immediateOrCancel,
            nil,
            notional: "0.600002"
        ),
        Meaning(
            .buy,
            "0.5",
            .market(slippage: .zero, worst: "3100.5"),
            ticks: 310_050,
            lots: 5000,
            .market,
            .immediateOrCancel,
            nil,
            notional: "1550.25"
        ),
        Meaning(
            .buy,
            "0.5",
            .market(slippage: Percentage(basisPoints: 50), worst: nil),
            ticks: 237_312,
            lots: 5000,
            .market,
            .immediateOrCancel,
            nil,
            notional: "1186.56"
        ),
        Meaning(
            .sell,
            "0.5",
            .market(slippage: Percentage(basisPoints: 50), worst: nil),
            tif: .immediateOrCancel,
            ticks: 234_937,
            lots: 5000,
            .market,
            .immediateOrCancel,
            nil,
            notional: "1174.685"
        ),
    ]

    @Test func ticketsMeanTheirWireIntegers() throws {
        let market = try Described.market()
        let book = try Described.book(ask: Decimal(parsing: "2361.32"), bid: Decimal(parsing: "2361.17"))
        for meaning in Self.meanings {
            let order = try order(meaning.ticket, market, meaning.ticket.needsBook ? book : nil)
            let terms = order.terms
            let words = "\(meaning.ticket)"
            #expect(terms.price.ticks == meaning.ticks && terms.size.lots == meaning.lots, "\(words)")
            #expect(terms.type == meaning.type && terms.timeInForce == meaning.timeInForce, "\(words)")
            #expect(terms.expiry?.value == meaning.expiresIn.map { Self.now + $0 }, "\(words)")
            #expect(order.notional.description == meaning.notional, "\(words)")
            #expect(terms.side == meaning.ticket.side && terms.clientOrderIndex?.value == 99 && !terms.reduceOnly)
        }
        // No minimums for what only makes a position smaller, and a name of one's own.
        var closing = OrderTicket(side: .sell, size: "0.0001", pricing: .limit("3000"), reduceOnly: true)
        closing.identifier = try OrderIdentifier("my-order")
        let closed = try order(closing, market)
        #expect(closed.terms.reduceOnly && closed.clientIndex.value == 163_562_322 && closed.name == "my-order")
    }

    private static let refusals: [(ticket: OrderTicket, code: String, words: [String])] = [
        (OrderTicket(side: .buy, size: "0.00123", pricing: .limit("3000")), "order.off_lot", ["0.0012", "0.0013"]),
        (OrderTicket(side: .buy, size: "1", pricing: .limit("2999.999")), "order.off_tick", ["2999.99", "3000.00"]),
        (OrderTicket(side: .buy, size: "0.00009", pricing: .limit("3000")), "order.size_out_of_range", ["0.0001"]),
        (OrderTicket(side: .buy, size: "1", pricing: .limit("0.009")), "order.price_out_of_range", ["0.01"]),
        (OrderTicket(side: .buy, size: "1", pricing: .limit("-1")), "order.price_out_of_range", ["-1"]),
        (
            OrderTicket(side: .buy, size: "1", pricing: .limit("42949672.96")), "order.price_out_of_range",
            ["42949672.95"]
        ),
        (OrderTicket(side: .buy, size: "0.0049", pricing: .limit("9000")), "order.too_small", ["0.005"]),
        (OrderTicket(side: .buy, size: "0.005", pricing: .limit("1999.99")), "order.too_small", ["9.99995", "10"]),
        (OrderTicket(side: .buy, size: "100000", pricing: .limit("2814.75")), "order.too_large", ["281475000"]),
        (
            OrderTicket(side: .buy, size: "1", pricing: .limit("3000"), expires: .milliseconds(299_999)),
            "order.expiry",
            ["5 minutes"]
        ),
        (
            OrderTicket(side: .buy, size: "1", pricing: .limit("3000"), expires: .milliseconds(2_592_000_001)),
            "order.expiry",
            ["30 days"]
        ),
        (
            OrderTicket(
                side: .buy,
                size: "1",
                pricing: .limit("3000"),
                timeInForce: .immediateOrCancel,
                expires: .days(1)
            ),
            "order.expiry", ["does not rest"]
        ),
        (
            OrderTicket(
                side: .buy,
                size: "1",
                pricing: .market(slippage: .zero, worst: "1"),
                timeInForce: .goodTillTime
            ),
            "order.time_in_force", ["immediate-or-cancel"]
        ),
        (
            OrderTicket(side: .sell, size: "1", pricing: .market(slippage: .hundred, worst: nil)),
            "order.price_out_of_range",
            ["--price"]
        ),
    ]

    @Test func aTicketThatMeansNoOrderIsRefusedWithWhatWouldBeRight() throws {
        let market = try Described.market()
        let book = try Described.book(ask: nil, bid: Decimal(3000))
        for (ticket, code, words) in Self.refusals {
            let failure = try #require(try failure { try order(ticket, market, book) }, "\(ticket)")
            #expect(failure.code == code && failure.exit == .data && failure.effect == .none, "\(failure)")
            let text = "\(failure.message) \(failure.hint ?? "")"
            for word in words { #expect(text.contains(word), "\(text)") }
        }
        let plain = OrderTicket(side: .buy, size: "1", pricing: .limit("3000"))
        let toMarket = OrderTicket(side: .buy, size: "1", pricing: .market(slippage: .zero, worst: nil))
        var closing = plain
        closing.reduceOnly = true
        #expect(try failure { try order(toMarket, market, book) }?.exit == .unavailable)
        #expect(try failure { try order(plain, Described.market(status: "inactive")) }?.code == "market.not_active")
        #expect(try failure { try order(closing, Described.market(kind: "spot")) }?.code == "order.reduce_only_on_spot")
        var named = plain
        named.identifier = try OrderIdentifier("281474976710656")
        #expect(try failure { try order(named, market) }?.code == "order.malformed_id")
    }

    /// The worst price is the best one moved by the slippage, exactly, and then the next tick towards that best price.
    @Test func aMarketOrderNeverAcceptsMoreThanItsSlippage() throws {
        var random = SeededGenerator(seed: 20_261_122)
        for _ in 0..<2_000 {
            let decimals = Int(random.number(in: 0...6))
            let market = try Described.market(priceDecimals: decimals, sizeDecimals: 6 - decimals)
            let best = random.number(in: 1...(Int64(1) << random.number(in: 1...31)))
            // Hundredths of a basis point.
            let slippage = random.number(in: 0...(random.number(in: 0...9) == 0 ? 1_000_000 : 20_000))
            let percent = try #require(Decimal(coefficient: Int128(slippage), scale: 4))
            let price = try #require(Decimal(coefficient: Int128(best), scale: decimals))
            let book = try Described.book(ask: price, bid: price)
            for side in Side.allCases {
                let ticket = OrderTicket(
                    side: side,
                    size: "1",
                    pricing: .market(slippage: try Percentage(parsing: "\(percent)%"), worst: nil)
                )
                let moved = Int128(best) * (side == .buy ? 1_000_000 + Int128(slippage) : 1_000_000 - Int128(slippage))
                let worst = side == .buy ? moved / 1_000_000 : (moved + 999_999) / 1_000_000
                let outcome = Result { try order(ticket, market, book) }
                let isPrice = (1...Int128(UInt32.max)).contains(worst)
                switch outcome {
                case .success(let order):
                    #expect(isPrice && Int128(order.terms.price.ticks) == worst, "\(side) \(price) \(percent)%")
                    let isNoBetterThanBest = side == .buy ? worst >= best : worst <= best
                    #expect(isNoBetterThanBest)
                case .failure(let error):
                    // Only where there is no such price, or the order would be worth too much.
                    let code = (error as? Failure)?.code
                    #expect(isPrice ? code == "order.too_large" : code == "order.price_out_of_range", "\(error)")
                }
            }
        }
    }
}

extension SeededGenerator {
    mutating func number(in range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }
}
