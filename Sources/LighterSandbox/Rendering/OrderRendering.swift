import LighterEngine
import LighterJSON
import LighterTransactions

extension Order {
    /// An order of the order lists (api.md, section 7.16).
    func json(_ market: Market, block: Int64) -> JSON {
        .object(
            JSONObject(
                distinct: identity(market) + terms(market) + state(market) + groupMembers + times(block: block)
            )
        )
    }

    private func identity(_ market: Market) -> [(String, JSON)] {
        [
            ("order_index", .integer(index)),
            ("client_order_index", .integer(clientIndex)),
            ("order_id", .text(index)),
            ("client_order_id", .text(clientIndex)),
            ("market_index", .integer(self.market)),
            ("owner_account_index", .integer(account)),
            ("market_symbol", .string(market.symbol)),
            ("market_kind", .string(market.kindWord)),
        ]
    }

    private func terms(_ market: Market) -> [(String, JSON)] {
        [
            ("initial_base_amount", market.text(size: initialSize)),
            ("price", market.text(price: price)),
            ("base_size", .integer(initialSize)),
            ("base_price", .integer(price)),
            ("is_ask", .bool(side.isAsk)),
            ("side", .string(side.rawValue)),
            ("type", .string(kind.word)),
            ("time_in_force", .string(timeInForce.word)),
            ("reduce_only", .bool(reduceOnly)),
            ("trigger_price", market.text(price: trigger.price)),
            ("order_expiry", .integer(expiry)),
        ]
    }

    private func state(_ market: Market) -> [(String, JSON)] {
        [
            ("status", .string(status.word)),
            ("remaining_base_amount", market.text(size: remainingSize)),
            ("filled_base_amount", market.text(size: filledSize)),
            ("filled_quote_amount", market.text(quote: filledQuote)),
            ("trigger_status", .string(trigger.word)),
            ("trigger_time", .integer(trigger.time?.milliseconds ?? 0)),
            ("nonce", .integer(sequence)),
            ("order_version", .integer(version)),
            ("order_flags", 0),
            ("integrator_fee_collector_index", "0"),
            ("integrator_maker_fee", "0"),
            ("integrator_taker_fee", "0"),
        ]
    }

    private var groupMembers: [(String, JSON)] {
        [
            ("parent_order_index", .integer(group.parent)),
            ("parent_order_id", .text(group.parent)),
            ("to_trigger_order_id_0", .text(group.firstChild)),
            ("to_trigger_order_id_1", .text(group.secondChild)),
            ("to_cancel_order_id_0", .text(group.sibling)),
        ]
    }

    private func times(block: Int64) -> [(String, JSON)] {
        [
            ("block_height", .integer(block)),
            ("timestamp", .integer(updatedAt.milliseconds)),
            ("created_at", .integer(createdAt.milliseconds)),
            ("updated_at", .integer(updatedAt.milliseconds)),
            ("transaction_time", .moment(updatedAt)),
        ]
    }

    /// An order inside `event_info`, in raw numbers (api.md, section 4.1).
    var event: JSON { event(remaining: remainingSize, status) }

    /// The order as its first trade left it: still in progress, unless that filled it.
    func event(after trade: Trade) -> JSON {
        let remaining = initialSize - trade.size
        return remaining > 0 ? event(remaining: remaining, .inProgress) : event
    }

    private func event(remaining: Lots, _ status: OrderStatus) -> JSON {
        .object(
            JSONObject([
                ("i", .integer(index)),
                ("u", .integer(clientIndex)),
                ("a", .integer(account)),
                ("is", .integer(initialSize)),
                ("p", .integer(price)),
                ("rs", .integer(remaining)),
                ("ia", .integer(side.isAsk ? 1 : 0)),
                ("ot", .integer(kind.rawValue)),
                ("f", .integer(timeInForce.rawValue)),
                ("ro", .integer(reduceOnly ? 1 : 0)),
                ("tp", .integer(trigger.price)),
                ("e", .integer(expiry)),
                ("st", .integer(status.rawValue)),
                ("ts", .integer(trigger.status.rawValue)),
                ("t0", .integer(group.firstChild)),
                ("t1", .integer(group.secondChild)),
                ("c0", .integer(group.sibling)),
            ])
        )
    }
}

extension OrderKind {
    /// The venue's word (api.md, section 4.3).
    var word: String {
        switch self {
        case .limit: "limit"
        case .market: "market"
        case .stopLoss: "stop-loss"
        case .stopLossLimit: "stop-loss-limit"
        case .takeProfit: "take-profit"
        case .takeProfitLimit: "take-profit-limit"
        case .twap: "twap"
        case .twapSlice: "twap-sub"
        case .liquidation: "liquidation"
        }
    }
}

extension TimeInForce {
    /// The venue's word (api.md, section 4.3).
    var word: String {
        switch self {
        case .immediateOrCancel: "immediate-or-cancel"
        case .goodTillTime: "good-till-time"
        case .postOnly: "post-only"
        }
    }
}

extension OrderTrigger {
    /// The venue's word for what the order waits for (api.md, section 4.3).
    fileprivate var word: String {
        switch status {
        case .none: time == nil ? "na" : "ready"
        case .markPrice: "mark-price"
        case .twap: "twap"
        case .parentOrder: "parent-order"
        }
    }
}
