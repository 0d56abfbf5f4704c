import LighterEngine
import LighterJSON

extension Router {
    /// What an account gained, over time (api.md, section 7.21).
    static let profitEndpoints: [(String, Route)] = [get("/api/v1/pnl", profit)]

    private static let pointLimit = 500

    /// Sums since the account began, each as at the end of its interval.
    private static func profit(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        _ = try request.query.choice("by", ["index"])
        let index = try request.requiredAccount("value")
        let resolution = try request.requiredResolution(Resolution.ofProfit)
        let times = try request.requiredTimes()
        let limit = try request.requiredCount(pointLimit)
        let ignoresTransfers = try request.query.flag("ignore_transfers") ?? false
        try Authorization.require(index, of: request, engine)
        guard let account = engine.exchange.account(index) else { throw .accountNotFound }
        let first = max(times.lowerBound, engine.startedAt).seconds / resolution.seconds
        let last = min(times.upperBound, engine.clock).seconds / resolution.seconds
        guard first <= last else {
            return .success([("resolution", .string(resolution.word)), ("pnl", .array([]))])
        }
        var curve = ProfitCurve(account, engine.exchange, openedAt: engine.startedAt)
        let rows = (max(first, last - Int64(limit) + 1)...last).map { number in
            let end = Moment(milliseconds: (number + 1) * resolution.seconds * 1_000)
            curve.advance(to: min(end, engine.clock))
            return curve.entry(number * resolution.seconds, ignoresTransfers: ignoresTransfers)
        }
        return .success([("resolution", .string(resolution.word)), ("pnl", .array(rows))])
    }
}
