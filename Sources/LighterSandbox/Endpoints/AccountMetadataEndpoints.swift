import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterTransactions

extension Router {
    /// What there is about an account beside its trading (api.md, sections 7.32 and 7.35). Nobody is referred, leases,
    /// asks for quotes or trades binary options here: those lists are empty and those sums zero.
    static let accountMetadataEndpoints: [(String, Route)] = [
        get("/api/v1/accountMetadata", accountMetadata),
        get("/api/v1/l1Metadata", layer1Metadata),
        get("/api/v1/partnerStats", partnerStatistics),
        get("/api/v1/referral/points", referralPoints),
        get("/api/v1/referral/stats", referralStatistics),
        get("/api/v1/referral/userReferrals", userReferrals),
        get("/api/v1/livePoints/total", livePoints),
        get("/api/v1/portfolio/boPnl", binaryOptionProfit),
        get("/api/v1/rfq/list", quoteRequests),
    ]

    private static func accountMetadata(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let exchange = engine.exchange
        let by = try request.query.choice("by", ["index", "l1_address"])
        let accounts: [Account]
        if by == "index" {
            accounts = [exchange.account(try request.requiredAccount("value"))].compactMap { $0 }
        } else {
            accounts = try exchange.accounts(ownedBy: try request.query.requiredText("value")).map {
                exchange.accounts[$0]
            }
        }
        guard !accounts.isEmpty else { throw .accountNotFound }
        let rows = accounts.map { account in
            JSON.object(
                JSONObject([
                    ("account_index", .integer(account.index)),
                    ("name", ""),
                    ("description", ""),
                    ("can_invite", false),
                    ("referral_points_percentage", ""),
                    ("created_at", 0),
                    ("can_rfq", false),
                    ("can_rfq_market_ids", .null),
                    ("metadata", .object(JSONObject([("color", "")]))),
                    ("agent_enabled", false),
                ])
            )
        }
        return .success([("account_metadatas", .array(rows))])
    }

    /// No envelope.
    private static func layer1Metadata(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let address = try requireOwner(request, engine)
        let members: [(String, JSON)] = [
            ("l1_address", .string(address)),
            ("can_invite", false),
            ("referral_points_percentage", ""),
            ("referral_program_kickback", ""),
            ("referral_program_kickback_history", .array([])),
        ]
        return Response(status: 200, .object(JSONObject(members)))
    }

    /// The address under `l1_address`, which has to own the account of the token.
    @discardableResult
    private static func requireOwner(_ request: Request, _ engine: Engine) throws(Refusal) -> String {
        let address = try request.query.requiredText("l1_address")
        let index = try Authorization.account(of: request, engine)
        guard let account = engine.exchange.account(index),
            account.owner == LayerOneAddress(address)
        else { throw .invalidToken("it is not for \(address.prefix(60))") }
        return account.owner.description
    }

    private static func requireAccount(_ request: Request, _ engine: Engine) throws(Refusal) {
        try Authorization.require(try request.requiredAccount(), of: request, engine)
    }

    /// Of integrators, which none is.
    private static func partnerStatistics(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        guard engine.exchange.account(try request.requiredAccount()) != nil else { throw .accountNotFound }
        let texts = [
            "total_fees_earned", "total_taker_fees_earned", "total_maker_fees_earned", "total_volume",
            "total_taker_volume", "total_maker_volume",
        ]
        let counts = ["total_trades", "total_taker_trades", "total_maker_trades", "unique_clients"]
        return .success(texts.map { ($0, Amount.usdc(0)) } + counts.map { ($0, 0) })
    }

    /// No envelope.
    private static func referralPoints(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        try requireAccount(request, engine)
        let members: [(String, JSON)] = [
            ("referrals", .array([])),
            ("user_total_points", 0),
            ("user_last_week_points", 0),
            ("user_total_referral_reward_points", 0),
            ("user_last_week_referral_reward_points", 0),
            ("reward_point_multiplier", "0"),
        ]
        return Response(status: 200, .object(JSONObject(members)))
    }

    private static func referralStatistics(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        try requireOwner(request, engine)
        return .success([("stats", .array([]))])
    }

    private static func userReferrals(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        try requireOwner(request, engine)
        let amounts = [
            "volume", "free_maker_volume", "free_taker_volume", "non_free_maker_volume", "non_free_taker_volume",
            "maker_fees_paid", "taker_fees_paid",
        ]
        let counts = ["count", "total_referrals", "total_premium_referrals"]
        let totals = amounts.map { ($0, Amount.usdc(0)) } + counts.map { ($0, JSON.integer(0)) }
        return .success([
            ("cursor", ""), ("referrals", .array([])), ("used_code", ""), ("totals", .object(JSONObject(totals))),
        ])
    }

    private static func livePoints(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        try requireAccount(request, engine)
        return .success([("total_live_points", 0)])
    }

    private static func binaryOptionProfit(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        try requireAccount(request, engine)
        return .success([("events", .array([]))])
    }

    private static func quoteRequests(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        if let account = try request.query.integer("account_index", in: AccountIndexKind.bounds) {
            try Authorization.require(account, of: request, engine)
        } else {
            _ = try Authorization.account(of: request, engine)
        }
        _ = try request.query.integer("limit", in: 1...100)
        return .success([("rfqs", .array([]))])
    }
}
