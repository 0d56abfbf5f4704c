import Foundation
import LighterJSON
import Testing

/// The sandbox that `lighter` starts by itself when a first command needs it.
@Suite struct LocalSandboxTests {
    @Test func aFirstCommandStartsOneSandboxAndItIsGoneAfterAStop() throws {
        let world = try CommandLineWorld(venue: nil)
        defer { _ = try? world.lighter("sandbox", "stop", profile: nil) }
        try world.lighter("sandbox", "status", profile: nil).expectFailure(1, "sandbox.not_running")

        // All at once, and one of them starts it; those that only look do not get in its way.
        let first = try (0..<4).map { _ in try world.start(["orders", "-q", "--timeout", "30s"], profile: nil) }
        let lookers = try (0..<3).map { _ in try world.start(["sandbox", "status"], profile: nil) }
        let outcomes = first.map { $0.wait() }
        #expect(lookers.map { $0.wait() }.allSatisfy { $0.status == 0 || $0.status == 1 })
        #expect(outcomes.allSatisfy { $0.status == 0 && $0.output.isEmpty }, "\(outcomes)")
        #expect(outcomes.count { $0.errors.contains("starting the local sandbox") } == 1)
        let status = try world.lighter("sandbox", "status", profile: nil).json
        let process = try #require(status["pid"]?.integer)
        #expect(try world.lighter("sandbox", "start", profile: nil).json["pid"]?.integer == process)

        // Its key is its user's alone, and nothing of ours goes along with it.
        let key = try #require(status["key_file"]?.string)
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let variables = try String(contentsOfFile: "/proc/\(process)/environ", encoding: .utf8)
        #expect(!variables.contains("LIGHTER_"))

        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id a", profile: nil).status == 0)
        #expect(try world.lighter("order", "a", "-q", profile: nil).output == "ACCEPTED\n")

        // One that died is not taken for one that lives.
        kill(pid_t(process), SIGKILL)
        try awaitUnlocked(world.directory + "/state/sandbox/sandbox.lock")
        let again = try world.shell("all=$(lighter orders -q 2>&1); echo \"$?$all\"")
        #expect(again.output.hasPrefix("0") && again.output.contains("starting the local sandbox"), "\(again.output)")
        let second = try world.lighter("sandbox", "reset", "--seed", "5", profile: nil).json["pid"]?.integer
        #expect(second != nil && second != process)

        #expect(try world.lighter("sandbox", "stop", profile: nil).json["was_running"] == true)
        // Nothing of it runs, though its parent may not have looked yet.
        let words = FileManager.default.contents(atPath: "/proc/\(try #require(second))/cmdline") ?? Data()
        #expect(words.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: key))
        try world.lighter("sandbox", "status", profile: nil).expectFailure(1)
        #expect(try world.lighter("sandbox", "stop", profile: nil).json["was_running"] == false)
    }

    @Test func faultsAreSwitchedWhileItRuns() throws {
        let world = try CommandLineWorld(venue: nil)
        defer { _ = try? world.lighter("sandbox", "stop", profile: nil) }
        try world.lighter("sandbox", "faults", "none", profile: nil).expectFailure(1, "sandbox.not_running")
        #expect(try world.lighter("sandbox", "start", profile: nil).status == 0)
        #expect(try world.lighter("sandbox", "faults", "-q", profile: nil).output.isEmpty)

        // An answer is lost; the order is found all the same.
        let set = try world.lighter("sandbox", "faults", "drop=1x@sendTx", profile: nil).json
        #expect(set["faults"] == "drop=1x@sendTx" && set["counts"]?.array?.first?["count"] == 0)
        let submitted = try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id a", profile: nil)
        #expect(try submitted.json["state"] == "ACCEPTED")
        let met = try world.lighter("sandbox", "faults", profile: nil).json
        #expect(met["faults"] == "" && met["counts"]?.array?.first?["count"] == 1)

        try world.lighter("sandbox", "faults", "drop=101%", profile: nil).expectFailure(65, "sandbox.faults")
        #expect(try world.lighter("sandbox", "faults", "latency=1ms..2ms:5%", profile: nil).status == 0)
        #expect(try world.lighter("sandbox", "faults", "none", profile: nil).json["counts"] == [])
    }

    /// Waits until nobody holds the lock of a file any more.
    private func awaitUnlocked(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        defer { close(descriptor) }
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            try #require(Date() < deadline, "\(path) stays locked")
            usleep(1_000)
        }
    }
}
