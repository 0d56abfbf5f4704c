import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

extension Order {
    /// The order as a flat object.
    func json(symbol: String) -> JSONObject {
        [
            "order_index": Figures.json(index),
            "client_order_index": Figures.json(clientIndex),
            "market": .string(symbol),
            "market_index": .integer(market.value),
            "side": .string(side.rawValue),
            "type": .string(type),
            "time_in_force": .string(timeInForce),
            "reduce_only": .bool(isReduceOnly),
            "price": Figures.json(price),
            "trigger_price": Figures.json(triggerPrice),
            "size": Figures.json(initialSize),
            "filled_size": Figures.json(filledSize),
            "remaining_size": Figures.json(remainingSize),
            "filled_notional": Figures.json(filledNotional),
            "average_price": Figures.json(Figures.average(filledNotional, filledSize)),
            "state": .string(state.rawValue),
            "status": .string(sanitized(status, limit: 60)),
            "reason": JSON(reason),
            "version": JSON(version),
            "expires_at": JSON(expiry),
            "created_at": JSON(createdAt),
            "updated_at": JSON(updatedAt),
        ]
    }

    /// Why the order ended, where it did not end well.
    var reason: String? {
        guard state.isFinal, state != .filled else { return nil }
        return OrderStatus(venueWord: status)?.reason
    }

    /// The order in full, for people.
    func details(symbol: String) -> Details {
        var details = Details()
        details.add("order", index.description)
        details.add("client order", clientIndex?.description)
        details.add("market", symbol)
        details.add("side", side)
        details.add("type", "\(type), \(timeInForce)" + (isReduceOnly ? ", reduce-only" : ""))
        details.add("size", initialSize.description)
        details.add("price", price.description)
        details.add("trigger", triggerPrice?.description)
        details.add("filled", filledSize.description)
        details.add("average", Figures.average(filledNotional, filledSize)?.description)
        details.add("state", Cell("\(state.rawValue) (\(sanitized(status, limit: 60)))", state.tone))
        details.add("reason", reason)
        details.add("expires", expiry.map(Figures.time))
        details.add("created", createdAt.map(Figures.time))
        return details
    }
}

/// Orders under each other.
enum OrderTable {
    static func page(_ orders: [(order: Order, symbol: String)]) -> Page {
        var table = Table(
            .left("ORDER"),
            .left("CLIENT").optional(2),
            .left("MARKET"),
            .left("SIDE"),
            .decimal("SIZE"),
            .decimal("FILLED").optional(1),
            .decimal("PRICE"),
            .left("TIF").optional(3),
            .left("STATE")
        )
        for (order, symbol) in orders {
            table.add(
                order.index.description,
                order.clientIndex?.description ?? "-",
                symbol,
                order.side.cell,
                order.initialSize.description,
                Cell(Figures.amount(order.filledSize), order.filledSize == .zero ? .plain : .strong),
                order.price.description,
                order.timeInForce,
                order.state.cell
            )
        }
        return .table(table, emptyNote: "no orders")
    }
}

extension OrderState: CellContent {
    var tone: Tone {
        switch self {
        case .submitted, .pending, .accepted, .triggered: .plain
        case .partiallyFilled, .filled: .gain
        case .canceled, .expired: .faint
        case .rejected: .loss
        case .unknown: .warning
        }
    }

    var cell: Cell { Cell(rawValue, tone) }
}
