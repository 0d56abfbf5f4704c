import LighterEngine
import LighterJSON

extension Router {
    /// What the venue says of itself.
    static let systemEndpoints: [(String, Route)] = [
        get("/", status),
        get("/info", info),
        get("/api/v1/systemConfig", systemConfig),
        get("/api/v1/assetDetails", assetDetails),
        get("/api/v1/withdrawalDelay", withdrawalDelay),
        get("/api/v1/announcement", announcement),
    ]

    private static func status(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let members: [(String, JSON)] = [
            ("status", 200), ("network_id", 1), ("timestamp", .integer(engine.clock.seconds)),
        ]
        return Response(status: 200, .object(JSONObject(members)))
    }

    private static func info(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        Response(status: 200, .object(JSONObject([("contract_address", .string(contractAddress))])))
    }

    /// Of the rollup contract, which no layer 1 has.
    static let contractAddress = "0x" + String(repeating: "0", count: 36) + "5afe"

    private static func systemConfig(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([
            ("liquidity_pool_index", 281_474_976_710_654),
            ("staking_pool_index", 281_474_976_600_000),
            ("funding_fee_rebate_account_index", 5),
            ("liquidity_pool_cooldown_period", 300_000),
            ("staking_pool_lockup_period", 0),
            ("max_integrator_perps_maker_fee", 1_000),
            ("max_integrator_perps_taker_fee", 1_000),
            ("max_integrator_spot_maker_fee", 10_000),
            ("max_integrator_spot_taker_fee", 10_000),
            ("market_maker_incentive_account_index", 3),
            ("fee_collector_account_index", 4),
        ])
    }

    private static func assetDetails(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let wanted = try request.query.integer("asset_id", in: 0...Int64(Int16.max))
        let assets = Asset.all.filter { wanted == nil || $0.index == wanted }
        guard !assets.isEmpty else { throw .assetNotFound }
        let market = engine.exchange.market(0)
        return .success([("asset_details", .array(assets.map { $0.details(etherPrice: market) }))])
    }

    /// How long a withdrawal takes.
    static let withdrawalDelaySeconds: Int64 = 12_600

    private static func withdrawalDelay(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        Response(status: 200, .object(JSONObject([("seconds", .integer(withdrawalDelaySeconds))])))
    }

    private static func announcement(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([("announcements", .array([]))])
    }
}

extension Asset {
    /// An element of `asset_details` (api.md, section 7.25).
    fileprivate func details(etherPrice market: MarketState?) -> JSON {
        let price = self == .eth ? Amount.text((market?.markPrice ?? 0) * 10_000, decimals: 6) : "1.000000"
        let least = JSON.string(Amount.text(minimumTransfer, decimals: decimals))
        return .object(
            JSONObject([
                ("asset_id", .integer(index)),
                ("symbol", .string(symbol)),
                ("l1_decimals", .integer(Int64(layer1Decimals))),
                ("decimals", .integer(Int64(decimals))),
                ("min_transfer_amount", least),
                ("min_withdrawal_amount", least),
                ("margin_mode", .string(self == .usdc ? "enabled" : "disabled")),
                ("index_price", .string(price)),
                ("l1_address", .string(layer1Address)),
                ("global_supply_cap", "0"),
                ("liquidation_fee", "0"),
                ("liquidation_threshold", "0"),
                ("loan_to_value", "0"),
                ("price_decimals", 6),
                ("total_supplied", "0"),
                ("user_supply_cap", "0"),
                ("liquidation_factor", "0"),
                ("multiplier", "1"),
            ])
        )
    }
}
