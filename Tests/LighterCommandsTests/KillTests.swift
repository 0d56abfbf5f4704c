import Foundation
import LighterJSON
import TestSupport
import Testing

/// Commands that are killed at any moment, over a venue that loses answers.
@Suite struct KillTests {
    private static let kills = 150
    private static let faults =
        "latency=1ms..15ms:40%;drop=4%@sendTx;reset_after_write=3%@sendTx;status_after=502:3%@sendTx;reset=2%"

    @Test("slow: a hundred and fifty commands die, no order is sent twice, and none is unaccounted for")
    func kills() throws {
        let world = try CommandLineWorld(more: ["--fault", Self.faults])
        var random = SeededGenerator(seed: 5)
        var names: [String] = []
        for number in 0..<Self.kills {
            let words = words(number, &names, &random)
            let process = try world.start(words.split(separator: " ").map(String.init))
            usleep(UInt32.random(in: 2_000...60_000, using: &random))
            kill(process.id, SIGKILL)
            _ = process.wait()
            // A person, or a script, tries the same again.
            guard Bool.random(using: &random) else { continue }
            let again = try world.lighter(words: words + " --timeout 20s")
            #expect([0, 3, 4, 6, 8, 66, 69, 75].contains(again.status), "\(words): \(again.output)\(again.errors)")
        }
        try world.setFaults("none")
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 1500 --wait accepted --timeout 20s").status == 0)
        try world.expectAgreement()
    }

    private func words(_ number: Int, _ names: inout [String], _ random: inout SeededGenerator) -> String {
        let known = names.randomElement(using: &random) ?? "none"
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6:
            names.append("o\(number)")
            return "submit ETH buy 0.1 --price \(1_800 + number) --client-id o\(number)"
        case 6, 7: return "modify \(known) --price \(1_500 + number)"
        default: return "cancel \(known)"
        }
    }
}
