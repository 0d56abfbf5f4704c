import LighterJSON
import LighterLedger
import LighterTransactions

/// What the ledger holds, for people and programs.
enum LedgerTable {
    static func report(_ entries: [LedgerEntry]) -> Report {
        var table = Table(
            .left("TIME"),
            .left("FATE"),
            .text("WHAT"),
            .left("CLIENT ID").optional(1),
            .right("NONCE").optional(3),
            .text("WHY")
        )
        for entry in entries {
            table.add(
                Figures.time(entry.intent.createdAt),
                Cell(entry.fate.rawValue, entry.fate.tone),
                entry.intent.summary,
                entry.intent.clientID ?? entry.intent.clientOrderIndex?.description ?? "",
                entry.intent.nonce.description,
                entry.reason ?? ""
            )
        }
        return Report(
            schema: "lighter.ledger/1",
            fields: [:],
            list: (key: "transactions", items: entries.map(\.json)),
            page: .table(table, emptyNote: "nothing was sent from here yet"),
            quiet: entries.map(\.intent.hash)
        )
    }
}

extension Fate {
    fileprivate var tone: Tone {
        switch self {
        case .intended: .warning
        case .accepted, .executed: .plain
        case .failed, .refused: .loss
        case .never: .faint
        }
    }
}

extension LedgerEntry {
    fileprivate var json: JSONObject {
        [
            "account": .string(key.account.description),
            "api_key_index": .integer(key.apiKey.value),
            "nonce": .integer(intent.nonce.value),
            "tx_hash": .string(intent.hash),
            "type": .integer(intent.type.rawValue),
            "summary": .string(intent.summary),
            "market_index": JSON(intent.market?.value),
            "client_order_index": Figures.json(intent.clientOrderIndex),
            "client_id": JSON(intent.clientID),
            "fate": .string(fate.rawValue),
            "venue_code": JSON(code),
            "reason": JSON(reason),
            "sent_at": .integer(intent.createdAt),
            "settled_at": JSON(settledAt),
            "expires_at": .integer(intent.expiresAt),
        ]
    }
}
