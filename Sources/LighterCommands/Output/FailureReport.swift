import LighterJSON
import LighterStatus

extension Failure {
    /// The failure as the contract's error object.
    var json: JSONObject {
        var object: JSONObject = [
            "schema": "lighter.error/1",
            "code": .string(code),
            "class": .string(exit.name),
            "exit": .integer(Int64(exit.rawValue)),
            "effect": .string(effect.rawValue),
            "retry": .string(retry.rawValue),
            "retry_after_ms": JSON(retryAfterMilliseconds),
            "message": .string(message),
            "hint": JSON(hint),
        ]
        if let venue {
            object["venue"] = [
                "http": JSON(venue.http.map(Int64.init)), "code": JSON(venue.code.map(Int64.init)),
                "message": JSON(venue.message),
            ]
        } else {
            object["venue"] = .null
        }
        object["context"] = [
            "profile": JSON(context.profile), "network": JSON(context.network), "command": JSON(context.command),
            "market": JSON(context.market),
            "client_order_index": JSON(context.clientOrderIndex.map(String.init)),
            "nonce": JSON(context.nonce), "tx_hash": JSON(context.txHash),
        ]
        return object
    }

    /// The failure for people: a line, and what to do about it.
    var text: String {
        let advice = hint.map { "  try: \($0)\n" } ?? ""
        return "lighter: \(message)\n\(advice)"
    }
}
