import LighterStatus
import Testing

@Suite("Exit classes")
struct ExitClassTests {
    /// The command line contract.
    let contract: [Int32: String] = [
        0: "ok", 1: "no", 3: "rejected", 4: "dead", 5: "partial", 6: "unknown", 7: "refused", 8: "pending", 64: "usage",
        65: "data", 66: "not_found", 69: "unavailable", 70: "internal", 73: "cannot_create", 75: "temporary",
        76: "protocol", 77: "permission", 78: "configuration", 130: "interrupted", 141: "broken_pipe",
    ]

    @Test("Numbers and names are those of the contract, and only 69 and 75 may be run again as they are")
    func numbers() {
        #expect(Dictionary(uniqueKeysWithValues: ExitClass.allCases.map { ($0.rawValue, $0.name) }) == contract)
        #expect(ExitClass.allCases.filter { $0.retry == .safe }.map(\.rawValue) == [69, 75])
        #expect(ExitClass.allCases.filter { $0.retry == .afterReconcile }.map(\.rawValue) == [5, 6])
        #expect(Set(ExitClass.allCases.map(\.meaning)).count == contract.count)
        #expect(Retry.allCases.map(\.rawValue) == ["never", "safe", "after_reconcile"])
        #expect(Effect.allCases.map(\.rawValue) == ["none", "applied", "partial", "unknown"])
    }

    @Test("When several apply: 6, then 5, 4, 3, in whatever order they come")
    func precedence() {
        var classes = ExitClass.allCases
        for expected: ExitClass in [.unknown, .partial, .dead, .rejected] {
            #expect(ExitClass.prevailing(among: classes) == expected)
            #expect(ExitClass.prevailing(among: classes.reversed()) == expected)
            classes.removeAll { $0 == expected }
        }
        #expect(ExitClass.prevailing(among: [.ok, .temporary, .data]) == .temporary)
        #expect(ExitClass.prevailing(among: [.ok, .ok]) == .ok)
        #expect(ExitClass.prevailing(among: []) == .ok)
    }

    @Test("A batch is partial when some of it stands and some does not, and unknown when one item is")
    func batches() {
        #expect(ExitClass.ofBatch([.ok, .ok]) == .ok)
        #expect(ExitClass.ofBatch([.ok, .pending]) == .pending)
        #expect(ExitClass.ofBatch([.ok, .rejected]) == .partial)
        #expect(ExitClass.ofBatch([.data, .pending]) == .partial)
        #expect(ExitClass.ofBatch([.rejected, .dead]) == .dead)
        #expect(ExitClass.ofBatch([.rejected, .rejected]) == .rejected)
        #expect(ExitClass.ofBatch([.ok, .rejected, .unknown]) == .unknown)
    }
}
