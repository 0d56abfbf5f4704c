import TestSupport
import Testing

@testable import LighterLedger

/// Processes that share an address stay under the venue's limit together.
@Suite struct RequestBudgetTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func budget() throws -> RequestBudget { try RequestBudget(directory: directory.path) }

    @Test func noWindowHoldsMoreThanTheLimit() throws {
        var random = SeededGenerator(seed: 3)
        var (now, sent): (Int64, [Int64]) = (1_000_000, [])
        let budgets = [try budget(), try budget(), try budget()]
        for _ in 0..<3_000 {
            now += Int64.random(in: 0...900, using: &random)
            let wait = try budgets.randomElement(using: &random)?.take("testnet", limit: 40, at: now)
            if let wait = wait ?? nil {
                // Neither too early nor later than needed.
                #expect(wait > 0 && sent[sent.count - 40] + RequestBudget.window == now + wait)
            } else {
                sent.append(now)
            }
            let inWindow = sent.reversed().prefix { $0 > now - RequestBudget.window }.count
            #expect(inWindow <= 40)
        }
        #expect(sent.count > 800)
    }

    @Test func venuesHaveBudgetsOfTheirOwn() throws {
        let budget = try budget()
        #expect(try budget.take("a", limit: 1, at: 5) == nil)
        #expect(try budget.take("a", limit: 1, at: 6) == RequestBudget.window - 1)
        #expect(try budget.take("b", limit: 1, at: 6) == nil)
    }

    @Test func whoeverWaitsForRoomHasItThen() throws {
        let budget = try budget()
        for time in [1, 2, 3, 4] as [Int64] { #expect(try budget.take("a", limit: 5, at: time) == nil) }
        #expect(try budget.wait(for: 1, to: "a", limit: 5, at: 5) == nil)
        #expect(try budget.wait(for: 3, to: "a", limit: 5, at: 5) == 2 + RequestBudget.window - 5)
        #expect(try budget.wait(for: 3, to: "a", limit: 5, at: 2 + RequestBudget.window) == nil)
        #expect(try budget.wait(for: 99, to: "b", limit: 5, at: 5) == nil)
        // More than there can ever be is all there can be.
        #expect(try budget.wait(for: 99, to: "a", limit: 5, at: 2 + RequestBudget.window) == 2)
        #expect(try budget.wait(for: 99, to: "a", limit: 5, at: 1) == RequestBudget.window)
    }

    @Test func aClockSetBackDoesNotLockAnybodyOut() throws {
        let budget = try budget()
        #expect(try budget.take("a", limit: 1, at: 900_000_000) == nil)
        #expect(try budget.take("a", limit: 1, at: 5) == RequestBudget.window)
        #expect(try budget.take("a", limit: 1, at: 5 + RequestBudget.window) == nil)
    }
}
