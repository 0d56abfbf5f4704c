import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What the venue offers apart from markets (api.md, sections 7.27 and 7.32 to 7.35). Of what does not exist on the
    /// local venue the lists are empty.
    static let catalogueEndpoints: [(String, Route)] = [
        get("/api/v1/feeTiers", feeTiers),
        get("/api/v1/tokenlist", tokenList),
        get("/api/v1/layer1BasicInfo", layer1BasicInfo),
        get("/api/v1/leaseOptions", leaseOptions),
        get("/api/v1/leases", leases),
        get("/api/v1/publicPoolsMetadata", publicPools),
        get("/api/v1/events", events),
        get("/api/v1/deposit/networks", depositNetworks),
        get("/api/v1/fastbridge/info", fastBridge),
        get("/api/v1/leaderboard", leaderboard),
        get("/api/v1/pnlLeaderboard", profitLeaderboard),
    ]

    private static func feeTiers(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let filter = try request.query.choice("filter", ["perps", "spot", "bo", "all"], default: "all")
        let tiers: [JSON] = filter == "bo" ? [] : FeeTier.all.map(\.json)
        let members: [(String, JSON)] = [
            ("user_tiers", .array(tiers)), ("bo_tiers", .array([])), ("staking_tiers", .array([])),
        ]
        return Response(status: 200, .object(JSONObject(members)))
    }

    private static func tokenList(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let rows = engine.exchange.markets.map { state in
            JSON.object(
                JSONObject([
                    ("symbol", .string(state.market.symbol)),
                    ("name", .string(state.market.symbol)),
                    ("logo", ""),
                    ("logo_extension", "svg"),
                    ("description_key", ""),
                    ("gecko_id", ""),
                    ("paprika_id", ""),
                    ("market", state.market.isPerpetual ? "PERPS" : "SPOT"),
                    ("asset_type", "CRYPTO"),
                    ("categories", .array([])),
                    ("is_allowed_mainnet", true),
                    ("is_asset_allowed_mainnet", true),
                    ("default_order_book_group_by", 1),
                    ("backend_symbol", .string(state.market.symbol)),
                ])
            )
        }
        return .success([("tokens", .array(rows))])
    }

    /// There is no layer 1 below, so none of its nodes is ill.
    private static func layer1BasicInfo(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let contract: [(String, JSON)] = [("name", "ZkLighter"), ("address", .string(contractAddress))]
        return .success([
            ("l1_providers", .array([])),
            ("l1_providers_health", true),
            ("validator_info", .array([])),
            ("contract_addresses", .array([.object(JSONObject(contract))])),
            ("latest_l1_generic_block", 0),
            ("latest_l1_governance_block", 0),
            ("latest_l1_desert_block", 0),
        ])
    }

    private static func leaseOptions(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([("options", .array([])), ("lit_incentives_account_index", .integer(nilAccount))])
    }

    private static func leases(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        _ = try request.query.integer("limit", in: 1...100)
        try Authorization.require(account, of: request, engine)
        return .success([("leases", .array([]))])
    }

    private static func publicPools(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        _ = try request.query.requiredInteger("index", in: 0...Int64.max)
        _ = try request.requiredLimit()
        _ = try request.query.choice(
            "filter",
            ["all", "user", "protocol", "account_index", "stake"],
            default: "all"
        )
        if let account = try request.query.integer("account_index", in: AccountIndexKind.bounds) {
            try Authorization.require(account, of: request, engine)
        }
        return .success([("public_pools", .array([]))])
    }

    /// Binary options, of which there are none.
    private static func events(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        _ = try request.query.integer("limit", in: 1...100)
        return .success([("events", .array([]))])
    }

    private static func depositNetworks(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([("networks", .array([]))])
    }

    private static func fastBridge(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([("fast_bridge_limit", "0")])
    }

    /// Nobody competes here. No envelope.
    private static func leaderboard(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        _ = try request.query.requiredText("type")
        return Response(status: 200, .object(JSONObject([("entries", .array([]))])))
    }

    private static func profitLeaderboard(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        for name in ["time_window", "sort_by", "sort_dir"] { _ = try request.query.requiredText(name) }
        _ = try request.requiredLimit()
        _ = try request.query.requiredInteger("offset", in: 0...Int64.max)
        return .success([("entries", .array([])), ("total", 0), ("updated_at", .integer(engine.clock.seconds))])
    }

    /// The account index that stands for none.
    static let nilAccount: Int64 = 281_474_976_710_655
}

/// What trading costs by tier (api.md, section 8.3).
private struct FeeTier {
    let name: String
    let level: Int64
    /// Millionths of the value.
    let maker: Int64
    let taker: Int64
    let stake: Int64

    init(name: String, level: Int64, maker: Int64, taker: Int64, stake: Int64) {
        (self.name, self.level, self.maker, self.taker, self.stake) = (name, level, maker, taker, stake)
    }

    init(_ tier: AccountTier, level: Int64) {
        self.init(name: tier.rawValue, level: level, maker: tier.fees.maker, taker: tier.fees.taker, stake: 0)
    }

    static let all: [FeeTier] =
        [
            FeeTier(.standard, level: 0), FeeTier(.plus, level: 1),
        ]
        + premium.enumerated().map { number, tier in
            FeeTier(
                name: number == 0 ? "premium" : "premium_\(number)",
                level: Int64(number + 2),
                maker: tier.maker,
                taker: tier.taker,
                stake: tier.stake
            )
        }

    private static let premium: [(stake: Int64, maker: Int64, taker: Int64)] = [
        (0, 40, 280), (1_000, 39, 273), (3_000, 38, 266), (10_000, 36, 252), (30_000, 34, 238), (100_000, 32, 224),
        (300_000, 30, 210), (500_000, 28, 196),
    ]

    var json: JSON {
        .object(
            JSONObject([
                ("name", .string(name)),
                ("level", .integer(level)),
                ("maker_fee_ticks", .integer(maker)),
                ("taker_fee_ticks", .integer(taker)),
                ("required_lit_stakes", .integer(stake)),
                ("required_volume", 0),
            ])
        )
    }
}
