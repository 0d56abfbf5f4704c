import Foundation
import LighterJSON
import Synchronization
import Testing

/// Processes beside each other, interrupted, and at the end of a pipe.
@Suite struct ProcessTests {
    @Test func manyAtOnceOnOneKeyTakeTheirNoncesInOrder() throws {
        let world = try CommandLineWorld()
        let submits = try (0..<20).map { number in
            let line = "submit ETH buy 0.01 --price \(1900 + number) --client-id \(number + 1) --timeout 30s"
            return try world.start(line.split(separator: " ").map(String.init))
        }
        let outcomes = submits.map { $0.wait() }
        for outcome in outcomes { #expect(outcome.status == 0, "\(outcome.errors)") }
        let nonces = try outcomes.map { try $0.json["nonce"]?.integer ?? -1 }
        #expect(nonces.sorted() == Array(0..<20))
        #expect(Set(try outcomes.map { try $0.text("tx_hash") }).count == 20)
        #expect(try world.lighter("orders", "-q").output.split(separator: "\n").count == 20)
    }

    @Test func aKeyInUseElsewhereIsWaitedForAndThenGivenUp() throws {
        let world = try CommandLineWorld()
        let order = "submit ETH buy 0.1 --price 2000"
        #expect(try world.lighter(words: order).status == 0)
        let locks = world.directory + "/state/locks"
        let lock = try #require(
            try FileManager.default.contentsOfDirectory(atPath: locks).first { $0.hasSuffix(".lock") }
        )
        let descriptor = open("\(locks)/\(lock)", O_RDWR | O_CLOEXEC)
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        let failure = try world.lighter(words: order + " --timeout 1s").expectFailure(75, "key.locked")
        #expect(failure["effect"] == "none" && failure["retry_after_ms"]?.integer ?? 0 > 0)
        let waiting = try world.start(order.split(separator: " ").map(String.init))
        // A reader does not mind.
        #expect(try world.lighter("orders", "-q").output.split(separator: "\n").count == 1)
        close(descriptor)
        #expect(waiting.wait().status == 0)
        #expect(try world.lighter("orders", "-q").output.split(separator: "\n").count == 2)

        // Where the lock cannot be kept, nothing is sent.
        try FileManager.default.removeItem(atPath: world.directory + "/state")
        try world.write("state", "a file where a directory should be")
        try world.lighter(words: order).expectFailure(73, "key.lock_unwritable")
        // What can be fetched again is not needed.
        try FileManager.default.removeItem(atPath: world.directory + "/cache")
        try world.write("cache", "a file where a directory should be")
        #expect(try world.lighter("orders", "-q").output.split(separator: "\n").count == 2)
    }

    /// Where an interrupt finds a command: the venue does not answer this call.
    private enum Stage {
        case beforeSending
        case sending
        case looking
    }

    /// Runs a command at a venue that falls silent at a stage, and interrupts it there.
    private func interrupted(
        _ line: String,
        _ sandbox: CommandLineWorld,
        at stage: Stage
    ) throws -> (Outcome, sent: Int) {
        let hasSent = Mutex(false)
        let isSilent = Mutex(false)
        let venue = try StandInVenue(before: sandbox.url) { request in
            let wasSent = hasSent.withLock { sent in
                defer { sent = sent || request.endpoint == "sendTx" }
                return sent
            }
            let falls =
                switch stage {
                case .beforeSending: request.endpoint == "nextNonce"
                case .sending: request.endpoint == "sendTx"
                case .looking: wasSent
                }
            guard falls else { return .passOn }
            isSilent.withLock { $0 = true }
            return .silence
        }
        defer { venue.stop() }
        try sandbox.writeProfile("silent", url: venue.url)
        let words = "\(line) -p silent --timeout 20s".split(separator: " ").map(String.init)
        let command = try sandbox.start(words)
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while !isSilent.withLock({ $0 }), Date() < deadline { usleep(2_000) }
        command.interrupt()
        return (command.wait(), venue.requests("sendTx").count)
    }

    @Test func anInterruptAfterASendIsUnknownAndBeforeItIsNot() throws {
        let sandbox = try CommandLineWorld()
        let order = "submit ETH buy 0.1 --price 2000 --client-id"
        let before = try interrupted("\(order) 1", sandbox, at: .beforeSending)
        #expect(try before.0.expectFailure(130)["effect"] == "none")
        #expect(before.sent == 0)
        let during = try interrupted("\(order) 2", sandbox, at: .sending)
        #expect(try during.0.expectFailure(6)["effect"] == "unknown")
        #expect(during.sent == 1)

        #expect(try sandbox.lighter(words: "\(order) 3").status == 0)
        for line in ["\(order) 4", "modify 3 --price 2001", "cancel 3"] {
            let after = try interrupted(line, sandbox, at: .looking)
            #expect(after.sent == 1)
            let failure = try after.0.expectFailure(6)
            #expect(failure["effect"] == "unknown" && failure["context"]?["tx_hash"]?.string?.count == 80)
            #expect(failure["hint"]?.string?.hasPrefix("lighter -p silent order ") == true)
        }
        // All of them did arrive.
        #expect(try sandbox.lighter("order", "4", "-q").output == "ACCEPTED\n")
        #expect(try sandbox.lighter("order", "3", "-q").output == "CANCELED\n")
        #expect(try sandbox.lighter("order", "3").text("price") == "2001")
    }

    @Test func aReaderThatGoesAwayAndADiskThatIsFull() throws {
        let world = try CommandLineWorld()
        let vectors = try Vectors()
        try world.write("sign.key", vectors.privateKey)
        let lines = String(repeating: vectors.transactions[0].unsigned + "\n", count: 500)
        try world.write("unsigned.ndjson", lines)
        let sign = "lighter sign --file \(world.directory)/unsigned.ndjson --key-file \(world.directory)/sign.key"
        let piped = try world.shell("\(sign) | head -n 1; echo ${PIPESTATUS[0]}")
        #expect(piped.output.split(separator: "\n").last == "141" && piped.errors.isEmpty, "\(piped.errors)")
        #expect(
            try JSON.decode(String(piped.output.split(separator: "\n")[0]))["tx_hash"]
                == .string(vectors.transactions[0].hash)
        )

        let full = try world.shell("lighter markets -p test > /dev/full")
        #expect(try full.expectFailure(73, "output.unwritable")["effect"] == "none")
        let closed = try world.shell("lighter markets -p test >&-")
        #expect(closed.status == 73, "\(closed.errors)")
        // 73 would say that nothing was sent.
        let sent = try world.shell("lighter submit ETH buy 0.1 --price 2000 -p test > /dev/full")
        #expect(try world.lighter("orders").items("orders").count == 1)
        let lost = try sent.expectFailure(6, "output.lost")
        #expect(lost["effect"] == "applied" && lost["context"]?["tx_hash"]?.string?.count == 80)
    }
}
