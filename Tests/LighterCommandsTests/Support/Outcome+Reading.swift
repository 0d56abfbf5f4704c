import LighterJSON
import LighterStatus
import Testing

extension Outcome {
    /// Standard output as the JSON it should be.
    var json: JSON {
        get throws { try JSON.decode(output) }
    }

    /// The objects of NDJSON.
    var lines: [JSON] {
        get throws { try output.split(separator: "\n").map { try JSON.decode(String($0)) } }
    }

    /// What a list command listed.
    func items(_ key: String) throws -> [JSON] {
        try #require(try json[key]?.array, "no list \(key) in: \(output)\(errors)")
    }

    /// The text under a key of the JSON on standard output.
    func text(_ key: String) throws -> String? { try json[key]?.string }

    /// The error object: the last line of standard error.
    var failure: JSON {
        get throws { try JSON.decode(String(try #require(errors.split(separator: "\n").last, "nothing on stderr"))) }
    }

    /// Requires that it went well.
    func expectSuccess(_ location: SourceLocation = #_sourceLocation) {
        #expect(status == 0, "\(output)\(errors)", sourceLocation: location)
    }

    /// Requires that a preparation was done, without which the test is none.
    func expectDone() throws { try #require(status == 0, "\(errors)") }

    /// Requires a failure as the contract has it: the exit code and the code, nothing on standard output, and every key
    /// of the error object, which agrees with the exit code.
    @discardableResult
    func expectFailure(
        _ exit: Int32,
        _ code: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        #expect(status == exit, "\(output)\(errors)", sourceLocation: location)
        #expect(output.isEmpty, sourceLocation: location)
        let failure = try failure
        let keys = Set(failure.object?.keys ?? [])
        let contextKeys = Set(failure["context"]?.object?.keys ?? [])
        #expect(keys.isSuperset(of: Outcome.errorKeys), "\(errors)", sourceLocation: location)
        #expect(contextKeys.isSuperset(of: Outcome.contextKeys), "\(errors)", sourceLocation: location)
        #expect(failure["schema"] == "lighter.error/1", sourceLocation: location)
        #expect(failure["exit"]?.integer == Int64(exit), sourceLocation: location)
        #expect(failure["message"]?.string?.isEmpty == false, sourceLocation: location)
        // What to do is always told, and every code can be explained.
        #expect(failure["hint"]?.string?.isEmpty == false, "\(errors)", sourceLocation: location)
        let meanings = Explanation.meanings(of: failure["code"]?.string ?? "")
        #expect(!meanings.isEmpty, "\(errors)", sourceLocation: location)
        if let code { #expect(failure["code"]?.string == code, "\(errors)", sourceLocation: location) }
        // A script may retry on 69 and 75 alone.
        #expect((failure["retry"] == "safe") == [69, 75].contains(exit), sourceLocation: location)
        return failure
    }

    private static let errorKeys: Set<String> = [
        "schema", "code", "class", "exit", "effect", "retry", "retry_after_ms", "message", "hint", "venue", "context",
    ]
    private static let contextKeys: Set<String> = [
        "profile", "network", "command", "market", "client_order_index", "nonce", "tx_hash",
    ]
}
