import Foundation
import LighterJSON
import Testing

/// The program itself.
@Suite struct ProgramTests {
    private final class Program {
        let process = Process()
        private let output = Pipe()
        private let errors = Pipe()

        init(_ arguments: [String]) throws {
            let binaries = Bundle.module.bundleURL.deletingLastPathComponent()
            process.executableURL = binaries.appendingPathComponent("lighter-sandbox")
            process.arguments = arguments
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

    @Test(arguments: [
        ["--port", "70000"], ["--execution-delay", "soon"], ["--chain-id", "0"], ["--listen", "0.0.0.0"],
    ])
    func refusesWhatItCannotDo(arguments: [String]) throws {
        let program = try Program(arguments)
        program.process.waitUntilExit()
        #expect(program.process.terminationStatus == 64)
        #expect(!program.complaint().isEmpty)
    }

    @Test func endsWhenNobodyAsks() throws {
        let program = try Program(["--idle", "100ms"])
        _ = try program.announcement()
        program.process.waitUntilExit()
        #expect(program.process.terminationStatus == 0)
    }
}
