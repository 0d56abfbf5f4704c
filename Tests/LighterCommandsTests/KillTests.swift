import Foundation
import LighterJSON
import TestSupport
import Testing

/// Commands that are killed at any moment, over a venue that loses answers.
@Suite struct KillTests {
    private static let kills = 200
    private static let faults =
        "latency=1ms..15ms:40%;drop=4%@sendTx,sendTxBatch;reset_after_write=3%@sendTx,sendTxBatch;"
        + "status_after=502:3%@sendTx,sendTxBatch;reset=2%"

    @Test(
        "slow: a thousand commands die, no order is sent twice, and none is unaccounted for",
        arguments: [1, 2, 3, 4, 5] as [UInt64]
    )
    func kills(_ seed: UInt64) throws {
        let world = try CommandLineWorld(more: ["--fault", Self.faults])
        var random = SeededGenerator(seed: seed)
        var names: [String] = []
        for number in 0..<Self.kills {
            let (words, input) = command(number, &names, &random)
            let process = try world.start(words.split(separator: " ").map(String.init), input: input)
            usleep(UInt32.random(in: 2_000...60_000, using: &random))
            kill(process.id, SIGKILL)
            _ = process.wait()
            // A person, or a script, tries the same again.
            guard Int.random(in: 0..<4, using: &random) == 0 else { continue }
            let again = try world.lighter(words: words + " --timeout 20s", input: input)
            #expect([0, 3, 4, 5, 6, 8, 66, 69, 75].contains(again.status), "\(words): \(again.output)\(again.errors)")
        }
        try world.setFaults("none")
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 1500 --wait accepted --timeout 20s").status == 0)
        try world.expectAgreement()
    }

    private func command(
        _ number: Int,
        _ names: inout [String],
        _ random: inout SeededGenerator
    ) -> (words: String, input: String) {
        let known = names.randomElement(using: &random) ?? "none"
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            names.append("o\(number)")
            return ("submit ETH buy 0.1 --price \(1_800 + number) --client-id o\(number)", "")
        case 4, 5: return ("modify \(known) --price \(1_500 + number)", "")
        case 6, 7: return ("cancel \(known)", "")
        default:
            let orders = (0..<40).map { place in
                names.append("b\(number)-\(place)")
                return #"{"market":"ETH","side":"buy","size":"0.01","price":"\#(1_500 + place)","#
                    + #""client_id":"b\#(number)-\#(place)"}"#
            }
            return ("submit - --continue-on-error --wait accepted", orders.joined(separator: "\n"))
        }
    }
}
