import LighterJSON
import LighterSigning
import LighterTransactions
import Testing

@Suite("Rules of transactions")
struct TransactionRuleTests {
    private func order(
        _ type: OrderType,
        _ timeInForce: TimeInForce,
        side: Side = .buy,
        size: Int64 = 10,
        trigger: Int64? = nil,
        expiry: Int64? = nil,
        reduceOnly: Bool = false,
        clientIndex: Int64? = nil,
        market: Int64 = 0
    ) throws -> OrderTerms {
        OrderTerms(
            market: try MarketIndex(market),
            clientOrderIndex: try clientIndex.map { try ClientOrderIndex($0) },
            size: try Size(size),
            price: try Price(100),
            side: side,
            type: type,
            timeInForce: timeInForce,
            reduceOnly: reduceOnly,
            triggerPrice: try trigger.map { try Price($0) },
            expiry: try expiry.map { try OrderExpiry($0) }
        )
    }

    private func transaction(_ body: TransactionBody, _ attributes: TransactionAttributes = .none) throws -> Transaction
    {
        Transaction(
            chainID: try ChainID(300),
            nonce: try Nonce(0),
            expiredAt: try Timestamp(1_795_369_420_127),
            attributes: attributes,
            body: body
        )
    }

    private func create(_ order: OrderTerms) throws -> TransactionBody {
        .createOrder(CreateOrder(account: try AccountIndex(1), apiKey: try APIKeyIndex(4), order: order))
    }

    private func group(_ grouping: CreateGroupedOrders.Grouping, _ orders: [OrderTerms]) throws -> TransactionBody {
        .createGroupedOrders(
            CreateGroupedOrders(
                account: try AccountIndex(1),
                apiKey: try APIKeyIndex(4),
                grouping: grouping,
                orders: orders
            )
        )
    }

    @Test("each order type takes its times in force, trigger and expiry, and no other")
    func combinations() throws {
        var accepted: Set<String> = []
        for type in OrderType.allCases {
            for timeInForce in TimeInForce.allCases {
                for trigger in [nil, 90] as [Int64?] {
                    for expiry in [nil, 1_797_788_021_127] as [Int64?] {
                        let order = try order(type, timeInForce, trigger: trigger, expiry: expiry)
                        guard (try? transaction(create(order)).validate()) != nil else { continue }
                        accepted.insert("\(type) \(timeInForce) \(trigger != nil) \(expiry != nil)")
                    }
                }
            }
        }
        #expect(
            accepted == [
                "limit immediateOrCancel false false", "limit goodTillTime false true", "limit postOnly false true",
                "market immediateOrCancel false false", "stopLoss immediateOrCancel true true",
                "takeProfit immediateOrCancel true true", "stopLossLimit immediateOrCancel true true",
                "stopLossLimit goodTillTime true true", "stopLossLimit postOnly true true",
                "takeProfitLimit immediateOrCancel true true", "takeProfitLimit goodTillTime true true",
                "takeProfitLimit postOnly true true", "twap goodTillTime false true",
            ]
        )
    }

    @Test("groups keep the venue's rules, and every single breach is refused")
    func groups() throws {
        let expiry: Int64 = 1_797_788_021_127
        let parent = try order(.limit, .goodTillTime, expiry: expiry, clientIndex: 5)
        let stop = try order(
            .stopLoss,
            .immediateOrCancel,
            side: .sell,
            size: 0,
            trigger: 90,
            expiry: expiry,
            reduceOnly: true
        )
        let target = try order(
            .takeProfitLimit,
            .goodTillTime,
            side: .sell,
            size: 0,
            trigger: 110,
            expiry: expiry,
            reduceOnly: true
        )
        let marketParent = try order(.market, .immediateOrCancel)

        func with(_ order: OrderTerms, _ change: (inout OrderTerms) throws -> Void) rethrows -> OrderTerms {
            var changed = order
            try change(&changed)
            return changed
        }
        let sized = try [stop, target].map { try with($0) { $0.size = try Size(7) } }
        let good: [(CreateGroupedOrders.Grouping, [OrderTerms])] = [
            (.oneTriggersTheOther, [parent, stop]), (.oneTriggersTheOther, [marketParent, target]),
            (.oneTriggersAOneCancelsTheOther, [parent, target, stop]),
            (.oneTriggersAOneCancelsTheOther, [marketParent, stop, target]), (.oneCancelsTheOther, sized),
        ]
        for (grouping, orders) in good { try transaction(group(grouping, orders)).validate() }

        let bad: [(CreateGroupedOrders.Grouping, [OrderTerms])] = [
            (.oneTriggersTheOther, []), (.oneTriggersTheOther, [parent]), (.oneTriggersTheOther, [stop, parent]),
            (.oneTriggersTheOther, [parent, with(stop) { $0.side = .buy }]),
            (.oneTriggersTheOther, [parent, sized[0]]),
            (.oneTriggersTheOther, [parent, try with(stop) { $0.expiry = try OrderExpiry(expiry + 1) }]),
            (.oneTriggersTheOther, [parent, try with(stop) { $0.market = try MarketIndex(1) }]),
            (.oneTriggersTheOther, [parent, try with(stop) { $0.clientOrderIndex = try ClientOrderIndex(5) }]),
            (.oneTriggersAOneCancelsTheOther, [parent, stop, stop]),
            (
                .oneTriggersAOneCancelsTheOther,
                [marketParent, stop, try with(target) { $0.expiry = try OrderExpiry(9) }]
            ),
            (.oneCancelsTheOther, [sized[0], sized[0]]), (.oneCancelsTheOther, [sized[0], target]),
            (.oneCancelsTheOther, [sized[0], with(sized[1]) { $0.reduceOnly = false }]),
            (.oneCancelsTheOther, [sized[0], with(sized[1]) { $0.side = .buy }]),
            (.oneCancelsTheOther, [sized[0], sized[1], target]),
        ]
        for (index, (grouping, orders)) in bad.enumerated() {
            #expect(throws: TransactionError.self, "bad group \(index)") {
                try transaction(group(grouping, orders)).validate()
            }
        }
    }

    @Test("attributes go with their own transactions, four at most; nil ones neither count nor change the hash")
    func attributes() throws {
        let body = try create(order(.limit, .immediateOrCancel))
        let plain = try transaction(body).message
        #expect(
            try transaction(body, TransactionAttributes([(1, 0), (4, 0), (5, 255), (6, 0), (7, 0), (8, 0)])).message
                == plain
        )
        #expect(try transaction(body, TransactionAttributes([(4, 1)])).message != plain)
        #expect(
            try transaction(body, TransactionAttributes([(4, 1), (6, 2)])).message
                == transaction(body, TransactionAttributes([(6, 2), (4, 1)])).message
        )
        for foreign in [(5, 1), (8, 3)] as [(Int64, Int64)] {
            #expect(throws: TransactionError.self) {
                try transaction(body, TransactionAttributes([foreign])).validate()
            }
        }
        let refused: [[(Int64, Int64)]] = [
            [(0, 1)], [(9, 1)], [(4, 2)], [(6, 4)], [(7, 2)], [(1, -1)], [(2, 1)], [(1, 5), (2, 1_000_001)],
            [(1, 5), (2, 3), (6, 1)], [(6, 3), (7, 1)], [(1, 5), (2, 1), (3, 1), (4, 1), (8, 1)],
        ]
        for pairs in refused {
            #expect(throws: TransactionError.self, "\(pairs)") { try TransactionAttributes(pairs) }
        }
    }

    @Test("a field that is missing, foreign, doubled or of another kind is refused by name, never guessed")
    func malformed() throws {
        let good = #"{"AccountIndex":1,"ApiKeyIndex":4,"MarketIndex":0,"Index":77,"ExpiredAt":1795369420127,"Nonce":3}"#
        _ = try Transaction(chainID: ChainID(304), type: 15, unsignedInfo: JSON.decode(good))
        let changes: [(String, String)] = [
            ("\"Index\":77", "\"Index\":0"), ("\"Index\":77", "\"Index\":1152921504606846976"),
            ("\"Index\":77", "\"Index\":\"77\""), ("\"Index\":77", "\"Index\":77.0"),
            ("\"Index\":77", "\"Index\":null"),
            ("\"Index\":77", "\"index\":77"), ("\"Nonce\":3", "\"Nonce\":-1"),
            ("\"Nonce\":3", "\"Nonce\":281474976710656"),
            ("\"Nonce\":3", "\"Nonce\":3,\"Price\":1"), ("\"Nonce\":3", "\"Nonce\":3,\"Sig\":\"\""),
            ("\"ApiKeyIndex\":4", "\"ApiKeyIndex\":255"), ("\"ApiKeyIndex\":4", "\"ApiKeyIndex\":true"),
            ("\"MarketIndex\":0", "\"MarketIndex\":255"), ("\"AccountIndex\":1", "\"AccountIndex\":-2"),
            ("\"AccountIndex\":1", "\"AccountIndex\":281474976710655"),
            ("\"ExpiredAt\":1795369420127", "\"ExpiredAt\":281474976710656"),
            ("\"Nonce\":3", "\"Nonce\":3,\"L2TxAttributes\":{\"04\":1}"),
            ("\"Nonce\":3", "\"Nonce\":3,\"L2TxAttributes\":[]"),
        ]
        for (from, to) in changes {
            let text = good.replacing(from, with: to)
            #expect(text != good)
            #expect(throws: TransactionError.self, "\(to)") {
                try Transaction(chainID: ChainID(304), type: 15, unsignedInfo: JSON.decode(text))
            }
        }
        for type in [0, 1, 7, 21, 33, 40, 99, -1] as [Int64] {
            #expect(throws: TransactionError.unknownType(type)) {
                try Transaction(chainID: ChainID(304), type: type, unsignedInfo: JSON.decode(good))
            }
        }
        #expect(throws: TransactionError.self) {
            try Transaction(chainID: ChainID(304), type: 15, unsignedInfo: JSON.decode("[]"))
        }
    }
}
