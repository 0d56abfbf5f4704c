import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What longs and shorts pay each other (api.md, sections 7.10, 7.11 and 7.23).
    static let fundingEndpoints: [(String, Route)] = [
        get("/api/v1/fundings", fundings),
        get("/api/v1/funding-rates", fundingRates),
        get("/api/v1/positionFunding", positionFunding),
    ]

    private static let fundingLimit = 750

    /// From the start of the range on.
    private static func fundings(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        guard state.market.isPerpetual else { throw .invalidPerpetualMarketIndex }
        let resolution = try request.requiredResolution(Resolution.ofFunding)
        let times = try request.requiredTimes()
        let limit = try request.requiredCount(fundingLimit)
        var intervals: [FundingInterval] = []
        for rate in state.fundings.newest(.max).reversed() where times.contains(rate.time) {
            let start = rate.time.seconds - rate.time.seconds % resolution.seconds
            if intervals.last?.start == start {
                intervals[intervals.count - 1].add(rate)
            } else {
                guard intervals.count < limit else { break }
                intervals.append(FundingInterval(start: start))
                intervals[intervals.count - 1].add(rate)
            }
        }
        return .success([
            ("resolution", .string(resolution.word)), ("fundings", .array(intervals.map { $0.json(state.market) })),
        ])
    }

    /// Of this venue; it knows of no other.
    private static func fundingRates(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let exchange = engine.exchange
        let rows = exchange.markets.indices.compactMap { place -> JSON? in
            let market = exchange.markets[place].market
            guard market.isPerpetual, market.status == .active else { return nil }
            return .object(
                JSONObject([
                    ("market_id", .integer(market.index.value)),
                    ("exchange", "lighter"),
                    ("symbol", .string(market.symbol)),
                    // For eight hours.
                    ("rate", Amount.number(exchange.currentFundingRate(place) * 8, decimals: 6)),
                ])
            )
        }
        return .success([("funding_rates", .array(rows))])
    }

    private static func positionFunding(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let index = try request.requiredAccount()
        let limit = try request.requiredLimit()
        let markets = Set(try request.query.integers("market_ids", in: 0...Int64(Int16.max)))
        let side = try request.query.choice("side", ["all", "long", "short"], default: "all")
        let (start, end) = (try request.moment("start_timestamp"), try request.moment("end_timestamp"))
        let before = try request.query.integer("cursor", in: 0...Int64(Int32.max)).map(Int.init)
        try Authorization.require(index, of: request, engine)
        guard let account = engine.exchange.account(index) else { throw .accountNotFound }
        let found = account.fundings.newestNumbered(limit + 1, before: before) { payment in
            (markets.isEmpty || markets.contains(payment.market)) && (side == "all" || side == payment.side)
                && start.map { payment.rate.time >= $0 } ?? true && end.map { payment.rate.time <= $0 } ?? true
        }
        let page = found.prefix(limit)
        let rows = page.compactMap { entry in
            engine.exchange.market(entry.value.market).map { entry.value.json($0.market) }
        }
        let next = found.count > limit ? page.last.map { String($0.number) } ?? "" : ""
        return .success([("position_fundings", .array(rows)), ("next_cursor", .string(next))])
    }
}

/// The fundings of an hour or a day.
private struct FundingInterval {
    /// Seconds since the epoch.
    let start: Int64
    /// Millionths, above zero where longs paid.
    private var rate: Int64 = 0
    /// Paid for a whole of the base asset, in millionths of a tick.
    private var value: Int64 = 0

    init(start: Int64) { self.start = start }

    mutating func add(_ funding: FundingRate) {
        rate += funding.rate
        value += funding.rate * funding.markPrice
    }

    func json(_ market: Market) -> JSON {
        .object(
            JSONObject([
                ("timestamp", .integer(start)),
                ("value", .string(Amount.text(abs(value), decimals: market.precision.priceDecimals + 6))),
                ("rate", .string(Amount.text(abs(rate), decimals: 4))),
                ("direction", rate >= 0 ? "long" : "short"),
            ])
        )
    }
}
