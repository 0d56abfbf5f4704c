import LighterEngine
import LighterJSON

/// What one channel tells: everything at first, then what is new.
protocol StreamFeed {
    /// Whether it tells at fixed times, and not when something happens.
    var needsTicks: Bool { get }

    /// The members of the first message.
    mutating func snapshot(_ engine: Engine) -> [(String, JSON)]

    /// The members of the next message; nil when there is nothing to tell.
    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]?
}

extension StreamFeed {
    var needsTicks: Bool { false }
}

extension Engine {
    /// When a message is sent.
    var timestamp: (String, JSON) { ("timestamp", .integer(clock.milliseconds)) }
}

extension JSON {
    /// An object whose keys are numbers, in their order.
    static func map(_ members: [(Int64, JSON)]) -> JSON {
        .object(JSONObject(members.sorted { $0.0 < $1.0 }.map { (String($0.0), $0.1) }))
    }
}

extension Exchange {
    /// Orders as a map from markets to lists.
    func ordersByMarket(_ orders: [Order], block: Int64) -> JSON {
        .map(
            Dictionary(grouping: orders, by: \.market).compactMap { index, orders in
                market(index).map { state in (index, .array(orders.map { $0.json(state.market, block: block) })) }
            }
        )
    }

    /// Trades as a map from markets to lists, newest first.
    func tradesByMarket(_ trades: [Trade]) -> JSON {
        .map(
            Dictionary(grouping: trades, by: \.market).compactMap { index, trades in
                market(index).map { state in (index, .array(trades.reversed().map { $0.json(state.market) })) }
            }
        )
    }
}
