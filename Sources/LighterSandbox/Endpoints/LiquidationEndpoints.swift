import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What an account had to give up, and that it has read of it (api.md, sections 7.22, 7.32 and 10.5).
    static let liquidationEndpoints: [(String, Route)] = [
        get("/api/v1/liquidations", liquidations),
        post("/api/v1/notification/ack", acknowledge),
    ]

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

    private static func acknowledge(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.form.requiredInteger("account_index", in: AccountIndexKind.bounds)
        let notification = try request.form.requiredInteger("notif_id", in: 0...Int64.max)
        try Authorization.requireSigned(account, of: request, engine)
        try engine.acknowledge(liquidation: notification, of: account)
        return .success([])
    }
}
