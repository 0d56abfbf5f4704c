import LighterProfile
import LighterSigning
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue
import TestSupport
import Testing

/// What an order's words mean where it waits, or others wait for it: for a trigger price, for its parent, for its slices.
@Suite struct WaitingTicketTests {
    private static let now: Int64 = 1_795_000_000_000
    private static let week: Int64 = 604_800_000

    private func order(_ words: OrderWords, _ market: Market, _ book: OrderBook? = nil) throws -> NewOrder {
        let fresh = try ClientOrderIndex(99)
        return try words.ticket().order(on: market, book: book, defaults: Described.defaults, now: Self.now) { fresh }
    }

    private static func words(_ side: Side = .buy, _ change: (inout OrderWords) -> Void) -> OrderWords {
        var words = OrderWords(side: side, size: "0.1")
        change(&words)
        return words
    }

    /// `type tif price trigger +expiry`, and the same of what is attached.
    private func described(_ terms: OrderTerms) -> String {
        let expiry = terms.expiry.map { "+\(($0.value - Self.now) / 1000)s" } ?? "-"
        let trigger = terms.triggerPrice.map { "\($0.ticks)" } ?? "-"
        let closing = terms.reduceOnly ? " reduce-only" : ""
        return "\(terms.type) \(terms.side) \(terms.size.lots) at \(terms.price.ticks) once \(trigger) "
            + "\(terms.timeInForce) \(expiry)\(closing)"
    }

    private static let meanings: [(words: OrderWords, terms: [String])] = [
        (
            words(.sell) {
                $0.trigger = "2200"; $0.stopLoss = .alone; $0.isMarket = true
            },
            ["stopLoss sell 1000 at 218900 once 220000 immediateOrCancel +604800s"]
        ),
        (
            words(.buy) {
                $0.trigger = "2500.01"
                $0.stopLoss = .alone
                $0.isMarket = true
                $0.slippage = Percentage(basisPoints: 1)
                $0.expires = .minutes(5)
                $0.reduceOnly = true
            },
            ["stopLoss buy 1000 at 250026 once 250001 immediateOrCancel +310s reduce-only"]
        ),
        (
            words(.sell) {
                $0.trigger = "2500"; $0.takeProfit = .alone; $0.isMarket = true; $0.price = "2400"
            },
            ["takeProfit sell 1000 at 240000 once 250000 immediateOrCancel +604800s"]
        ),
        (
            words(.sell) {
                $0.trigger = "2200"; $0.stopLoss = .alone; $0.price = "2190"
            },
            ["stopLossLimit sell 1000 at 219000 once 220000 goodTillTime +604800s"]
        ),
        (
            words(.buy) {
                $0.trigger = "2200"
                $0.takeProfit = .alone
                $0.price = "2199.5"
                $0.timeInForce = .immediateOrCancel
            },
            ["takeProfitLimit buy 1000 at 219950 once 220000 immediateOrCancel +604800s"]
        ),
        (
            words(.buy) {
                $0.twap = .minutes(90); $0.price = "2400"
            },
            ["twap buy 1000 at 240000 once - goodTillTime +5400s"]
        ),
        (
            words(.sell) {
                $0.twap = .minutes(5); $0.isMarket = true; $0.reduceOnly = true
            },
            ["twap sell 1000 at 234937 once - goodTillTime +310s reduce-only"]
        ),
        (
            words(.buy) {
                $0.price = "2300"; $0.stopLoss = .at("2200"); $0.expires = .days(1)
            },
            [
                "limit buy 1000 at 230000 once - goodTillTime +86400s",
                "stopLoss sell 0 at 218900 once 220000 immediateOrCancel +86400s reduce-only",
            ]
        ),
        (
            words(.sell) {
                $0.price = "2400"
                $0.stopLoss = .at("2500")
                $0.takeProfit = .at("2200")
                $0.slippage = Percentage(basisPoints: 100)
            },
            [
                "limit sell 1000 at 240000 once - goodTillTime +604800s",
                "stopLoss buy 0 at 252500 once 250000 immediateOrCancel +604800s reduce-only",
                "takeProfit buy 0 at 222200 once 220000 immediateOrCancel +604800s reduce-only",
            ]
        ),
        // A parent that does not rest has no expiry to share, so --expires is the child's.
        (
            words(.buy) {
                $0.isMarket = true; $0.takeProfit = .at("2400"); $0.expires = .days(2)
            },
            [
                "market buy 1000 at 237312 once - immediateOrCancel -",
                "takeProfit sell 0 at 238800 once 240000 immediateOrCancel +172800s reduce-only",
            ]
        ),
    ]

    @Test func wordsMeanTheirWireIntegers() throws {
        let market = try Described.market()
        let book = try Described.book(ask: Decimal(parsing: "2361.32"), bid: Decimal(parsing: "2361.17"))
        for (words, expected) in Self.meanings {
            let order = try order(words, market, try words.ticket().needsBook ? book : nil)
            #expect(([order.terms] + order.attached.map(\.terms)).map(described) == expected)
            #expect(order.notional == market.precision.notional(order.terms.price, order.terms.size))
        }
        // Children are found by their order's identifier, whatever kind that is.
        for (identifier, name) in [("entry", "entry"), ("77", "77"), (nil, "99")] {
            let bracket = try order(
                Self.words {
                    $0.price = "2300"
                    $0.stopLoss = .at("2200")
                    $0.takeProfit = .at("2500")
                    $0.identifier = try? identifier.map { try OrderIdentifier($0) }
                },
                market
            )
            for child in bracket.attached {
                #expect(child.name == "\(name)/\(child.kind.rawValue)")
                #expect(child.clientIndex == OrderIdentifier.index(ofName: child.name))
                #expect(child.terms.clientOrderIndex == child.clientIndex)
            }
        }
    }

    private static let unfit: [(words: OrderWords, says: [String])] = [
        (words { $0.price = nil }, ["--price", "--market"]),
        (
            words {
                $0.price = "1"; $0.slippage = .zero
            }, ["--slippage", "--market"]
        ),
        (
            words {
                $0.isMarket = true; $0.trigger = "2200"
            }, ["--trigger", "--stop-loss or --take-profit"]
        ),
        (
            words {
                $0.isMarket = true; $0.stopLoss = .alone
            }, ["--stop-loss PRICE", "--trigger PRICE"]
        ),
        (
            words {
                $0.isMarket = true; $0.takeProfit = .alone
            }, ["--take-profit PRICE", "--trigger PRICE"]
        ),
        (
            words {
                $0.price = "1"; $0.trigger = "2"; $0.stopLoss = .at("3")
            }, ["stop-loss", "stands alone"]
        ),
        (
            words {
                $0.price = "1"; $0.trigger = "2"; $0.stopLoss = .alone; $0.takeProfit = .alone
            },
            ["not both"]
        ),
        (
            words {
                $0.price = "1"; $0.trigger = "2"; $0.stopLoss = .alone; $0.takeProfit = .at("3")
            },
            ["not both"]
        ),
        (
            words {
                $0.price = "2"; $0.stopLoss = .at("1"); $0.reduceOnly = true
            }, ["--reduce-only"]
        ),
        (
            words {
                $0.price = "1"; $0.twap = .days(1); $0.trigger = "2"
            }, ["--twap", "--trigger"]
        ),
        (
            words {
                $0.price = "1"; $0.twap = .days(1); $0.stopLoss = .at("2")
            }, ["--twap", "--stop-loss"]
        ),
        (
            words {
                $0.price = "1"; $0.twap = .days(1); $0.expires = .days(1)
            }, ["--twap or --expires"]
        ),
    ]

    private static let refusals: [(words: OrderWords, code: String, says: [String])] = [
        (
            words {
                $0.price = "2300"; $0.stopLoss = .at("2300")
            }, "order.trigger_direction", ["below", "2300"]
        ),
        (
            words {
                $0.price = "2300"; $0.takeProfit = .at("2300")
            }, "order.trigger_direction", ["above", "2300"]
        ),
        (
            words(.sell) {
                $0.price = "2400"; $0.stopLoss = .at("2399.99")
            }, "order.trigger_direction", ["above"]
        ),
        (
            words(.sell) {
                $0.price = "2400"; $0.takeProfit = .at("2400.01")
            }, "order.trigger_direction", ["below"]
        ),
        // A limit beyond the book is filled at the book's price: such a stop-loss would go off at once.
        (
            words {
                $0.price = "2500"; $0.stopLoss = .at("2400")
            }, "order.trigger_direction", ["below", "2361.32"]
        ),
        (
            words {
                $0.isMarket = true; $0.stopLoss = .at("2361.32")
            }, "order.trigger_direction", ["2361.32"]
        ),
        (
            words {
                $0.isMarket = true; $0.takeProfit = .at("2361.32")
            }, "order.trigger_direction", ["2361.32"]
        ),
        (
            words {
                $0.price = "2300"; $0.stopLoss = .at("2200.001")
            }, "order.off_tick", ["2200.00", "2200.01"]
        ),
        (
            words {
                $0.price = "2300"; $0.stopLoss = .at("null")
            }, "input.not_a_number", ["stop-loss"]
        ),
        (
            words {
                $0.price = "2300"; $0.takeProfit = .at("")
            }, "input.not_a_number", ["take-profit"]
        ),
        (
            words(.sell) {
                $0.trigger = "2361.32"; $0.stopLoss = .alone; $0.isMarket = true
            },
            "order.trigger_passed", ["fall", "best ask, 2361.32"]
        ),
        (
            words(.sell) {
                $0.trigger = "2361.17"; $0.takeProfit = .alone; $0.isMarket = true
            },
            "order.trigger_passed", ["rise", "best bid, 2361.17"]
        ),
        (
            words(.buy) {
                $0.trigger = "2361.17"; $0.stopLoss = .alone; $0.price = "2400"
            },
            "order.trigger_passed", ["rise"]
        ),
        (
            words {
                $0.trigger = "2.999"; $0.takeProfit = .alone; $0.isMarket = true
            }, "order.off_tick",
            ["2.99", "3.00"]
        ),
        (
            words(.sell) {
                $0.trigger = "2200"
                $0.stopLoss = .alone
                $0.isMarket = true
                $0.timeInForce = .goodTillTime
            },
            "order.time_in_force", ["stop-loss", "immediate-or-cancel"]
        ),
        (
            words {
                $0.twap = .minutes(5); $0.price = "2400"; $0.timeInForce = .postOnly
            }, "order.time_in_force",
            ["TWAP"]
        ),
        (
            words {
                $0.twap = .milliseconds(299_999); $0.price = "2400"
            }, "order.expiry", ["TWAP", "5 minutes"]
        ),
        (
            words {
                $0.twap = .days(31); $0.price = "2400"
            }, "order.expiry", ["TWAP", "30 days"]
        ),
        (
            words(.sell) {
                $0.price = "2400"; $0.stopLoss = .at("2500"); $0.slippage = .hundred; $0.size = "200000"
            },
            "order.too_large", ["480000000"]
        ),
    ]

    @Test func wordsThatMeanNoOrderAreRefusedWithWhatWouldBeRight() throws {
        let market = try Described.market()
        let book = try Described.book(ask: Decimal(parsing: "2361.32"), bid: Decimal(parsing: "2361.17"))
        for (words, says) in Self.unfit {
            let failure = try #require(try failure { try words.ticket() }, "\(words)")
            #expect(failure.code == "usage.invalid" && failure.exit == .usage && failure.effect == .none)
            for part in says { #expect(failure.message.contains(part), "\(failure)") }
        }
        for (words, code, says) in Self.refusals {
            let failure = try #require(try failure { try order(words, market, book) }, "\(words)")
            #expect(failure.code == code && failure.exit == .data && failure.effect == .none, "\(failure)")
            for part in says { #expect("\(failure.message) \(failure.hint ?? "")".contains(part), "\(failure)") }
        }
        let spot = try Described.market(kind: "spot")
        for words in [
            Self.words {
                $0.price = "2300"; $0.stopLoss = .at("2200")
            },
            Self.words {
                $0.price = "2300"; $0.trigger = "2300"; $0.takeProfit = .alone
            },
        ] {
            #expect(try failure { try order(words, spot, book) }?.code == "order.trigger_on_spot")
        }
        #expect(
            try order(
                Self.words {
                    $0.price = "2300"; $0.twap = .days(1)
                },
                spot
            ).terms.type == .twap
        )
    }

    /// Whatever is taken for an order can be signed as what it means, and its children never accept more than the slippage
    /// from their triggers.
    @Test func whateverIsTakenCanBeSigned() throws {
        var random = SeededGenerator(seed: 20_261_123)
        let key = try PrivateKey.generate()
        let market = try Described.market()
        let book = try Described.book(ask: Decimal(2400), bid: Decimal(2399))
        var taken = 0
        for _ in 0..<3_000 {
            func price() -> String { "\(random.number(in: 2000...2800))" }
            let trigger = random.number(in: 0...2)
            let basisPoints = random.number(in: 0...500)
            let words = Self.words(random.number(in: 0...1) == 0 ? .buy : .sell) {
                $0.isMarket = random.number(in: 0...1) == 0
                $0.price = random.number(in: 0...2) == 0 ? nil : price()
                $0.slippage = Percentage(basisPoints: Int32(basisPoints))
                $0.trigger = trigger == 0 ? price() : nil
                $0.stopLoss = random.number(in: 0...2) == 0 ? nil : trigger == 0 ? .alone : .at(price())
                $0.takeProfit = random.number(in: 0...2) == 0 ? nil : trigger == 0 ? .alone : .at(price())
                $0.twap = random.number(in: 0...9) == 0 ? .days(1) : nil
                $0.timeInForce = TimeInForce(rawValue: random.number(in: 0...9))
                $0.reduceOnly = random.number(in: 0...9) == 0
                $0.expires = random.number(in: 0...4) == 0 ? .days(3) : nil
            }
            guard case .success(let order) = Result(catching: { try self.order(words, market, book) }) else { continue }
            taken += 1
            let terms = [order.terms] + order.attached.map(\.terms)
            let account = try AccountIndex(7)
            let body: TransactionBody =
                switch order.attached.count {
                case 0: .createOrder(CreateOrder(account: account, apiKey: try APIKeyIndex(4), order: order.terms))
                case let count:
                    .createGroupedOrders(
                        CreateGroupedOrders(
                            account: account,
                            apiKey: try APIKeyIndex(4),
                            grouping: count == 1 ? .oneTriggersTheOther : .oneTriggersAOneCancelsTheOther,
                            orders: terms
                        )
                    )
                }
            let transaction = try Transaction(
                chainID: ChainID(300),
                nonce: Nonce(0),
                expiredAt: Timestamp(Self.now),
                body: body
            )
            #expect(try transaction.signed(with: key).hash.count == 80)
            for child in order.attached {
                let (trigger, worst) = (Int128(child.trigger.ticks), Int128(child.terms.price.ticks))
                let slack = Int128(basisPoints)
                let isWithin =
                    child.terms.side == .buy
                    ? worst >= trigger && worst * 10_000 <= trigger * (10_000 + slack)
                    : worst <= trigger && worst * 10_000 >= trigger * (10_000 - slack)
                #expect(isWithin && child.terms.side == order.terms.side.opposite && child.terms.reduceOnly)
            }
        }
        #expect(taken > 200)
    }
}
