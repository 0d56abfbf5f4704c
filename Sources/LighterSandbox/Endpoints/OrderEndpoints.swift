import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// An account's orders, for its own tokens only (api.md, section 7.16).
    static let orderEndpoints: [(String, Route)] = [
        get("/api/v1/accountActiveOrders", activeOrders),
        get("/api/v1/accountInactiveOrders", inactiveOrders),
        get("/api/v1/accountOrders", ordersByClientIndex),
    ]

    /// How many client indices one request may name.
    private static let clientIndexLimit = 20

    private static func activeOrders(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try authorizedAccount(request, engine)
        let exchange = engine.exchange
        let market = try request.market(engine).map { exchange.markets[$0].market.index.value }
        let passesType = try request.marketTypeFilter()
        let orders = account.openOrders.union(account.waitingOrders).compactMap {
            exchange.order($0, of: account.index)
        }
        .filter { order in
            (market == nil || order.market == market)
                && exchange.market(order.market).map { passesType($0.market) } == true
        }
        .sorted { $0.sequence > $1.sequence }
        return .success([("orders", json(orders, engine))])
    }

    private static func inactiveOrders(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try authorizedAccount(request, engine)
        let exchange = engine.exchange
        let market = try request.market(engine).map { exchange.markets[$0].market.index.value }
        let (passesType, side) = (try request.marketTypeFilter(), try request.sideFilter())
        let seconds = try between(request)
        let limit = try request.requiredLimit()
        let before = try request.query.integer("cursor", in: 0...Int64(Int32.max)).map(Int.init)
        let found = account.inactiveOrders.newestNumbered(limit + 1, before: before) { order in
            (market == nil || order.market == market) && (side == nil || order.side == side)
                && (seconds == nil || seconds?.contains(order.updatedAt.seconds) == true)
                && exchange.market(order.market).map { passesType($0.market) } == true
        }
        let page = found.prefix(limit)
        let next: [(String, JSON)] =
            found.count > limit ? page.last.map { [("next_cursor", .text(Int64($0.number)))] } ?? [] : []
        return .success(next + [("orders", json(page.map(\.value), engine))])
    }

    private static func ordersByClientIndex(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account: Int64
        if let asked = try request.query.integer("account_index", in: AccountIndexKind.bounds) {
            try Authorization.require(asked, of: request, engine)
            account = asked
        } else {
            account = try Authorization.account(of: request, engine)
        }
        let text = try request.query.requiredText("client_order_indexes")
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= clientIndexLimit else {
            throw .invalidParameter.detailed("at most \(clientIndexLimit) client_order_indexes")
        }
        var orders: [Order] = []
        for part in parts {
            guard let index = Int64(part), ClientOrderIndexKind.bounds.contains(index) else {
                throw .invalidParameter.detailed("\"\(part.prefix(40))\" is no client order index")
            }
            if let order = engine.exchange.order(clientIndex: index, of: account) { orders.append(order) }
        }
        return .success([("orders", json(orders, engine))])
    }

    private static func authorizedAccount(_ request: Request, _ engine: Engine) throws(Refusal) -> Account {
        let index = try request.requiredAccount()
        try Authorization.require(index, of: request, engine)
        guard let account = engine.exchange.account(index) else { throw .accountNotFound }
        return account
    }

    /// `between_timestamps`: `start-end`, in seconds.
    private static func between(_ request: Request) throws(Refusal) -> ClosedRange<Int64>? {
        guard let text = request.query.text("between_timestamps") else { return nil }
        let ends = text.split(separator: "-").map { Int64($0) }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start <= end else {
            throw .invalidParameter.detailed("between_timestamps should be start-end, both in seconds")
        }
        return start...end
    }

    private static func json(_ orders: [Order], _ engine: Engine) -> JSON {
        .array(
            orders.compactMap { order in
                engine.exchange.market(order.market).map { order.json($0.market, block: engine.block) }
            }
        )
    }
}
