import LighterSigning
import LighterTransactions
import Testing

@testable import LighterEngine

@Suite struct EntryTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: Int64
        let submission: @Sendable (Client) throws -> Submission

        init(_ testDescription: String, _ code: Int64, _ submission: @escaping @Sendable (Client) throws -> Submission)
        {
            self.testDescription = testDescription
            self.code = code
            self.submission = submission
        }

        init(
            _ testDescription: String,
            _ code: Int64,
            order change: @escaping @Sendable (inout OrderTerms) throws -> Void
        ) {
            self.init(testDescription, code) { try $0.sign($0.order(change)) }
        }
    }

    static let refused: [Refused] = [
        Refused("unknown account", 21100) { client in
            var order = try client.order()
            if case .createOrder(var create) = order {
                create.account = try AccountIndex(5)
                order = .createOrder(create)
            }
            return try client.sign(order)
        },
        Refused("unknown key", 21109) { client in
            try client.sign(
                .cancelAllOrders(
                    CancelAllOrders(account: client.address.account, apiKey: try APIKeyIndex(9), schedule: .immediately)
                )
            )
        },
        Refused("another chain", 21120) { client in
            let other = try client.sign(client.order()) { $0.chainID = try ChainID(304) }
            let signed = try SignedTransaction(chainID: ChainID(300), type: 14, info: other.signed.info)
            return Submission(signed: signed, info: other.info)
        },
        Refused("nonce used", 21104) { try $0.sign($0.order()) { $0.nonce = try Nonce(2) } },
        Refused("nonce ahead", 21104) { try $0.sign($0.order()) { $0.nonce = try Nonce(4) } },
        Refused("nonce back, skipping", 21104) { client in
            try client.sign(client.order()) {
                $0.nonce = try Nonce(2)
                $0.attributes.skipsNonce = true
            }
        },
        Refused("lapsed", 21711) { client in
            try client.sign(client.order()) { $0.expiredAt = try Timestamp(client.now.milliseconds) }
        },
        Refused("integrator", 21149) { try $0.sign($0.order()) { $0.attributes[.integratorAccount] = 7 } },
        Refused("unknown market", 21602, order: { $0.market = try MarketIndex(77) }),
        Refused("dead market", 21605, order: { $0.market = try MarketIndex(28) }),
        Refused("too small", 21706, order: { $0.size = try Size(49) }),
        Refused("too cheap", 21706, order: { $0.price = try Price(1_000) }),
        Refused("too large", 21706, order: { $0.size = try Size(1 << 40) }),
        Refused("expires too soon", 21711, order: { $0.expiry = try OrderExpiry(Client.start.milliseconds + 299_000) }),
        Refused(
            "expires too late",
            21711,
            order: { $0.expiry = try OrderExpiry(Client.start.milliseconds + 2_592_010_000) }
        ),
        Refused("accident", 21733, order: { $0.price = try Price(400_000) }),
        Refused("far off", 21734, order: { $0.price = try Price(20_000) }),
        Refused("no margin", 21739, order: { $0.size = try Size(1_000_000) }),
        Refused(
            "no balance",
            21304,
            order: {
                $0.market = try MarketIndex(2048); $0.size = try Size(10_000)
            }
        ),
        Refused(
            "reduce-only on spot",
            21740,
            order: {
                $0.market = try MarketIndex(2048); $0.reduceOnly = true
            }
        ),
        Refused(
            "trigger on spot",
            21618,
            order: {
                $0.market = try MarketIndex(2048); $0.type = .stopLossLimit; $0.triggerPrice = try Price(230_000)
            }
        ),
        Refused(
            "far from its trigger",
            21735,
            order: {
                $0.type = .stopLossLimit; $0.triggerPrice = try Price(240_000); $0.price = try Price(370_000)
            }
        ),
        Refused("leverage", 21113) { client in
            try client.sign(.updateLeverage(client.leverage(100, .cross)))
        },
        Refused("margin of a cross position", 21613) { client in
            try client.sign(
                .updateMargin(
                    UpdateMargin(
                        account: client.address.account,
                        apiKey: client.address.key,
                        market: try MarketIndex(0),
                        amount: try AssetAmount(1_000_000),
                        direction: .add
                    )
                )
            )
        },
        Refused("cancel-all too soon", 21714) { client in
            try client.sign(client.cancelAll(.at(OrderExpiry(client.now.milliseconds + 60_000))))
        },
        Refused("key change", 21504) { client in
            let change = ChangePublicKey(
                account: client.address.account,
                apiKey: client.address.key,
                publicKey: client.key.publicKey
            )
            return try client.sign(.changePublicKey(change))
        },
        Refused("pool", 21505) { client in
            try client.sign(
                .mintShares(
                    MintShares(
                        account: client.address.account,
                        apiKey: client.address.key,
                        pool: try PoolIndex(281_474_976_710_654),
                        shares: try ShareAmount(1)
                    )
                )
            )
        },
    ]

    /// What the door refuses has the venue's code, costs no nonce and leaves no trace.
    @Test(arguments: refused)
    func refusesAtTheDoor(_ refused: Refused) throws {
        var client = try Client()
        for _ in 0..<3 { #expect(client.send(try client.sign(client.order())) == nil) }
        client.wait(milliseconds: 10)
        #expect(client.send(try refused.submission(client))?.code == refused.code)
        #expect(client.nextNonce == 3 && client.engine.transactions.total == 3)
    }

    @Test func executesAfterTheDelayAndTells() throws {
        var client = try Client()
        let submission = try client.sign(client.order { $0.clientOrderIndex = try ClientOrderIndex(7) })
        let receipt = try client.engine.accept([submission], at: client.now)
        #expect(receipt.hashes == [submission.signed.hash])
        #expect(receipt.executionTime == client.now.advanced(microseconds: 5_000))
        #expect(client.newest?.status == .pending && client.account?.openOrders.isEmpty == true)
        client.wait(milliseconds: 4)
        #expect(client.account?.openOrders.isEmpty == true)
        client.wait(milliseconds: 1)
        #expect(client.newest?.status == .executed && client.newest?.executedAt == receipt.executionTime)
        #expect(client.account?.openOrders.count == 1)
        // The sequencer refuses what the door let in; the nonce is gone.
        #expect(client.send(try client.sign(client.order { $0.clientOrderIndex = try ClientOrderIndex(7) })) == nil)
        client.wait(milliseconds: 5)
        #expect(client.newest?.outcome?.refusal == .clientIndexExists && client.newest?.status == .executed)
        #expect(client.nextNonce == 2)
    }

    @Test func lapsedTransactionsGiveTheirNonceBack() throws {
        var client = try Client()
        let submission = try client.sign(client.order()) { $0.expiredAt = try Timestamp(client.now.milliseconds + 3) }
        #expect(client.send(submission) == nil)
        #expect(client.nextNonce == 1)
        client.wait(milliseconds: 10)
        #expect(client.newest?.status == .failed && client.nextNonce == 0)
        #expect(client.account?.openOrders.isEmpty == true)
    }

    @Test func noncesMayJumpWhenAsked() throws {
        var client = try Client()
        let jump = try client.sign(client.order()) {
            $0.nonce = try Nonce(1_000)
            $0.attributes.skipsNonce = true
        }
        #expect(client.send(jump) == nil)
        #expect(client.nextNonce == 1_001)
    }

    @Test func batchesAreTakenWholeOrNotAtAll() throws {
        var client = try Client()
        let first = try client.sign(client.order())
        let second = try client.sign(client.order()) { $0.nonce = try Nonce(1) }
        let gap = try client.sign(client.order()) { $0.nonce = try Nonce(2) }
        #expect(client.send(first, gap) == .nonceNotIncreasing)
        let poor = try client.sign(client.order { $0.size = try Size(1_000_000) }) { $0.nonce = try Nonce(1) }
        #expect(client.send(first, poor) == .notEnoughMargin)
        #expect(client.nextNonce == 0 && client.engine.transactions.total == 0)
        #expect(client.send(first, second) == nil)
        client.wait(milliseconds: 5)
        #expect(client.nextNonce == 2 && client.account?.openOrders.count == 2)
    }
}

extension Client {
    func leverage(_ fraction: Int64, _ mode: UpdateLeverage.MarginMode) throws -> UpdateLeverage {
        UpdateLeverage(
            account: address.account,
            apiKey: address.key,
            market: try MarketIndex(0),
            initialMarginFraction: try MarginFraction(fraction),
            marginMode: mode
        )
    }

    func cancelAll(_ schedule: CancelAllOrders.Schedule) -> TransactionBody {
        .cancelAllOrders(CancelAllOrders(account: address.account, apiKey: address.key, schedule: schedule))
    }
}
