import Foundation
import LighterJSON
import Testing

/// Every fault of the sandbox under every command that changes something: how it ends, what it says, and that nothing was
/// done twice or lost.
@Suite struct FaultMatrixTests {
    /// How a command has to end.
    enum Ending: Sendable {
        /// Done, whatever came of the answer.
        case done
        /// With this exit code, and nothing changed.
        case nothing(Int32)
        /// Nobody knows: 6.
        case unknown
        /// Taken, and not executed in time: 8.
        case pending
        /// The venue does not know the transaction: done where the command sees its effect, unknown elsewhere.
        case unseen
    }

    struct Case: Sendable, CustomStringConvertible {
        let fault: String
        let ending: Ending
        /// Whether somebody else used the key's nonce first.
        var isRaced = false

        var description: String { fault }
    }

    private static let reads =
        "tx,accountOrders,accountActiveOrders,accountInactiveOrders,nextNonce,account,orderBookOrders,orderBookDetails"

    /// What befalls `sendTx`.
    static let sends: [Case] = [
        Case(fault: "drop=1x@sendTx", ending: .done),
        Case(fault: "reset_after_write=1x@sendTx", ending: .done),
        Case(fault: "truncate=1x@sendTx", ending: .done),
        Case(fault: "garbage=1x@sendTx", ending: .done),
        Case(fault: "status_after=502:1x@sendTx", ending: .done),
        Case(fault: "latency=20ms..60ms:100%", ending: .done),
        Case(fault: "latency=10s..10s:1x@sendTx", ending: .unknown),
        Case(fault: "drop_request=1x@sendTx", ending: .unknown),
        Case(fault: "reset=1x@sendTx", ending: .unknown),
        Case(fault: "status=408:1x@sendTx", ending: .unknown),
        Case(fault: "status=503:1x@sendTx", ending: .unknown),
        Case(fault: "status=400:1x@sendTx", ending: .nothing(3)),
        Case(fault: "status=403:1x@sendTx", ending: .nothing(77)),
        Case(fault: "status=404:1x@sendTx", ending: .nothing(76)),
        Case(fault: "status=405:1x@sendTx", ending: .nothing(75)),
        Case(fault: "status=429:1x@sendTx", ending: .nothing(75)),
        Case(fault: "rate_limit=1x@sendTx", ending: .nothing(75)),
        Case(fault: "stale_nonce=100%", ending: .nothing(75), isRaced: true),
        Case(fault: "stall=100ms:1x", ending: .done),
        Case(fault: "stall=30s:1x", ending: .pending),
        Case(fault: "unindexed=100ms:100%", ending: .done),
        Case(fault: "unindexed=1m:100%", ending: .unseen),
    ]

    /// What befalls everything that is read: where a command has to ask first, nothing is sent.
    static let readings: [Case] = [
        Case(fault: "drop=100%@", ending: .nothing(69)),
        Case(fault: "truncate=100%@", ending: .nothing(69)),
        Case(fault: "status=503:100%@", ending: .nothing(69)),
        Case(fault: "latency=10s..10s:100%@", ending: .nothing(69)),
        Case(fault: "garbage=100%@", ending: .nothing(76)),
        Case(fault: "status=401:100%@", ending: .nothing(77)),
        Case(fault: "status=429:100%@", ending: .nothing(75)),
        Case(fault: "rate_limit=100%@", ending: .nothing(75)),
    ]

    @Test("slow: a send that goes wrong ends as it has to, and is neither lost nor repeated", arguments: sends)
    func sending(_ trial: Case) throws {
        let world = try warmWorld()
        var foreign = 0
        for (place, mutation) in Mutation.all.enumerated() {
            let ending: Ending =
                if case .unseen = trial.ending { mutation.seesItsEffect ? .done : .unknown } else { trial.ending }
            foreign += trial.isRaced ? 1 : 0
            try run(mutation, place + 1, under: trial.fault, ending, isRaced: trial.isRaced, world)
        }
        try world.expectAgreement(foreign: foreign)
    }

    @Test("slow: what cannot be read before sending is not sent, and after it is unknown", arguments: readings)
    func reading(_ trial: Case) throws {
        let world = try warmWorld()
        for (place, mutation) in Mutation.all.enumerated() {
            let ending: Ending = mutation.asksFirst ? trial.ending : .unknown
            try run(mutation, place + 1, under: trial.fault + Self.reads, ending, world)
        }
        try world.expectAgreement()
    }

    /// One under whose profile the markets are known, and the nonce: a single request is enough to send.
    private func warmWorld() throws -> CommandLineWorld {
        let world = try CommandLineWorld()
        #expect(try world.lighter("markets").status == 0 && world.lighter("cancel", "--disarm").status == 0)
        return world
    }

    private func run(
        _ mutation: Mutation,
        _ number: Int,
        under fault: String,
        _ ending: Ending,
        isRaced: Bool = false,
        _ world: CommandLineWorld
    ) throws {
        let label = Comment("\(mutation) under \(fault)")
        if let prepared = try mutation.prepare(world, number) { #expect(prepared.status == 0, "\(prepared.errors)") }
        if isRaced { try raceFor(world) }
        let before = try world.takenCount()
        try world.setFaults(fault)
        // Time that runs out is part of some cases; elsewhere a busy host must not be taken for a fault.
        let timeout =
            switch ending {
            case .done, .nothing(3), .nothing(76), .nothing(77): "20s"
            // A limit lasts two seconds.
            case .nothing(75): "1900ms"
            case .nothing, .unknown, .unseen, .pending: "4s"
            }
        let outcome = try world.lighter(words: "\(mutation.words(number)) --timeout \(timeout)")
        try world.setFaults("none")
        if case .pending = ending { try world.advanceClock(seconds: 31) }

        try expect(outcome, ending, label)
        let isDone = try mutation.isDone(world, number)
        // The next command with the key finds out what nobody knew.
        let settled = try world.lighter("cancel", "--all", "-y")
        #expect(settled.status == 0, "\(label): \(settled.errors)")
        let taken = try world.takenCount() - before - 1
        #expect(taken == (isDone ? 1 : 0), label)
        switch ending {
        case .done, .pending: #expect(isDone, label)
        case .nothing: #expect(!isDone, label)
        case .unknown, .unseen: break
        }
    }

    private func expect(_ outcome: Outcome, _ ending: Ending, _ label: Comment) throws {
        let (exit, effect, retry): (Int32, String, String) =
            switch ending {
            case .done, .unseen: (0, "applied", "never")
            case .unknown: (6, "unknown", "after_reconcile")
            case .pending: (8, "applied", "never")
            case .nothing(let exit): (exit, "none", [69, 75].contains(exit) ? "safe" : "never")
            }
        guard exit != 0 else {
            #expect(outcome.status == 0, "\(label): \(outcome.errors)")
            _ = try outcome.json
            return
        }
        #expect(outcome.status == exit, "\(label): \(outcome.output)\(outcome.errors)")
        let failure = try outcome.expectFailure(exit)
        #expect(failure["effect"]?.string == effect && failure["retry"]?.string == retry, label)
        if exit == 75 { #expect(failure["retry_after_ms"]?.integer ?? 0 > 0, label) }
        if exit == 6 || exit == 8 {
            #expect(failure["context"]?["tx_hash"]?.string?.count == 80, label)
            #expect(failure["hint"]?.string?.hasPrefix("lighter ") == true, label)
        }
    }

    /// Somebody else sends with the same key, and this host does not know.
    private func raceFor(_ world: CommandLineWorld) throws {
        let other = "LIGHTER_PROFILE=test LIGHTER_STATE_HOME=\(world.directory)/elsewhere"
        let line = "submit ETH buy 0.01 --price 1400 --wait accepted"
        #expect(try world.shell("\(other) lighter \(line)").status == 0)
    }
}
