import Foundation
import LighterJSON
import TestSupport
import Testing

/// Many orders from a file or a stream: each is answered by a line, in order, and none is sent twice or lost.
@Suite struct SubmitStreamTests {
    private func record(_ price: String, _ more: String = "") -> String {
        #"{"market":"ETH","side":"buy","size":"0.1","price":"\#(price)"\#(more.isEmpty ? "" : "," + more)}"#
    }

    private func numbers(_ outcome: Outcome) throws -> [Int64?] { try outcome.lines.map { $0["line"]?.integer } }

    private func codes(_ outcome: Outcome) throws -> [String?] {
        try outcome.lines.map { $0["error"]?["code"]?.string }
    }

    /// The same three orders in every format.
    private static let formats: [(name: String, text: String)] = [
        (
            "orders.ndjson",
            """
            {"market":"ETH","side":"buy","size":"0.1","price":"2000","client_id":"a"}

            {"market":"ETH","side":"sell","size":0.05,"type":"market","slippage":"1%","client_id":"b"}
            {"market":"btc","side":"buy","size":"0.001","price":50000,"tif":"post-only","expires":"1h","client_id":"c"}
            """
        ),
        (
            "orders.json",
            """
            {"orders": [
              {"market": "ETH", "side": "buy", "size": "0.1", "price": "2000", "client_id": "a"},
              {"market": "ETH", "side": "sell", "size": 0.05, "type": "market", "slippage": "1%", "client_id": "b"},
              {"market": "btc", "side": "buy", "size": "0.001", "price": 50000, "tif": "post-only", "expires": "1h",
               "client_id": "c"}
            ]}
            """
        ),
        (
            "orders.csv",
            "client_id,market,side,size,type,price,slippage,tif,expires\r\n"
                + "a,ETH,buy,0.1,,2000,,,\r\n\"b\",ETH,sell,0.05,market,,1%,,\r\nc,btc,buy,0.001,limit,50000,,post-only,1h\r\n"
        ),
        (
            "orders.toml",
            """
            [[order]] # the first
            market = "ETH"
            side = "buy"
            size = "0.1"
            price = 2000
            client_id = "a"
            [[order]]
            market = "ETH"
            side = "sell"
            size = "0.05"
            type = "market"
            slippage = "1%"
            client_id = "b"
            [[order]]
            market = "btc"
            side = "buy"
            size = "0.001"
            price = "50000"
            tif = "post-only"
            expires = "1h"
            client_id = "c"

            """
        ),
    ]

    @Test func whatMayBeCutShortIsNoOrder() throws {
        let world = try CommandLineWorld()
        let rows = "market,side,size,price\nETH,buy,0.1,2001\nETH,buy,0.1,200"
        let csv = try world.lighter("submit", "-", input: rows)
        #expect(csv.status == 5)
        #expect(try codes(csv) == [nil, "input.cut_short"])
        let toml = "[[order]]\nmarket = \"ETH\"\nside = \"buy\"\nsize = \"0.1\"\nprice = 200"
        try world.lighter("submit", "-", input: toml).expectFailure(65, "input.cut_short")
        let json = try world.lighter("submit", "-", input: record("2002"))
        #expect(json.status == 0)
        #expect(try world.lighter("orders").items("orders").count == 2)
    }

    @Test func everyFormatSaysTheSame() throws {
        let world = try CommandLineWorld()
        for (place, format) in Self.formats.enumerated() {
            try world.write(format.name, format.text)
            // By the file's name, and by what the first line tells, behind the byte order mark of a spreadsheet; the second
            // time everything is a repeat.
            let named = try world.lighter("submit", "--file", "\(world.directory)/\(format.name)")
            let piped = try world.lighter("submit", "-", input: "\u{FEFF}" + format.text)
            for outcome in [named, piped] {
                #expect(outcome.status == 0, "\(format.name): \(outcome.output)\(outcome.errors)")
                let lines = try outcome.lines
                #expect(lines.map { $0["client_id"]?.string } == ["a", "b", "c"])
                #expect(lines.map { $0["market"]?.string } == ["ETH", "ETH", "BTC"])
                #expect(lines.map { $0["state"]?.string } == ["ACCEPTED", "FILLED", "ACCEPTED"])
                #expect(lines.map { $0["size"]?.string } == ["0.1", "0.05", "0.001"])
                #expect(lines[0]["price"] == "2000" && lines[2]["price"] == "50000")
                let isFirst = place == 0 && outcome.output == named.output
                #expect(lines.allSatisfy { $0["duplicate"] == .bool(!isFirst) })
            }
        }
        let compact = #"{"orders":[{"market":"ETH","side":"buy","size":"0.1","price":"2000","client_id":"a"}]}"#
        #expect(try world.lighter("submit", "-", input: compact).lines.first?["duplicate"] == true)
        #expect(try world.lighter("orders").items("orders").count == 2)
    }

    /// What no order may be made of: the line, and the code of its error.
    private static let broken: [(line: String, code: String)] = [
        (#"{"market":"ETH","side":"buy","size":"0.1"}"#, "record.malformed"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":null}"#, "record.malformed"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":""}"#, "record.malformed"),
        (#"{"market":"ETH","side":"buy","size":null,"price":"2000"}"#, "record.malformed"),
        (#"{"market":"ETH","side":"buy","size":"NaN","price":"2000"}"#, "input.not_a_number"),
        (#"{"market":"ETH","side":"buy","size":1e-1,"price":"2000"}"#, "input.not_a_number"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":"Infinity"}"#, "input.not_a_number"),
        (#"{"market":"ETH","side":"buy","size":true,"price":"2000"}"#, "record.malformed"),
        (#"{"market":"ETH","side":"hold","size":"0.1","price":"2000"}"#, "record.malformed"),
        (#"{"market":"ETH","side":"buy","size":"0.1","prize":"2000"}"#, "record.unknown_key"),
        (#"{"market":"ETH","side":"buy","size":"0.1","type":"market","tif":"gtt"}"#, "order.time_in_force"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":"2000","trigger":"1"}"#, "record.contradictory"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":"2000.001"}"#, "order.off_tick"),
        (#"{"market":"NOPE","side":"buy","size":"0.1","price":"2000"}"#, "market.not_found"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":"2000","price":"2"}"#, "input.malformed_json"),
        (#"{"market":"ETH","side":"buy","size":"0.1","price":"2000","client_id":1.0}"#, "record.malformed"),
        ("[1,2]", "record.malformed"), ("{", "input.malformed_json"), ("null", "record.malformed"),
        ("\u{FFFD}\u{0}", "input.malformed_json"),
    ]

    @Test func aBrokenLineIsNoOrderAndTheOthersAre() throws {
        let world = try CommandLineWorld()
        let input = Self.broken.map { $0.line + "\n" + record("2000") + "\n" }.joined()
        let outcome = try world.lighter("submit", "-", "--input", "ndjson", "--continue-on-error", input: input)
        #expect(outcome.status == 5)
        let expected = Self.broken.flatMap { [$0.code, nil] }
        #expect(try codes(outcome) == expected, "\(outcome.output)")
        #expect(try numbers(outcome) == (1...Int64(expected.count)).map { $0 })
        #expect(try world.lighter("orders").items("orders").count == Self.broken.count)
        // Nor does a broken line that comes first tell of another format.
        let first = try world.lighter("submit", "-", "--continue-on-error", input: "nonsense\n{\"market\":\n" + input)
        #expect(try codes(first) == ["input.malformed_json", "input.malformed_json"] + expected)
        try world.lighter("cancel", "--all", "-y")
        // One that says nothing but nonsense sends nothing.
        let nonsense = try world.lighter("submit", "-", input: "price,size\nx,y\n")
        #expect(nonsense.status == 65)
        #expect(try codes(nonsense) == ["record.malformed"])
        try world.lighter("submit", "-", input: "a,b\n").expectFailure(65, "record.unknown_key")
        try world.lighter("submit", "-", "--input", "toml", input: "[order]\n").expectFailure(
            65,
            "input.malformed_toml"
        )
        try world.lighter("submit", "-", "--input", "json", input: "[{]").expectFailure(65, "input.malformed_json")
        #expect(try world.lighter("orders").items("orders").isEmpty)
    }

    @Test func theFirstFailureStopsWhatComesAfterIt() throws {
        let world = try CommandLineWorld()
        // Refused here, refused at the venue's door, refused by the venue's sequencer.
        let bad = [
            (record("2000.001"), "order.off_tick"), (record("9000"), "venue.accidental_price"),
            (record("2600", #""tif":"post-only""#), "order.canceled_post_only"),
        ]
        let before = try world.lighter("orders").items("orders").count
        for (place, (line, code)) in bad.enumerated() {
            let input = [record("2000"), record("2001"), line, record("2002"), record("2003")].joined(separator: "\n")
            let outcome = try world.lighter("submit", "-", "--batch", "2", input: input)
            #expect(outcome.status == 5, "\(line): \(outcome.output)\(outcome.errors)")
            #expect(try numbers(outcome) == [1, 2, 3, 4, 5])
            let errors = try codes(outcome)
            #expect(errors.prefix(2) == [nil, nil] && errors[2] == code, "\(errors)")
            // The sequencer tells when the block is sent already.
            let rest: String? = place == 2 ? nil : "batch.not_sent"
            #expect(errors.suffix(2) == [rest, rest], "\(line): \(errors)")
        }
        #expect(try world.lighter("orders").items("orders").count == before + 2 + 2 + 4)
        // Where it is the first one nothing was accepted, and the end of the input changes nothing about that.
        for input in ["[1,2]", [bad[0].0, record("2000")].joined(separator: "\n")] {
            #expect(try world.lighter("submit", "-", input: input).status == 65)
        }
    }

    @Test func onlyWhatWasSentIsUnknown() throws {
        let world = try CommandLineWorld()
        try world.setFaults("drop_request=1x@sendTxBatch")
        let input = (0..<5).map { record("20\(10 + $0)") }.joined(separator: "\n")
        let outcome = try world.lighter("submit", "-", "--batch", "2", "--timeout", "1s", input: input)
        #expect(outcome.status == 6)
        let exits = try outcome.lines.map { $0["error"]?["exit"]?.integer }
        #expect(exits == [6, 6, 69, 69, 69], "\(outcome.output)")
        #expect(try world.lighter("submit", "-", input: input).status == 0)
        try world.expectAgreement()
    }

    @Test func ofARefusedRequestEachOrderIsSentByItself() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        // Price protection refuses the whole request for one of its orders.
        let lines = (0..<15).map { record($0 == 4 || $0 == 9 ? "9000" : "20\(10 + $0)") }
        let outcome = try world.lighter(
            "submit",
            "-",
            "--continue-on-error",
            input: lines.joined(separator: "\n") + "\n"
        )
        #expect(outcome.status == 5)
        let exits = try outcome.lines.map { $0["error"]?["exit"]?.integer ?? 0 }
        #expect(exits == (0..<15).map { $0 == 4 || $0 == 9 ? 3 : 0 }, "\(exits)")
        #expect(try world.lighter("orders").items("orders").count == 13)
        let sent = try outcome.lines.compactMap { $0["nonce"]?.integer }
        #expect(sent == (0..<13).map { $0 })
    }

    @Test func batchesHoldAsManyAsAskedForAndTheRestOfALimit() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let input = (0..<40).map { record("20\(10 + $0)") }.joined(separator: "\n")
        let all = try world.lighter("submit", "-", "--wait", "accepted", "--max", "37", input: input)
        #expect(all.status == 0)
        #expect(try all.lines.count == 37)
        #expect(venue.requests("sendTxBatch").count == 3 && venue.requests("sendTx").isEmpty)
        let some = try world.lighter("submit", "-", "--wait", "accepted", "--batch", "1", "--max", "3", input: input)
        #expect(some.status == 0 && venue.requests("sendTx").count == 3)
        #expect(try world.lighter("submit", "-", input: "").status == 0)
        for wrong in ["--batch 51", "--batch 0", "--max 0", "--price 3", "ETH"] {
            #expect(try world.lighter(words: "submit - \(wrong)").status == 64, "\(wrong)")
        }
        try world.lighter("submit", "--file", "nowhere").expectFailure(66)
        try world.lighter("submit", "--file", world.directory).expectFailure(66)
    }

    /// What befalls a stream of four orders in requests of two: how it ends, and the exit class of each line.
    private static let faults: [(fault: String, exit: Int32, lines: [Int64])] = [
        ("drop=1x@sendTxBatch", 0, [0, 0, 0, 0]),
        ("reset_after_write=100%@sendTxBatch", 0, [0, 0, 0, 0]),
        ("truncate=1x@sendTxBatch", 0, [0, 0, 0, 0]),
        ("garbage=1x@sendTxBatch", 0, [0, 0, 0, 0]),
        ("status_after=502:100%@sendTxBatch", 0, [0, 0, 0, 0]),
        ("latency=20ms..60ms:100%", 0, [0, 0, 0, 0]),
        ("rate_limit=1x@sendTxBatch", 0, [0, 0, 0, 0]),
        ("status=400:1x@sendTxBatch", 0, [0, 0, 0, 0]),
        ("stale_nonce=1x", 0, [0, 0, 0, 0]),
        ("status=400:2x@sendTxBatch,sendTx", 3, [3, 69, 69, 69]),
        ("status=403:1x@sendTxBatch", 77, [77, 69, 69, 69]),
        ("reset=1x@sendTxBatch", 6, [6, 6, 69, 69]),
        ("drop_request=1x@sendTxBatch", 6, [6, 6, 69, 69]),
        ("status=503:1x@sendTxBatch", 6, [6, 6, 69, 69]),
        ("stall=30s:1x", 8, [8, 8, 8, 8]),
    ]

    @Test("slow: whatever befalls a stream, each order's fate is told and none is sent twice")
    func faultsUnderAStream() throws {
        let world = try CommandLineWorld()
        for (place, trial) in Self.faults.enumerated() {
            let input = (0..<4).map { record("20\(10 + $0)", #""client_id":"\#(place)-\#($0)""#) }
                .joined(separator: "\n")
            try world.setFaults(trial.fault)
            let timeout = [6, 8].contains(trial.exit) ? "3s" : "20s"
            let outcome = try world.lighter("submit", "-", "--batch", "2", "--timeout", timeout, input: input)
            try world.setFaults("none")
            if trial.exit == 8 { try world.advanceClock(seconds: 31) }
            #expect(outcome.status == trial.exit, "\(trial.fault): \(outcome.output)\(outcome.errors)")
            let lines = try outcome.lines
            #expect(lines.map { $0["error"]?["exit"]?.integer ?? 0 } == trial.lines, "\(trial.fault): \(lines)")
            #expect(outcome.errors.contains("lighter.error") == false)
            // The same once more: what was sent is found, what was not is sent.
            let again = try world.lighter("submit", "-", "--batch", "2", "--timeout", "20s", input: input)
            #expect(again.status == 0, "\(trial.fault): \(again.output)\(again.errors)")
            #expect(try again.lines.allSatisfy { $0["state"] == "ACCEPTED" })
            #expect(try world.lighter("orders").items("orders").count == 4)
            #expect(try world.lighter("cancel", "--all", "-y").status == 0)
        }
        try world.expectAgreement()
    }

    @Test func guardsHoldForEachOrder() throws {
        let world = try CommandLineWorld()
        try world.writeProfile(
            url: world.url,
            "[guard]\nmax_notional = \"300\"\nmax_day_notional = \"650\"\nmarkets = [\"ETH\"]\nmax_open_orders = 3"
        )
        let input = [
            record("2000"), record("3001"), record("2001"),
            #"{"market":"BTC","side":"buy","size":"0.001","price":"50000"}"#, record("2002"), record("1000"),
        ].joined(separator: "\n")
        let outcome = try world.lighter("submit", "-", "--continue-on-error", "--wait", "accepted", input: input)
        #expect(
            try codes(outcome)
                == [
                    nil, "guard.max_notional", nil, "guard.markets", nil, "guard.max_open_orders",
                ],
            "\(outcome.output)"
        )
        try world.lighter("cancel", "--all", "-y")
        let more = try world.lighter("submit", "-", "--continue-on-error", input: record("2000") + "\n" + record("400"))
        #expect(try codes(more) == ["guard.max_day_notional", nil], "\(more.output)")
        #expect(more.status == 5)
    }

    @Test func whoWantsTheKeyMeanwhileGetsIt() throws {
        let world = try CommandLineWorld(more: ["--fault", "latency=30ms..30ms:100%@sendTxBatch"])
        let input = (0..<3_000).map { record("20\(10 + $0 % 80)", #""tif":"ioc""#) }.joined(separator: "\n")
        let arguments = ["submit", "-", "--continue-on-error", "--wait", "accepted"]
        let stream = try world.start(arguments, input: input)
        for number in 0..<5 {
            let other = try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id o\(number)")
            #expect(other.status == 0, "\(other.errors)")
            #expect(stream.output.split(separator: "\n").count < 3_000, "the stream is still at it")
        }
        #expect(stream.wait(120).status == 0)
        #expect(try stream.output.split(separator: "\n").count == 3_000 && world.ledger().count == 3_005)
        try world.expectAgreement()
    }

    @Test func dryRunsAndOtherForms() throws {
        let world = try CommandLineWorld()
        let input = record("2000", #""client_id":"a""#) + "\n" + record("x")
        let dry = try world.lighter("submit", "-", "-n", "--continue-on-error", input: input)
        let first = try dry.lines[0]
        #expect(dry.status == 5 && first["dry_run"] == true && first["wire"] != nil)
        #expect(try world.lighter("orders", "--ledger").items("transactions").isEmpty)
        let table = try world.lighter("submit", "-", "-o", "csv", "--continue-on-error", input: input)
        let rows = table.output.split(separator: "\r\n")
        #expect(rows.count == 3 && rows[0].hasPrefix("line,market,side,") && rows[2].hasPrefix("2,"))
        let quiet = try world.lighter("submit", "-", "-q", input: record("2001", #""client_id":"77""#))
        #expect(quiet.output == "77\n")
    }

    @Test func aReaderThatGoesAwayStopsTheSending() throws {
        let world = try CommandLineWorld()
        try world.write("orders", (0..<3_000).map { record("20\(10 + $0 % 80)") }.joined(separator: "\n"))
        let command =
            "lighter submit --file \(world.directory)/orders --input ndjson --wait accepted --continue-on-error"
        let line = "set -o pipefail; LIGHTER_PROFILE=test \(command) | head -1 >/dev/null"
        // Something was sent, and the answers about it are lost.
        let lost = try world.shell(line).expectFailure(6, "output.lost")
        #expect(lost["hint"] == "lighter orders --ledger")
        #expect(try world.lighter("orders", "--ledger", "--limit", "10000").items("transactions").count < 3_000)
    }

    @Test func ofAnEndlessStreamEachLineIsAnsweredWhenItComesAndMemoryStays() throws {
        let world = try CommandLineWorld()
        try world.write(
            "endless.py",
            """
            import json, os, resource, signal, subprocess, sys
            order = json.dumps({"market": "ETH", "side": "buy", "size": "0.1", "price": "2000", "tif": "ioc"})
            child = subprocess.Popen([sys.argv[1], "submit", "-", "--wait", "accepted"], text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            def peak():
                lines = open(f"/proc/{child.pid}/status").read().splitlines()
                return int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
            for _ in range(3):
                child.stdin.write(order + "\\n"); child.stdin.flush()
                assert json.loads(child.stdout.readline())["state"] == "SUBMITTED"
            peaks = []
            for _ in range(4):
                for _ in range(50):
                    child.stdin.write((order + "\\n") * 20); child.stdin.flush()
                    for _ in range(20): assert json.loads(child.stdout.readline())["state"] == "SUBMITTED"
                peaks.append(peak())
            child.send_signal(signal.SIGINT)
            print(peaks[-1] - peaks[0], child.wait())
            """
        )
        let outcome = try world.shell(
            "LIGHTER_PROFILE=test python3 \(world.directory)/endless.py $(command -v lighter)"
        )
        let words = outcome.output.split(separator: "\n").last?.split(separator: " ").compactMap { Int($0) } ?? []
        #expect(words.count == 2, "\(outcome.output)\(outcome.errors)")
        // Kilobytes, of which the ledger's own cache may take two thousand: three thousand orders kept would be more.
        #expect(words.first ?? .max < 3_000)
        // Interrupted when some were sent.
        #expect(words.last == 5)
    }
}
