import Foundation
import LighterJSON
import Testing

/// The program itself.
@Suite struct ProgramTests {
    private final class Program {
        let process = Process()
        private let output = Pipe()
        private let errors = Pipe()

        /// - Parameter descriptors: How many files and connections it may have open.
        init(_ arguments: [String], descriptors: Int? = nil) throws {
            let binaries = Bundle.module.bundleURL.deletingLastPathComponent()
            let program = binaries.appendingPathComponent("lighter-sandbox")
            process.executableURL = descriptors == nil ? program : URL(fileURLWithPath: "/bin/sh")
            process.arguments =
                descriptors.map { ["-c", "ulimit -n \($0); exec \"$@\"", "sh", program.path] + arguments } ?? arguments
            process.standardOutput = output
            process.standardError = errors
            try process.run()
        }

        /// The line that says it is ready.
        func announcement() throws -> JSON {
            var line: [UInt8] = []
            while line.last != UInt8(ascii: "\n") {
                guard let byte = try output.fileHandleForReading.read(upToCount: 1)?.first else { break }
                line.append(byte)
            }
            return try JSON.decode(line)
        }

        func complaint() -> String {
            String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }

        func end() -> Int32 {
            process.terminate()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test func saysWhereItIsAndEndsWhenTold() throws {
        let one = try Program(["--seed", "9", "--chain-id", "304"])
        let first = try one.announcement()
        #expect(first["chain_id"] == 304 && first["api_key_index"] == 4)
        #expect(first["pid"]?.integer == Int64(one.process.processIdentifier))
        let port = try #require(first["url"]?.string?.split(separator: ":").last.flatMap { Int($0) })

        let rival = try Program(["--port", String(port)])
        rival.process.waitUntilExit()
        #expect(rival.process.terminationStatus == 69)
        let complaint = rival.complaint()
        #expect(complaint.contains("127.0.0.1:\(port)") && complaint.split(separator: "\n").count == 1)
        #expect(one.end() == 0)

        let again = try Program(["--seed", "9", "--port", String(port), "--quiet-market", "--execution-delay", "0ms"])
        let second = try again.announcement()
        #expect(second["url"] == first["url"] && second["private_key"] == first["private_key"])
        let chance = try Program([])
        #expect(try chance.announcement()["private_key"] != first["private_key"])
        #expect(again.end() == 0 && chance.end() == 0)
    }

    /// What is in the books follows from the seed alone: not from the time, nor from anything of the process.
    @Test func aSeedGivesTheSameBooksInEveryProcess() throws {
        func books(seed: String) throws -> [[JSON?]] {
            let program = try Program(["--seed", seed, "--quiet-market"])
            let port = try #require(
                try program.announcement()["url"]?.string?.split(separator: ":").last.flatMap { Int($0) }
            )
            defer { #expect(program.end() == 0) }
            return try [0, 1, 2048].flatMap { market in
                let socket = try Socket(port: port)
                defer { socket.close() }
                let path = "/api/v1/orderBookOrders?market_id=\(market)&limit=250"
                socket.send(Array("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8))
                let reply = String(decoding: socket.receiveAll(), as: UTF8.self)
                let body = try #require(reply.firstRange(of: "\r\n\r\n")).upperBound
                let book = try JSON.decode(String(reply[body...]))
                let orders = (book["asks"]?.array ?? []) + (book["bids"]?.array ?? [])
                #expect(orders.count > 40)
                return orders.map { order in ["order_index", "price", "remaining_base_amount"].map { order[$0] } }
            }
        }
        let one = try books(seed: "9")
        #expect(try books(seed: "9") == one && books(seed: "10") != one)
    }

    @Test(arguments: [
        ["--listen-beyond-loopback", "everywhere"], ["--rate-limits", "gold"], ["--port", "70000"],
        ["--execution-delay", "soon"], ["--chain-id", "0"], ["--listen", "0.0.0.0"],
    ])
    func refusesWhatItCannotDo(arguments: [String]) throws {
        let program = try Program(arguments)
        program.process.waitUntilExit()
        #expect(program.process.terminationStatus == 64)
        #expect(!program.complaint().isEmpty)
    }

    @Test func listensBeyondLoopbackOnlyWhenTold() throws {
        let usual = try Program([])
        let port = try #require(try usual.announcement()["url"]?.string?.split(separator: ":").last.flatMap { Int($0) })
        #expect(throws: Socket.CannotConnect.self) { try Socket(port: port, address: "127.0.0.2") }
        #expect(usual.end() == 0)
        #expect(usual.complaint().isEmpty)

        let told = try Program(["--listen-beyond-loopback", "127.0.0.2"])
        let url = try #require(try told.announcement()["url"]?.string)
        #expect(url.hasPrefix("http://127.0.0.2:"))
        let other = try #require(url.split(separator: ":").last.flatMap { Int($0) })
        try Socket(port: other, address: "127.0.0.2").close()
        #expect(throws: Socket.CannotConnect.self) { try Socket(port: other) }
        #expect(told.end() == 0)
        #expect(told.complaint().contains("whoever reaches it"))
    }

    @Test func moreConnectionsThanItMayOpenDoNotEndIt() throws {
        let program = try Program(["--quiet-market"], descriptors: 120)
        let port = try #require(
            try program.announcement()["url"]?.string?.split(separator: ":").last.flatMap { Int($0) }
        )
        let request = Array("GET /info HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
        func answer() throws -> String {
            let socket = try Socket(port: port)
            defer { socket.close() }
            socket.send(request)
            return String(decoding: socket.receiveAll(), as: UTF8.self)
        }
        let open = try (0..<400).map { _ in try Socket(port: port) }
        let late = try answer()
        #expect(late.isEmpty || late.contains("23003"))
        for socket in open { socket.close() }
        var reply = late
        for _ in 0..<200 where !reply.hasPrefix("HTTP/1.1 200") {
            usleep(20_000)
            reply = try answer()
        }
        #expect(reply.hasPrefix("HTTP/1.1 200"))
        #expect(program.end() == 0)
    }

    @Test func endsWhenNobodyAsks() throws {
        let program = try Program(["--idle", "100ms"])
        _ = try program.announcement()
        program.process.waitUntilExit()
        #expect(program.process.terminationStatus == 0)
    }
}
