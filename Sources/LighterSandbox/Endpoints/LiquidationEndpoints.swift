import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What an account had to give up (api.md, section 7.22).
    static let liquidationEndpoints: [(String, Route)] = [get("/api/v1/liquidations", liquidations)]

    private static func liquidations(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let index = try request.requiredAccount()
        let limit = try request.requiredLimit()
        let market = try request.market(engine).map { engine.exchange.markets[$0].market.index.value }
        let before = try request.query.integer("cursor", in: 0...Int64.max) ?? .max
        try Authorization.require(index, of: request, engine)
        guard let account = engine.exchange.account(index) else { throw .accountNotFound }
        let found = account.liquidations.newest(limit + 1) { liquidation in
            liquidation.trade.index < before && (market == nil || market == liquidation.trade.market)
        }
        let page = found.prefix(limit)
        let rendering = LiquidationRendering(exchange: engine.exchange)
        let next: [(String, JSON)] =
            found.count > limit ? page.last.map { [("next_cursor", .text($0.trade.index))] } ?? [] : []
        return .success([("liquidations", .array(page.map(rendering.json)))] + next)
    }
}
