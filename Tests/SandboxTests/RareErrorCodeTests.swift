import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// Codes of section 9 of api.md that a client sees seldom: of pools and integrators, of one too many of something.
@Suite struct RareErrorCodeTests {
    /// What is wrong by itself is told before anything is verified, of types that the venue does not carry out too.
    @Test(
        arguments: [
            (10, #""OperatorFee":-1,"InitialTotalShares":1000,"MinOperatorShareRate":1"#, 21201),
            (10, #""OperatorFee":1,"InitialTotalShares":1000,"MinOperatorShareRate":-1"#, 21205),
            (11, #""PublicPoolIndex":-5,"Status":0,"OperatorFee":1,"MinOperatorShareRate":1"#, 21200),
            (11, #""PublicPoolIndex":5,"Status":9,"OperatorFee":1,"MinOperatorShareRate":1"#, 21202),
            (18, #""PublicPoolIndex":-5,"ShareAmount":1"#, 21200),
            (35, #""StakingPoolIndex":-5,"ShareAmount":1"#, 21225),
            (42, #""AssetIndex":3,"AssetMarginMode":9"#, 21802), (28, #""GroupingType":1,"Orders":[]"#, 21742),
        ] as [(Int, String, Int64)]
    )
    func fieldsHaveTheirCodes(_ type: Int, _ fields: String, _ code: Int64) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let info =
            #"{"AccountIndex":\#(client.account),"ApiKeyIndex":4,\#(fields),"ExpiredAt":\#(try client.now() + 60_000),"#
            + #""Nonce":0,"Sig":"","L2TxAttributes":null}"#
        let reply = try client.post("/api/v1/sendTx", [("tx_type", String(type)), ("tx_info", info)])
        #expect(reply.status == 400 && reply.code == code, "\(reply.body)")
    }

    @Test func ordersForIntegratorsNeedTheirApproval() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        var transaction = try client.transaction(client.order(0, .buy, 1_000, at: 220_000))
        transaction.attributes = try TransactionAttributes([(1, 5), (2, 10)])
        #expect(try client.send(transaction.signed(with: client.server.identity.privateKey)).code == 21149)
    }

    @Test func modifyingAnotherVersionIsRefused() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.send(client.sign(client.order(7, .buy, 1_000, at: 220_000)))
        let modify = ModifyOrder(
            account: client.server.identity.accountIndex,
            apiKey: client.server.identity.apiKeyIndex,
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(7)),
            size: try Size(2_000),
            price: try Price(221_000)
        )
        var transaction = try client.transaction(.modifyOrder(modify))
        transaction.attributes = try TransactionAttributes([(8, 9)])
        let signed = try transaction.signed(with: client.server.identity.privateKey)
        #expect(try client.send(signed).code == 200)
        #expect(try client.refusal(of: signed) == 21743)
    }

    @Test func aNinthSubAccountIsOneTooMany() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let opening = TransactionBody.createSubAccount(
            CreateSubAccount(account: client.server.identity.accountIndex, apiKey: client.server.identity.apiKeyIndex)
        )
        for _ in 0..<8 {
            let signed = try client.sign(opening)
            #expect(try client.send(signed).code == 200)
            #expect(try client.refusal(of: signed) == nil)
        }
        #expect(try client.send(client.sign(opening)).code == 21129)
    }

    @Test func aThirdWithdrawalWithinAMinuteIsOneTooMany() throws {
        let client = try SandboxClient(tier: "plus")
        defer { client.server.stop() }
        let withdrawal = TransactionBody.withdraw(
            Withdraw(
                account: client.server.identity.accountIndex,
                apiKey: client.server.identity.apiKeyIndex,
                asset: try AssetIndex(3),
                route: .spot,
                amount: try AssetAmount(10_000_000)
            )
        )
        for _ in 0..<2 { #expect(try client.send(client.sign(withdrawal)).code == 200) }
        let third = try client.send(client.sign(withdrawal))
        #expect(third.status == 429 && third.code == 23004)
        try client.advance(milliseconds: 61_000)
        #expect(try client.send(client.sign(withdrawal)).code == 200)
    }
}
