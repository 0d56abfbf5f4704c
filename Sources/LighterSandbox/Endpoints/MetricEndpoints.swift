import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What the venue as a whole did (api.md, section 7.34).
    static let metricEndpoints: [(String, Route)] = [
        get("/api/v1/exchangeMetrics", exchangeMetrics),
        get("/api/v1/executeStats", executionStatistics),
    ]

    /// How many hours back each period reaches; no market remembers more than a day.
    private static let periods: [String: Int64] = [
        "h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "q": 24 * 91, "y": 24 * 365, "all": .max,
    ]
    /// What is counted by the hour.
    private static let counted = ["volume", "trade_count"]
    /// What is known of the present alone.
    private static let present = ["open_interest", "account_count"]
    /// What the local venue neither takes nor does. The rest of the venue's kinds are known of no hour.
    private static let never = ["withdraw_fee", "buyback", "buyback_usdc"]
    private static let unknown = ["inflow", "outflow", "active_account_count", "tps"]
    /// What is counted of the trades that markets remember.
    private static let fees = ["maker_fee", "taker_fee"]
    private static let liquidated = ["liquidation_fee", "liquidation_count", "liquidation_volume"]

    private static func exchangeMetrics(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let period = try request.query.choice("period", periods.keys.sorted())
        let kind = try request.query.choice(
            "kind",
            counted + present + never + fees + liquidated + unknown + ["transfer_fee"]
        )
        var states = engine.exchange.markets
        if request.query.text("filter") != nil {
            _ = try request.query.choice("filter", ["byMarket"])
            let symbol = try request.query.requiredText("value")
            states = states.filter { $0.market.symbol == symbol }
            guard !states.isEmpty else {
                throw .invalidParameter.detailed("no market \"\(symbol.prefix(40))\"")
            }
        }
        let now = engine.clock.seconds / 3_600
        let rows: [(hour: Int64, value: JSON)]
        switch kind {
        case "open_interest":
            let value = states.filter(\.market.isPerpetual).reduce(0) { $0 &+ $1.openInterest &* $1.markPrice }
            rows = [(now, Amount.number(value, decimals: Asset.usdc.decimals))]
        case "account_count": rows = [(now, .integer(Int64(engine.exchange.accounts.count)))]
        case "transfer_fee":
            let movements = engine.exchange.movements.newest(.max) { $0.fee > 0 }
            rows = sums(movements.map { ($0.time.seconds / 3_600, $0.fee) }, now, period)
                .map { ($0.hour, Amount.number($0.sum, decimals: Asset.usdc.decimals)) }
        case _ where fees.contains(kind):
            let values = states.flatMap { $0.trades.newest(.max) { $0.kind == .trade } }.map { trade in
                let side = kind == "maker_fee" ? trade.makerSide : trade.makerSide.opposite
                return (trade.time.seconds / 3_600, trade.fee(of: side))
            }
            rows = sums(values, now, period)
                .map { ($0.hour, Amount.number($0.sum, decimals: Asset.usdc.decimals)) }
        case _ where liquidated.contains(kind):
            let trades = states.flatMap { $0.trades.newest(.max) { $0.kind != .trade } }
            let values = trades.map { trade in
                let value =
                    kind == "liquidation_fee"
                    ? trade.fee(of: trade.makerSide.opposite) : kind == "liquidation_volume" ? trade.quote : 1
                return (trade.time.seconds / 3_600, value)
            }
            let decimals = kind == "liquidation_count" ? 0 : Asset.usdc.decimals
            rows = sums(values, now, period).map { ($0.hour, Amount.number($0.sum, decimals: decimals)) }
        default:
            let reach = periods[period] ?? 0
            let hours = states.flatMap(\.statistics.hours).filter { now - $0.number < reach }
            let byHour = Dictionary(grouping: hours, by: \.number).sorted { $0.key < $1.key }
            rows = byHour.compactMap { hour, parts in value(kind, parts).map { (hour, $0) } }
        }
        return .success([
            (
                "metrics",
                .array(
                    rows.map { .object(JSONObject([("timestamp", .integer($0.hour * 3_600)), ("data", $0.value)])) }
                )
            )
        ])
    }

    /// Sums by the hour, as far back as the period reaches.
    private static func sums(
        _ values: [(hour: Int64, value: Int64)],
        _ now: Int64,
        _ period: String
    ) -> [(hour: Int64, sum: Int64)] {
        let reach = periods[period] ?? 0
        return Dictionary(values.filter { now - $0.hour < reach }.map { ($0.hour, $0.value) }, uniquingKeysWith: +)
            .sorted { $0.key < $1.key }.map { (hour: $0.key, sum: $0.value) }
    }

    private static func value(_ kind: String, _ hours: [DailyStatistics.Hour]) -> JSON? {
        switch kind {
        case "volume": Amount.number(hours.reduce(0) { $0 &+ $1.quote }, decimals: Asset.usdc.decimals)
        case "trade_count": .integer(hours.reduce(0) { $0 + $1.trades })
        default: never.contains(kind) ? 0 : nil
        }
    }

    /// Slippage beside other venues, which nobody measures here.
    private static func executionStatistics(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let period = try request.query.choice("period", ["d", "w", "m", "q", "y", "all"])
        return Response(status: 200, .object(JSONObject([("period", .string(period)), ("result", .array([]))])))
    }
}
