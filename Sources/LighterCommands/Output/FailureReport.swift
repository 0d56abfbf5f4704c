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
            "hint": .string(advice),
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
        "lighter: \(message)\n  try: \(advice)\n"
    }

    /// What to do: about this failure, about its code in general, or how to learn more of it.
    private var advice: String { context.pasted(hint ?? ErrorCode.lookup(code)?.hint ?? "lighter explain \(code)") }
}

extension FailureContext {
    /// A hint as it can be pasted: under the profile that was asked for, and with nothing left to fill in.
    func pasted(_ hint: String) -> String {
        guard hint.hasPrefix("lighter ") else { return hint }
        let whole = FailureContext.general[hint] ?? hint
        guard let profileOption, !whole.contains(" -p "), !whole.hasSuffix("--help"),
            !FailureContext.withoutProfile.contains(where: whole.hasPrefix)
        else { return whole }
        return "lighter -p \(quotedForShell(profileOption)) \(whole.dropFirst("lighter ".count))"
    }

    /// What is the same under every profile, and works where that one is wrong.
    private static let withoutProfile = [
        "lighter explain", "lighter keys list", "lighter profile init", "lighter profile list", "lighter profile use",
        "lighter sandbox", "lighter version",
    ]

    /// What to do where nobody knows what the hint is about.
    private static let general = [
        "lighter tx <hash>": "lighter orders --ledger",
        "lighter order <client id>": "lighter orders",
        "lighter orders --market <market>": "lighter orders",
        "lighter markets <market>": "lighter markets",
        "lighter book <market>": "lighter markets",
    ]
}
