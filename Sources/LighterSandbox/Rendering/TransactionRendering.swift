import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterTransactions

extension TransactionRecord {
    /// A transaction as the lists show it (api.md, section 7.20).
    var members: [(String, JSON)] {
        [
            ("hash", .string(hash)),
            ("type", .integer(type.rawValue)),
            ("info", .string(info)),
            ("event_info", .string(outcome?.eventInfo ?? "")),
            ("status", .integer(status.rawValue)),
            ("transaction_index", .integer(indexInBlock)),
            ("l1_address", .string(owner?.description ?? "")),
            ("account_index", .integer(account)),
            ("nonce", .integer(nonce)),
            ("expire_at", .integer(expiredAt)),
            ("block_height", .integer(block)),
            ("queued_at", .integer(queuedAt.milliseconds)),
            ("executed_at", .integer(executedAt?.milliseconds ?? 0)),
            ("sequence_index", .integer(sequenceIndex)),
            ("parent_hash", .string(parentHash)),
            ("api_key_index", .integer(apiKey)),
            ("transaction_time", .moment(executedAt ?? queuedAt)),
        ]
    }

    /// A transaction as `tx` shows it.
    var enriched: [(String, JSON)] { members + [("committed_at", 0), ("verified_at", 0)] }
}

extension Outcome {
    /// The text of `event_info` (api.md, section 4.1). `ae` is empty on success, else the refusal as JSON text.
    var eventInfo: String {
        let refused = refusal.flatMap { refusal in
            try? JSON.object(JSONObject([("code", .integer(refusal.code)), ("message", .string(refusal.message))]))
                .encoded()
        }
        let text = try? JSON.object(JSONObject(eventMembers + [("ae", .string(refused ?? ""))])).encoded()
        return text ?? ""
    }

    private var eventMembers: [(String, JSON)] {
        switch event {
        case .executed(let taker, let trade, let maker):
            var members: [(String, JSON)] = [("m", .integer(taker.market))]
            if let trade {
                let fields: [(String, JSON)] = [
                    ("p", .integer(trade.price)), ("s", .integer(trade.size)), ("tf", .integer(trade.takerFee)),
                    ("mf", .integer(trade.makerFee)),
                ]
                members.append(("t", .object(JSONObject(fields))))
            }
            if let maker { members.append(("mo", maker.event)) }
            return members + [("to", trade.map(taker.event(after:)) ?? taker.event)]
        case .canceled(let order):
            return [("a", .integer(order.account)), ("i", .integer(order.index)), ("u", .integer(order.clientIndex))]
        case .canceledAll(let account, _): return [("a", .integer(account))]
        case .modified(let old, let new): return [("m", .integer(old.market)), ("oo", old.event), ("no", new.event)]
        case .keyChanged(let address):
            return [("a", .integer(address.account.value)), ("k", .integer(address.key.value))]
        case .subAccount(let master, let index): return [("a", .integer(master)), ("s", .integer(index))]
        case .transferred(let movement):
            return [("f", .integer(movement.sender ?? 0)), ("t", .integer(movement.recipient ?? 0))]
        case .marginMoved(let account, let market, let amount):
            return [("a", .integer(account)), ("m", .integer(market)), ("u", .integer(amount))]
        case .leverage(let account, let market, let fraction):
            return [("a", .integer(account)), ("m", .integer(market)), ("imf", .integer(fraction))]
        case nil: return []
        }
    }
}
