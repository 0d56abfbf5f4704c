import Foundation
import LighterJSON
import LighterStatus
import LighterTransactions
import Synchronization
import Testing

/// Every exit code of the contract, by the real command at a real socket.
@Suite struct ExitCodeTests {
    private typealias Reply = StandInVenue.Reply

    /// A command, and what the venue does with one of its requests.
    private struct Row {
        let exit: Int32
        let line: String
        var at = ""
        var reply = Reply.passOn
    }

    private static let order = "submit ETH buy 0.1 --price 2000"

    private static let rows: [Row] = [
        Row(exit: 0, line: order),
        Row(exit: 1, line: "sandbox status -p sandbox"),
        Row(exit: 3, line: order, at: "sendTx", reply: .answer(400, #"{"code":21739,"message":"not enough margin"}"#)),
        Row(exit: 4, line: "\(order) --tif ioc"),
        Row(exit: 6, line: "\(order) --timeout 3s", at: "sendTx", reply: .reset),
        Row(exit: 7, line: "\(order) -p frozen"),
        Row(exit: 8, line: "\(order) --wait filled --timeout 3s"),
        Row(exit: 64, line: "frobnicate"),
        Row(exit: 65, line: "submit ETH buy 0.1 --price 2000.001"),
        Row(exit: 66, line: "book NOPE"),
        Row(exit: 69, line: "orders -p dead"),
        // The venue says that we number a batch wrongly: a bug of ours, if ever.
        Row(exit: 70, line: order, at: "sendTx", reply: .answer(400, #"{"code":21105,"message":"not increasing"}"#)),
        Row(exit: 75, line: order, at: "sendTx", reply: .answer(429, "", headers: ["Retry-After: 70"])),
        Row(exit: 76, line: "orders", at: "accountActiveOrders", reply: .answer(200, "<html>")),
        Row(exit: 77, line: order, at: "sendTx", reply: .answer(400, #"{"code":21120,"message":"invalid signature"}"#)),
        Row(exit: 78, line: "orders -p broken"),
    ]

    /// What the venue does with which request, as one row after the other has it.
    private final class Script: Sendable {
        private let current = Mutex<(endpoint: String, reply: Reply)>(("", .passOn))

        func set(_ endpoint: String, _ reply: Reply) { current.withLock { $0 = (endpoint, reply) } }

        func reply(to request: StandInVenue.Request) -> Reply {
            current.withLock { $0.endpoint == request.endpoint ? $0.reply : .passOn }
        }
    }

    @Test func eachCodeOfTheTableIsReached() throws {
        let world = try CommandLineWorld()
        let script = Script()
        let venue = try StandInVenue(before: world.url) { script.reply(to: $0) }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try world.writeProfile("frozen", url: venue.url, "[guard]\nread_only = true")
        try world.writeProfile("dead", url: "http://127.0.0.1:1")
        try world.write("config/broken.toml", "extends = 5")
        var seen: Set<Int32> = []
        func expect(_ exit: Int32, _ outcome: Outcome) throws {
            seen.insert(exit)
            guard exit != 0 else {
                #expect(outcome.status == 0, "\(outcome.errors)")
                return
            }
            let failure = try outcome.expectFailure(exit)
            let expected = ExitClass(rawValue: exit)
            #expect(failure["class"]?.string == expected?.name && failure["retry"]?.string == expected?.retry.rawValue)
        }
        for row in Self.rows {
            script.set(row.at, row.reply)
            try expect(row.exit, world.lighter(words: row.line))
        }
        script.set("", .passOn)
        try expect(5, world.lighter(words: partial(world)))
        // A disk that is full, and a reader that went away.
        try expect(73, world.shell("lighter markets -p test > /dev/full"))
        let piped = try world.shell("{ sleep 0.5; lighter markets -p test; echo $? >&2; } | true")
        #expect(piped.errors == "141\n")
        seen.insert(141)
        for (exit, endpoint) in [(130 as Int32, "nextNonce"), (6, "sendTx")] {
            // Whoever does not know its nonce asks for it.
            try FileManager.default.removeItem(atPath: world.directory + "/state")
            script.set(endpoint, .silence)
            let before = venue.requests(endpoint).count
            let command = try world.start("\(Self.order) --timeout 20s".split(separator: " ").map(String.init))
            let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
            while venue.requests(endpoint).count == before, Date() < deadline { usleep(2_000) }
            command.interrupt()
            try expect(exit, command.wait())
        }
        #expect(seen == Set(ExitClass.allCases.map(\.rawValue)))
    }

    /// An order for more than the best price has.
    private func partial(_ world: CommandLineWorld) throws -> String {
        let best = try world.lighter("book", "ETH", "--depth", "1").json["asks"]?.array?.first
        let (price, size) = (try #require(best?["price"]?.string), try #require(best?["size"]?.string))
        return "submit ETH buy \(try Decimal(parsing: size).adding(Decimal(1))) --price \(price) --tif ioc"
    }
}
