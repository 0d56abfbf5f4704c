import LighterJSON
import LighterLayerOne
import LighterSandbox
import LighterSigning
import LighterTransactions
import Testing

/// Keys, sub-accounts, transfers and withdrawals, as any client asks for them.
@Suite struct AccountTests {
    /// A registration of a fresh key, signed by it and by an owner on layer 1.
    private static func registration(
        _ client: SandboxClient,
        account: Int64? = nil,
        index: Int64 = 5,
        owner: LayerOneKey? = nil
    ) throws -> (key: PrivateKey, signed: SignedTransaction) {
        let key = try PrivateKey.generate()
        var change = ChangePublicKey(
            account: try AccountIndex(account ?? client.account),
            apiKey: try APIKeyIndex(index),
            publicKey: key.publicKey
        )
        var transaction = try client.transaction(.changePublicKey(change))
        let message = try #require(transaction.layerOneMessage)
        let signature = try #require((owner ?? client.server.identity.owner).sign(message))
        change.signature = try LayerOneSignature(signature.description)
        transaction.body = .changePublicKey(change)
        return (key, try transaction.signed(with: key))
    }

    @Test func aRegisteredKeySignsAndAReplacedOneNoLonger() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let (first, registration) = try Self.registration(client)
        #expect(try client.send(registration).code == 200)
        #expect(try client.refusal(of: registration) == nil)
        let path = "/api/v1/apikeys?account_index=\(client.account)&api_key_index=5"
        let row = try client.get(path).json["api_keys"]?.array?.first
        #expect(row?["public_key"] == .string(first.publicKey.hexDigits) && row?["nonce"] == 1)
        var cancel = CancelAllOrders(
            account: try AccountIndex(client.account),
            apiKey: try APIKeyIndex(5),
            schedule: .immediately
        )
        #expect(try client.send(client.sign(.cancelAllOrders(cancel), key: first)).code == 200)
        let (second, replacement) = try Self.registration(client)
        #expect(try client.send(replacement).code == 200 && client.refusal(of: replacement) == nil)
        #expect(try client.send(client.sign(.cancelAllOrders(cancel), key: first)).code == 21120)
        #expect(try client.send(client.sign(.cancelAllOrders(cancel), key: second)).code == 200)
        cancel.apiKey = try APIKeyIndex(6)
        #expect(try client.send(client.sign(.cancelAllOrders(cancel), key: second)).code == 21109)
    }

    @Test func onlyTheOwnerRegistersKeys() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stranger = try #require(LayerOneKey(hex: String(repeating: "11", count: 32)))
        let (key, foreign) = try Self.registration(client, owner: stranger)
        #expect(try client.send(foreign).code == 21504)
        let change = ChangePublicKey(
            account: try AccountIndex(client.account),
            apiKey: try APIKeyIndex(5),
            publicKey: key.publicKey
        )
        #expect(try client.send(client.sign(.changePublicKey(change), key: key)).code == 21504)
        // Signed by the key that is registered elsewhere, and not by the new one.
        let (_, good) = try Self.registration(client)
        let wrong = try good.transaction.signed(with: client.server.identity.privateKey)
        #expect(try client.send(wrong).code == 21120)
        #expect(try client.nextNonce(key: 5) == 0)
    }

    @Test func subAccountsAreFundedAndTrade() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let (account, apiKey) = (try AccountIndex(client.account), try APIKeyIndex(4))
        let create = try client.sign(.createSubAccount(CreateSubAccount(account: account, apiKey: apiKey)))
        #expect(try client.send(create).code == 200 && client.refusal(of: create) == nil)
        let owner = client.server.identity.owner.address
        let accounts = try client.get("/api/v1/accountsByL1Address?l1_address=\(owner)").json["sub_accounts"]?.array
        let sub = try #require(accounts?.last?["index"]?.integer)
        #expect(accounts?.count == 2 && accounts?.first?["index"]?.integer == client.account && sub > 1 << 47)

        let transfer = try client.sign(try Self.transfer(client, to: sub, amount: 1_500_000_000))
        #expect(try client.send(transfer).code == 200 && client.refusal(of: transfer) == nil)
        #expect(try Self.collateral(client, sub) == "1500.000000")
        #expect(try Self.collateral(client, client.account) == "8500.000000")

        let (key, registration) = try Self.registration(client, account: sub)
        #expect(try client.send(registration).code == 200 && client.refusal(of: registration) == nil)
        let terms = try client.terms(1, .buy, 1_000, at: 240_000, type: .market)
        let order = CreateOrder(account: try AccountIndex(sub), apiKey: try APIKeyIndex(5), order: terms)
        let signed = try client.sign(.createOrder(order), key: key)
        #expect(try client.send(signed).code == 200 && client.refusal(of: signed) == nil)
        // What the position needs does not leave.
        var back = try Self.transferTerms(try AccountIndex(sub), to: client.account, amount: 1_500_000_000)
        back.apiKey = try APIKeyIndex(5)
        #expect(try client.send(client.sign(.transfer(back), key: key)).code == 21301)
        let open = try client.sign(.createSubAccount(CreateSubAccount(account: account, apiKey: apiKey)))
        #expect(try client.send(open).code == 200)
    }

    @Test func assetsMoveBetweenRoutesAndOut() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        var toSpot = try Self.transferTerms(try AccountIndex(client.account), to: client.account, amount: 250_000_000)
        #expect(try client.send(client.sign(.transfer(toSpot))).code == 21124)
        toSpot.toRoute = .spot
        let moved = try client.sign(.transfer(toSpot))
        #expect(try client.send(moved).code == 200 && client.refusal(of: moved) == nil)
        #expect(try Self.collateral(client, client.account) == "9750.000000")
        func withdraw(_ amount: Int64, _ asset: Int64, _ route: AssetRoute) throws -> SandboxClient.Reply {
            try client.send(
                client.sign(
                    .withdraw(
                        Withdraw(
                            account: try AccountIndex(client.account),
                            apiKey: try APIKeyIndex(4),
                            asset: try AssetIndex(asset),
                            route: route,
                            amount: try AssetAmount(amount)
                        )
                    )
                )
            )
        }
        #expect(try withdraw(999_999, 3, .spot).code == 21116)
        #expect(try withdraw(2_750_000_001, 3, .spot).code == 21117)
        #expect(try withdraw(100_000_000, 1, .perps).code == 21805)
        #expect(try withdraw(100_000_000, 7, .spot).code == 21801)
        #expect(try withdraw(2_750_000_000, 3, .spot).code == 200)
        #expect(try withdraw(9_750_000_000, 3, .perps).code == 200)
        var account: JSON?
        for _ in 0..<100 where account?["collateral"] != "0.000000" {
            account = try client.get("/api/v1/account?by=index&value=\(client.account)").json["accounts"]?.array?.first
        }
        let dollars = account?["assets"]?.array?.first { $0["asset_id"] == 3 }
        #expect(account?["collateral"] == "0.000000" && dollars?["balance"] == "0.000000")
    }

    /// To somebody else's account it takes the owner's word, a fee, and the least amount.
    @Test func transfersToOthersAreSignedOnLayerOne() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        func send(_ amount: Int64, fee: Int64, isSigned: Bool) throws -> SandboxClient.Reply {
            var terms = try Self.transferTerms(try AccountIndex(client.account), to: 91_001, amount: amount)
            terms.fee = try FeeAmount(fee)
            var transaction = try client.transaction(.transfer(terms))
            if isSigned {
                let message = try #require(transaction.layerOneMessage)
                let signature = try #require(client.server.identity.owner.sign(message))
                terms.signature = try LayerOneSignature(signature.description)
                transaction.body = .transfer(terms)
            }
            return try client.send(transaction.signed(with: client.server.identity.privateKey))
        }
        #expect(try send(5_000_000, fee: 3_000_000, isSigned: false).code == 21504)
        #expect(try send(5_000_000, fee: 0, isSigned: true).code == 21134)
        #expect(try send(999_999, fee: 3_000_000, isSigned: true).code == 21118)
        #expect(try send(5_000_000, fee: 3_000_000, isSigned: true).code == 200)
        for _ in 0..<100 where try Self.collateral(client, client.account) != "9992.000000" {}
        #expect(try Self.collateral(client, client.account) == "9992.000000")
        let nobody = try client.sign(try Self.transfer(client, to: 7, amount: 5_000_000))
        #expect(try client.send(nobody).code == 21106)
    }

    private static func transfer(_ client: SandboxClient, to recipient: Int64, amount: Int64) throws -> TransactionBody
    {
        .transfer(try transferTerms(try AccountIndex(client.account), to: recipient, amount: amount))
    }

    private static func transferTerms(_ sender: AccountIndex, to recipient: Int64, amount: Int64) throws -> Transfer {
        Transfer(
            account: sender,
            apiKey: try APIKeyIndex(4),
            recipient: try AccountIndex(recipient),
            asset: try AssetIndex(3),
            fromRoute: .perps,
            toRoute: .perps,
            amount: try AssetAmount(amount),
            fee: try FeeAmount(0)
        )
    }

    private static func collateral(_ client: SandboxClient, _ account: Int64) throws -> JSON? {
        try client.get("/api/v1/account?by=index&value=\(account)").json["accounts"]?.array?.first?["collateral"]
    }
}
