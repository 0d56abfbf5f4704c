import LighterTransactions
import TestSupport
import Testing

@testable import LighterLedger

/// What the next run of a canary finds of those before it.
@Suite struct CanaryLedgerTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func ledger() throws -> Ledger { try Ledger(directory: directory.path) }

    private func canary(_ profile: String = "prod", venue: String = "testnet") throws -> CanaryIdentity {
        CanaryIdentity(profile: profile, venue: venue, account: try AccountIndex(7))
    }

    private func run(_ name: String, _ outcome: CanaryRecord.Outcome?, of canary: CanaryIdentity) throws {
        let ledger = try ledger()
        try ledger.begin(CanaryRecord(run: name, startedAt: 1_000), of: canary)
        guard let outcome else { return }
        try ledger.finish(CanaryRecord(run: name, startedAt: 1_000, finishedAt: 2_000, outcome: outcome, terminal: 5))
    }

    @Test func failuresInARowAreCounted() throws {
        let canary = try canary()
        var number = 0
        func failures(after outcomes: CanaryRecord.Outcome?...) throws -> Int {
            for outcome in outcomes {
                number += 1
                try run("run-\(number)", outcome, of: canary)
            }
            return try ledger().canaryStreak(profile: "prod").failures
        }
        #expect(try ledger().canaryStreak(profile: "prod") == (0, nil))
        // One that was killed did not pass; one that a person stopped says nothing.
        #expect(try failures(after: .failed, nil, .interrupted) == 2)
        #expect(try failures(after: .passed) == 0)
        #expect(try failures(after: .interrupted) == 0)
        #expect(try failures(after: .failed, .interrupted, nil) == 2)
        #expect(try ledger().canaryStreak(profile: "prod").lastPass == 2_000)
        #expect(try ledger().canaryStreak(profile: "other") == (0, nil))
        let newest = try ledger().canaryRuns(profile: "prod", limit: 2)
        #expect(newest.map(\.run) == ["run-8", "run-7"] && newest.map(\.outcome) == [nil, .interrupted])
        #expect(newest.last?.terminal == 5)
    }

    @Test func anOrderIsTheNextRunsUntilItIsOver() throws {
        let order = CanaryOrder(
            run: "a",
            name: "canary-a-1",
            clientIndex: try ClientOrderIndex(9),
            market: try MarketIndex(0)
        )
        try run("a", nil, of: canary())
        try ledger().expect(order, at: 1_500)
        #expect(try ledger().openOrders(of: canary()) == [order])
        #expect(try ledger().openOrders(of: canary("other")).isEmpty)
        #expect(try ledger().openOrders(of: canary(venue: "mainnet")).isEmpty)
        try ledger().close(order)
        #expect(try ledger().openOrders(of: canary()).isEmpty)
    }
}
