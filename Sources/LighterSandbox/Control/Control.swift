import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterTransactions

/// What whoever plays the venue can do, on paths of the sandbox's own that the venue does not have: `POST /sandbox/clock`
/// moves time on, `POST /sandbox/market` sets a mark price or closes a market, `POST /sandbox/deposit` brings money from
/// layer 1, `POST /sandbox/faults` lets things go wrong.
enum Control {
    static let prefix = "/sandbox/"

    /// - Throws: ``Refusal``.
    static func answer(_ request: Request, _ state: inout Sandbox.State) throws(Refusal) -> Response {
        switch (request.method, request.path) {
        case (.get, "/sandbox/clock"): return clock(state)
        case (.post, "/sandbox/clock"):
            try advanceClock(request, &state)
            return clock(state)
        case (.post, "/sandbox/market"): return try setMarket(request, &state.engine)
        case (.post, "/sandbox/deposit"): return try deposit(request, &state.engine)
        case (.get, "/sandbox/faults"): return faults(state.faults)
        case (.post, "/sandbox/faults"):
            let text = request.form.text("faults") ?? ""
            do { state.faults.set(try FaultSettings(text).rules) } catch {
                throw .invalidParameter.detailed(error.description)
            }
            return faults(state.faults)
        default: throw .notFound
        }
    }

    /// The faults that are switched on, and how often each came to bear.
    private static func faults(_ plan: FaultPlan) -> Response {
        let counts = zip(plan.rules, plan.counts).map { rule, count in
            JSON.object(JSONObject([("fault", .string(rule.description)), ("count", .integer(Int64(count)))]))
        }
        return .success([("faults", .string(plan.text)), ("counts", .array(counts))])
    }

    private static func clock(_ state: Sandbox.State) -> Response {
        .success([
            ("time_ms", .integer(state.engine.clock.milliseconds)), ("ahead_ms", .integer(state.engine.lead / 1_000)),
        ])
    }

    /// `advance_ms`: how far time is to move on at once. Time never goes back.
    private static func advanceClock(_ request: Request, _ state: inout Sandbox.State) throws(Refusal) {
        let limit: Int64 = 366 * 24 * 3_600_000
        let step = try request.form.requiredInteger("advance_ms", in: 0...limit)
        guard state.engine.lead / 1_000 + step <= limit else {
            throw .invalidParameter.detailed("the clock may be at most a year ahead")
        }
        state.engine.skip(milliseconds: step)
    }

    /// `market_id`, and any of `mark_price`, `status`, and `withdraw_house` for an empty book.
    private static func setMarket(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let index = try request.form.requiredInteger("market_id", in: MarketIndexKind.bounds)
        guard let market = engine.exchange.market(index)?.market else { throw .invalidMarketIndex }
        let status = try request.form.text("status").map { _ throws(Refusal) in
            try request.form.choice("status", Market.Status.allCases.map(\.rawValue))
        }
        let price = try request.form.text("mark_price").map { text throws(Refusal) in
            try ticks(text, market)
        }
        if try request.form.flag("withdraw_house") == true { try engine.withdrawHouse(market: index) }
        if let price { try engine.setMarkPrice(price, market: index) }
        if let status = status.flatMap(Market.Status.init) { try engine.setStatus(status, market: index) }
        guard let state = engine.exchange.market(index) else { throw .invalidMarketIndex }
        return .success([
            ("market_id", .integer(index)),
            ("status", .string(state.market.status.rawValue)),
            ("mark_price", state.market.text(price: state.markPrice)),
        ])
    }

    /// `l1_address` and `amount`, in whole units of the asset; `asset_id` where it is not USDC.
    private static func deposit(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        guard let owner = LayerOneAddress(try request.form.requiredText("l1_address")) else {
            throw .invalidLayer1Address
        }
        let index = try request.form.integer("asset_id", in: AssetIndexKind.bounds) ?? Asset.usdc.index
        guard let asset = Asset.all.first(where: { $0.index == index }) else { throw .assetNotFound }
        let text = try request.form.requiredText("amount")
        guard let units = (try? Decimal(parsing: text))?.units(decimals: asset.decimals), units.isExact,
            let amount = Int64(exactly: units.whole)
        else { throw .invalidAssetAmount }
        let movement = try engine.deposit(asset, amount, from: owner)
        return .success([
            ("account_index", .integer(movement.recipient ?? 0)),
            ("l1_address", .string(owner.description)),
            ("asset_id", .integer(asset.index)),
            ("amount", .string(Amount.text(amount, decimals: asset.decimals))),
        ])
    }

    private static func ticks(_ text: String, _ market: Market) throws(Refusal) -> Ticks {
        do { return try market.precision.price(try Decimal(parsing: text)).ticks } catch {
            throw .invalidPrice.detailed("\(error)")
        }
    }
}
