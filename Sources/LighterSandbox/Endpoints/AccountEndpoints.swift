import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterSigning
import LighterTransactions

extension Router {
    /// Accounts and their keys (api.md, sections 7.13 to 7.15, 7.17 and 7.24).
    static let accountEndpoints: [(String, Route)] = [
        get("/api/v1/account", account),
        get("/api/v1/accountsByL1Address", accountsByLayer1Address),
        get("/api/v1/apikeys", apiKeys),
        get("/api/v1/nextNonce", nextNonce),
        get("/api/v1/accountLimits", accountLimits),
        post("/api/v1/changeAccountTier", changeTier),
    ]

    private static func account(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let exchange = engine.exchange
        let activeOnly = try request.query.flag("active_only") ?? false
        let places: [Int]
        switch try request.query.choice("by", ["index", "l1_address"]) {
        case "index":
            let index = try request.requiredAccount("value")
            places = exchange.place(ofAccount: index).map { [$0] } ?? []
        default: places = try exchange.accounts(ownedBy: try request.query.requiredText("value"))
        }
        guard !places.isEmpty else { throw .accountNotFound }
        let accounts = places.map { AccountRendering(exchange: exchange, place: $0).detailed(activeOnly: activeOnly) }
        return .success([
            ("total", .integer(Int64(accounts.count))), ("accounts", .array(accounts)), ("next_cursor", ""),
        ])
    }

    private static func accountsByLayer1Address(
        _ request: Request,
        _ engine: inout Engine
    ) throws(Refusal) -> Response {
        let address = try request.query.requiredText("l1_address")
        let exchange = engine.exchange
        let places = try exchange.accounts(ownedBy: address)
        guard let first = places.first else { throw .accountNotFound }
        return .success([
            ("l1_address", .string(exchange.accounts[first].owner.description)),
            ("sub_accounts", .array(places.map { AccountRendering(exchange: exchange, place: $0).brief })),
        ])
    }

    private static func apiKeys(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        let wanted = try request.query.integer("api_key_index", in: 0...255) ?? 255
        guard engine.exchange.place(ofAccount: account) != nil else { throw .accountNotFound }
        let keys = engine.keys
            .filter { $0.key.account.value == account && (wanted == 255 || $0.key.key.value == wanted) }
            .sorted { $0.key.key < $1.key.key }
        guard !keys.isEmpty else { throw .keyNotFound }
        let nonces = keys.map { engine.nextNonce(of: $0.key) }
        let rows = zip(keys, nonces).map { key, nonce in
            JSON.object(
                JSONObject([
                    ("account_index", .integer(account)),
                    ("api_key_index", .integer(key.key.key.value)),
                    ("nonce", .integer(nonce)),
                    ("public_key", .string(key.value.publicKey.hexDigits)),
                    ("transaction_time", .moment(key.value.registeredAt)),
                ])
            )
        }
        return .success([("api_keys", .array(rows))])
    }

    private static func nextNonce(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        let index = try request.query.requiredInteger("api_key_index", in: APIKeyIndexKind.bounds)
        guard let account = AccountIndex(exactly: account), let index = APIKeyIndex(exactly: index),
            engine.exchange.place(ofAccount: account.value) != nil
        else { throw .accountNotFound }
        // An index without a key has its sequence too: the official SDK asks for it before it registers one.
        return .success([("nonce", .integer(engine.nextNonce(of: KeyAddress(account: account, key: index))))])
    }

    private static func accountLimits(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        try Authorization.require(account, of: request, engine)
        guard let owner = engine.exchange.account(account)?.owner else { throw .accountNotFound }
        let fees = engine.tiers.tier(of: owner).fees
        let tier = JSON.string(engine.tiers.tier(of: owner).rawValue)
        return .success([
            ("max_llp_percentage", 25),
            ("user_tier", tier),
            ("can_create_public_pool", false),
            ("max_llp_amount", "1000000"),
            ("current_maker_fee_tick", .integer(fees.maker)),
            ("current_taker_fee_tick", .integer(fees.taker)),
            ("effective_lit_stakes", "0"),
            ("leased_lit", "0"),
            ("user_tier_name", tier),
            ("user_tier_last_update", .integer(engine.tiers.lastChange(of: owner)?.seconds ?? 0)),
            ("bo_user_tier_name", "standard"),
            ("bo_fee_rate", 1),
        ])
    }
}

extension Router {
    private static func changeTier(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.form.requiredInteger("account_index", in: AccountIndexKind.bounds)
        guard let tier = AccountTier(rawValue: try request.form.requiredText("new_tier")) else { throw .invalidTier }
        try Authorization.requireSigned(account, of: request, engine)
        try engine.changeTier(of: account, to: tier)
        return .success([])
    }
}

extension Exchange {
    /// The places of the accounts of an owner on layer 1, the master account first.
    ///
    /// - Throws: ``Refusal`` for what is no address.
    func accounts(ownedBy text: String) throws(Refusal) -> [Int] {
        guard let owner = LayerOneAddress(text) else { throw .invalidLayer1Address }
        return accounts.indices.filter { accounts[$0].owner == owner }
    }
}
