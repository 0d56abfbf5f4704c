import Foundation
import LighterJSON
import Synchronization
import Testing

/// An order that was sent is never sent again, and none is lost, whoever dies when.
@Suite struct NeverTwiceTests {
    private static let order = "submit ETH buy 0.1 --price 2000 --client-id entry"

    /// Starts a command and kills it once the venue has its transaction.
    private func killWhileSending(_ words: String, _ world: CommandLineWorld, _ venue: StandInVenue) throws {
        let before = venue.requests("sendTx").count
        let process = try world.start(words.split(separator: " ").map(String.init))
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while venue.requests("sendTx").count == before, Date() < deadline { usleep(1_000) }
        // What is passed on arrives.
        usleep(50_000)
        kill(process.id, SIGKILL)
        #expect(process.wait().status == 128 + SIGKILL)
    }

    private func fates(_ world: CommandLineWorld) throws -> [String?] {
        try world.lighter("orders", "--ledger").items("transactions").map { $0["fate"]?.string }
    }

    @Test func aRepeatFindsTheFirstOrder() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let first = try world.lighter(words: Self.order).json
        #expect(first["duplicate"] == false)
        for _ in 0..<2 {
            let again = try world.lighter(words: Self.order).json
            #expect(again["duplicate"] == true && again["order_index"] == first["order_index"])
            #expect(again["tx_hash"] == first["tx_hash"] && again["state"] == "ACCEPTED")
        }
        #expect(venue.requests("sendTx").count == 1)
        // Another host knows nothing of it; the venue does.
        try FileManager.default.removeItem(atPath: world.directory + "/state")
        let elsewhere = try world.lighter(words: Self.order).json
        #expect(elsewhere["duplicate"] == true && elsewhere["order_index"] == first["order_index"])
        #expect(try world.lighter("orders").items("orders").count == 1)
        // It is over: a repeat tells so, and does not open another.
        try world.lighter("cancel", "entry")
        try world.lighter(words: Self.order).expectFailure(4)
        #expect(try world.lighter("orders").items("orders").isEmpty)
    }

    @Test(arguments: [true, false]) func aCommandThatDiedIsFollowedUp(_ arrives: Bool) throws {
        let world = try CommandLineWorld()
        let isDying = LockedFlag(true)
        let venue = try StandInVenue(before: world.url) { request in
            guard request.endpoint == "sendTx", isDying.value else { return .passOn }
            return arrives ? .passOnAndSilence : .silence
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try killWhileSending(Self.order, world, venue)
        #expect(try fates(world) == ["intended"])
        isDying.value = false
        let again = try world.lighter(words: Self.order).json
        #expect(again["duplicate"] == .bool(arrives) && again["state"] == "ACCEPTED" && again["nonce"] == 0)
        #expect(try world.lighter("orders").items("orders").count == 1)
        #expect(try fates(world) == (arrives ? ["executed"] : ["accepted", "never"]))
    }

    /// The venue lists a transaction before it finds it by its hash: what took its nonce proves what became of it.
    @Test func whatIsNotFoundYetIsNotTakenForLost() throws {
        let world = try CommandLineWorld()
        let isDying = LockedFlag(true)
        let venue = try StandInVenue(before: world.url) { request in
            request.endpoint == "sendTx" && isDying.value ? .passOnAndSilence : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try world.setFaults("unindexed=60s")
        try killWhileSending(Self.order, world, venue)
        isDying.value = false
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2001 --wait accepted").status == 0)
        try world.setFaults("none")
        try world.expectAgreement()
        #expect(try world.takenCount() == 2)
    }

    @Test func aCancelOrAChangeThatDiedIsFollowedUpByWhateverComesNext() throws {
        let world = try CommandLineWorld()
        let isDying = LockedFlag(false)
        let venue = try StandInVenue(before: world.url) { request in
            request.endpoint == "sendTx" && isDying.value ? .passOnAndSilence : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        #expect(try world.lighter(words: Self.order).status == 0)
        isDying.value = true
        try killWhileSending("modify entry --price 2100", world, venue)
        isDying.value = false
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 1900 --wait accepted").status == 0)
        #expect(try fates(world) == ["accepted", "executed", "accepted"])
        isDying.value = true
        try killWhileSending("cancel entry", world, venue)
        isDying.value = false
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 1800 --wait accepted").status == 0)
        #expect(try fates(world).prefix(2) == ["accepted", "executed"])
        #expect(try world.lighter("order", "entry", "-q").output == "CANCELED\n")
    }

    @Test func whatWasUnknownIsSettledByTheNextCommand() throws {
        let world = try CommandLineWorld()
        let isLosing = LockedFlag(true)
        let venue = try StandInVenue(before: world.url) { request in
            guard isLosing.value else { return .passOn }
            return request.endpoint == "sendTx"
                ? .passOnAndReset : ["tx", "accountTxs"].contains(request.endpoint) ? .answer(502, "") : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try world.lighter(words: Self.order + " --timeout 1s").expectFailure(6)
        #expect(try fates(world) == ["intended"])
        // While the venue does not tell, nothing is sent with this key.
        let blocked = try world.lighter(words: "submit ETH buy 0.1 --price 1900 --timeout 1s")
        #expect(blocked.status == 69 || blocked.status == 75, "\(blocked)")
        #expect(venue.requests("sendTx").count == 1)
        isLosing.value = false
        #expect(try world.lighter(words: Self.order).json["duplicate"] == true)
        #expect(try world.lighter("orders").items("orders").count == 1)
    }

    @Test func aSingleSubmitIsASingleRequest() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        #expect(try world.lighter(words: Self.order).status == 0)
        let before = venue.count
        let second = try world.lighter(words: "submit ETH buy 0.1 --price 1900 --client-id b --wait accepted").json
        #expect(second["nonce"] == 1)
        #expect(venue.count == before + 1 && venue.requests("sendTx").count == 2)
    }

    @Test func anotherHostsNoncesAreNoticed() throws {
        let world = try CommandLineWorld()
        #expect(try world.lighter(words: Self.order).json["nonce"] == 0)
        let state = world.directory + "/state"
        try FileManager.default.moveItem(atPath: state, toPath: state + ".other")
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 1900").json["nonce"] == 1)
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.moveItem(atPath: state + ".other", toPath: state)
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 1800").json["nonce"] == 2)
        #expect(try fates(world) == ["accepted", "refused", "accepted"])
    }

    @Test func withoutALedgerNothingIsSent() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        // Root may write to what is read-only; nobody may write here.
        let nowhere = try world.shell("LIGHTER_PROFILE=test LIGHTER_STATE_HOME=/proc/lighter lighter \(Self.order)")
        try nowhere.expectFailure(73)
        try world.write("state/ledger.sqlite", "no database, and longer than its header is, by some hundred bytes")
        try world.lighter(words: Self.order).expectFailure(73, "ledger.corrupt")
        try FileManager.default.removeItem(atPath: world.directory + "/state")
        // A file system that is full: no file may grow beyond the metadata that is cached already.
        let full = try world.shell("ulimit -f 16; trap '' XFSZ; LIGHTER_PROFILE=test lighter \(Self.order)")
        try full.expectFailure(73, "ledger.unwritable")
        #expect(venue.requests("sendTx").isEmpty)
        #expect(try world.lighter(words: Self.order).status == 0)
    }

    @Test func twoNamesOfOneIndexAreNoticed() throws {
        let world = try CommandLineWorld()
        // Found by trying: their SHA-256 begin alike.
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id entry-10145").status == 0)
        let other = "submit ETH buy 0.1 --price 2000 --client-id entry-26956"
        try world.lighter(words: other).expectFailure(65, "order.client_id_collision")
        // Nor is that order changed or cancelled by the other name.
        for line in ["cancel entry-26956", "modify entry-26956 --price 2001"] {
            try world.lighter(words: line).expectFailure(65, "order.client_id_collision")
        }
        #expect(try world.lighter(words: "cancel entry-26956 nobody --missing-ok").status == 5)
        #expect(try world.lighter("orders").items("orders").count == 1)
    }

    @Test(
        "slow: fifty processes send a thousand orders with one key",
        .serialized,
        arguments: ["", "drop=5%@sendTx"]
    )
    func manyProcessesShareAKeyWithoutAGap(_ faults: String) throws {
        let world = try CommandLineWorld(more: faults.isEmpty ? [] : ["--fault", faults])
        let (processes, orders) = (50, 20)
        let loop = (1...orders).map {
            "lighter submit ETH buy 0.1 --price 2000 --client-id p$1-\($0) --wait accepted --timeout 120s -q"
        }
        try world.write("loop.sh", "export LIGHTER_PROFILE=test\n" + loop.joined(separator: " || exit\n") + "\n")
        let all = (0..<processes).map { "bash loop.sh \($0) &" }.joined(separator: " ")
        let outcome = try world.shell("cd \(world.directory); \(all) wait", patience: 600)
        #expect(outcome.errors.contains("lighter.error") == false, "\(outcome.errors)")
        let entries = try world.lighter("orders", "--ledger", "--limit", "5000").items("transactions")
        let taken = entries.filter { ["accepted", "executed"].contains($0["fate"]) }
        #expect(taken.map { $0["nonce"]?.integer } == (0..<Int64(processes * orders)).reversed().map { $0 })
        #expect(Set(taken.compactMap { $0["client_order_index"]?.string }).count == processes * orders)
        #expect(entries.count == taken.count, "some were sent in vain")
        #expect(try world.lighter("orders").items("orders").count == processes * orders)
    }
}

/// Whether something is so, for two threads.
private final class LockedFlag: Sendable {
    private let flag: Mutex<Bool>

    init(_ value: Bool) { flag = Mutex(value) }

    var value: Bool {
        get { flag.withLock { $0 } }
        set { flag.withLock { $0 = newValue } }
    }
}
