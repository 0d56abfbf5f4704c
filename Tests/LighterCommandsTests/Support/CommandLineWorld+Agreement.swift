import LighterJSON
import LighterVenue
import Testing

extension CommandLineWorld {
    /// Lets things go wrong at the sandbox from now on.
    func setFaults(_ text: String) throws {
        #expect(try post("/sandbox/faults", [.init("faults", text)])["code"] == 200)
    }

    /// Moves the sandbox's clock on.
    func advanceClock(seconds: Int) throws {
        #expect(try post("/sandbox/clock", [.init("advance_ms", "\(seconds * 1000)")])["code"] == 200)
    }

    /// Changes something about a market of the sandbox.
    func setMarket(_ symbol: String, _ name: String, _ value: String) throws {
        let index = try lighter("markets", symbol).items("markets").first?["market_index"]?.integer
        let market = HTTPRequest.Field("market_id", "\(try #require(index))")
        #expect(try post("/sandbox/market", [market, .init(name, value)])["code"] == 200)
    }

    /// What this host's ledger says, newest first.
    func ledger() throws -> [JSON] {
        try lighter("orders", "--ledger", "--limit", "10000").items("transactions")
    }

    /// How many transactions the venue took, as far as the ledger knows.
    func takenCount() throws -> Int {
        try ledger().count { CommandLineWorld.takenFates.contains($0["fate"]?.string ?? "") }
    }

    private static let takenFates: Set<String> = ["accepted", "executed", "failed"]

    /// Requires that the ledger says of each transaction what the venue says: the venue knows those that were taken and no
    /// other, each has a nonce of its own, none of the nonces is missing, and no order was created twice.
    ///
    /// - Parameter foreign: how many transactions other hosts sent with the same key.
    func expectAgreement(foreign: Int = 0, _ location: SourceLocation = #_sourceLocation) throws {
        var taken: [Int64: String] = [:]
        var created: [String: Int] = [:]
        for row in try ledger() {
            let (hash, fate) = (row["tx_hash"]?.string ?? "", row["fate"]?.string ?? "")
            let isTaken = CommandLineWorld.takenFates.contains(fate)
            let known = try get("/api/v1/tx", [.init("by", "hash"), .init("value", hash)])
            let isKnown = known["hash"]?.string == hash
            #expect(isTaken == isKnown && fate != "intended", "\(hash) is \(fate) here", sourceLocation: location)
            guard isTaken, let nonce = row["nonce"]?.integer else { continue }
            let other = taken.updateValue(hash, forKey: nonce)
            #expect(other == nil, "two transactions of nonce \(nonce)", sourceLocation: location)
            if row["type"] == 14, fate != "failed", let index = row["client_order_index"]?.string {
                created[index, default: 0] += 1
            }
        }
        #expect(created.values.allSatisfy { $0 == 1 }, sourceLocation: location)
        let key = ["account_index", "api_key_index"].map { HTTPRequest.Field($0, "\(account[$0]?.integer ?? 0)") }
        let next = try get("/api/v1/nextNonce", key)["nonce"]?.integer ?? 0
        #expect(next == Int64(taken.count + foreign), sourceLocation: location)
        #expect(taken.keys.allSatisfy { $0 < next }, sourceLocation: location)
    }
}
