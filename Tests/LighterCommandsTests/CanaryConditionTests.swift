import Foundation
import LighterJSON
import Synchronization
import Testing

/// Everything that can be wrong, one thing at a time: how the canary ends, what it says, and that nothing is left behind.
@Suite struct CanaryConditionTests {
    /// What is wrong, and how it is brought about.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        /// What `[canary]` says besides.
        var settings = ""
        var faults = "none"
        /// What a venue in between does with a request.
        var reply: (@Sendable (StandInVenue.Request, CommandLineWorld) throws -> StandInVenue.Reply)?
        var prepare: @Sendable (CommandLineWorld) throws -> Void = { _ in }
        let exit: Int32
        /// Of the last attempt's order; nil where nothing was sent.
        let state: String?
        /// Of the note that says why; nil where all is well.
        let code: String?
        /// What the sentence has to say.
        var words = ""
        /// Of a note that the run does not fail for.
        var remark: String?
    }

    private static let cases: [Case] = [
        Case(
            description: "key not registered",
            prepare: {
                try $0.shell("cd; sed -i 's/^api_key_index.*/api_key_index = 9/' config/test.toml").expectDone()
            },
            exit: 77,
            state: nil,
            code: "key.not_registered",
            words: "api key not found"
        ),
        Case(
            description: "another key registered",
            prepare: { try $0.write("config/test.key", Vectors().privateKey) },
            exit: 77,
            state: nil,
            code: "key.foreign",
            words: "another one"
        ),
        Case(
            description: "no key",
            prepare: { try $0.shell("rm ~/config/test.key").expectDone() },
            exit: 77,
            state: nil,
            code: "key.not_found",
            words: "no such key file"
        ),
        Case(
            description: "wrong chain id, which the first order shows",
            prepare: { try $0.shell("cd; sed -i 's/^chain_id.*/chain_id = 301/' config/test.toml").expectDone() },
            exit: 1,
            state: "REJECTED",
            code: "chain_id.wrong",
            words: "chain_id 301"
        ),
        Case(
            description: "wrong chain id, which earlier transactions show",
            prepare: { world in
                try #require(try world.lighter("cancel", "--disarm").status == 0)
                try world.shell("cd; sed -i 's/^chain_id.*/chain_id = 301/' config/test.toml").expectDone()
            },
            exit: 1,
            state: nil,
            code: "chain_id.wrong",
            words: "signed for 300"
        ),
        Case(
            description: "clock off by a minute",
            prepare: { try $0.advanceClock(seconds: 60) },
            exit: 1,
            state: nil,
            code: "clock.off",
            words: "seconds behind the venue's"
        ),
        Case(
            description: "market halted",
            prepare: { try $0.setMarket("ETH", "status", "inactive") },
            exit: 1,
            state: nil,
            code: "market.not_active",
            words: "takes no orders now"
        ),
        Case(
            description: "decimals changed since the cache",
            prepare: { world in
                try #require(try world.lighter("markets").status == 0)
                let change = "s/\"supported_price_decimals\":2/\"supported_price_decimals\":3/g"
                try world.shell("cd; sed -i '\(change)' cache/markets-*.json").expectDone()
            },
            exit: 1,
            state: nil,
            code: "market.decimals_changed",
            words: "price decimals 3 to 2"
        ),
        Case(
            description: "book empty",
            prepare: { try $0.setMarket("ETH", "withdraw_house", "true") },
            exit: 1,
            state: nil,
            code: "book.empty",
            words: "no mid"
        ),
        Case(
            description: "post-only crossing",
            reply: { request, world in
                guard request.endpoint == "orderBookOrders" else { return .passOn }
                let order =
                    #"{"order_index":281474976710657,"owner_account_index":9,"price":"2956.25","remaining_base_amount":"1"}"#
                return .answer(200, #"{"code":200,"asks":[\#(order)],"bids":[\#(order)]}"#)
            },
            exit: 1,
            state: "CANCELED",
            code: "order.canceled_post_only",
            words: "post-only"
        ),
        Case(
            description: "order stuck open",
            settings: "deadline = \"2s\"",
            reply: { request, world in
                // Once: what is sent after it waits, too.
                if request.isCancel, (try? world.shell("mkdir ~/stuck").status) == 0 {
                    try world.setFaults("stall=25s:1x")
                }
                return .passOn
            },
            exit: 1,
            state: "ACCEPTED",
            code: "canary.order_left",
            words: "could not be cancelled"
        ),
        Case(
            description: "cancels refused, and all orders of the market may be cancelled",
            settings: "deadline = \"2s\"\nallow_cancel_all = true",
            reply: { request, _ in
                request.isCancel ? .answer(400, #"{"code":21501,"message":"invalid tx info"}"#) : .passOn
            },
            exit: 1,
            state: "CANCELED",
            code: "venue.invalid_tx_info",
            words: "could not be cancelled",
            remark: "canary.cancel_all"
        ),
        Case(
            description: "429 on reads",
            faults: "rate_limit=3x@accountOrders;status=429:2x@tx;rate_limit=1x@apikeys",
            exit: 0,
            state: "CANCELED",
            code: nil,
            remark: "venue.limited"
        ),
        Case(
            description: "429 on the send",
            faults: "rate_limit=1x@sendTx",
            exit: 0,
            state: "CANCELED",
            code: nil,
            remark: "venue.limited"
        ),
        Case(
            description: "5xx on the send, which did not arrive",
            settings: "deadline = \"2s\"",
            faults: "status=503:1x@sendTx",
            exit: 1,
            state: nil,
            code: "venue.http_503",
            words: "did not get through",
            remark: "canary.never_arrived"
        ),
        Case(
            description: "5xx on the send, which did arrive",
            faults: "status_after=502:1x@sendTx",
            exit: 1,
            state: "CANCELED",
            code: "canary.answer_lost",
            words: "no answer said so"
        ),
        Case(
            description: "an answer that is none",
            faults: "garbage=1x@sendTx",
            exit: 1,
            state: "CANCELED",
            code: "canary.answer_lost"
        ),
        Case(
            description: "an answer that breaks off",
            faults: "truncate=1x@sendTx",
            exit: 1,
            state: "CANCELED",
            code: "canary.answer_lost"
        ),
        Case(
            description: "5xx on everything that is read",
            settings: "deadline = \"2s\"",
            faults: "status=500:100%@",
            exit: 1,
            state: nil,
            code: "venue.http_500",
            words: "HTTP status 500"
        ),
        Case(
            description: "venue down",
            prepare: { try $0.writeProfile(url: "http://127.0.0.1:9") },
            exit: 1,
            state: nil,
            code: "network.connect",
            words: "no connection to http://127.0.0.1:9"
        ),
        Case(
            description: "a submit slower than the threshold",
            settings: "max_ack = \"200ms\"",
            faults: "latency=400ms..400ms:1x@sendTx",
            exit: 1,
            state: "CANCELED",
            code: "canary.slow_submit",
            words: "more than 200ms"
        ),
        Case(
            description: "a cancel slower than the threshold",
            settings: "max_cancel = \"300ms\"",
            reply: { request, world in
                if request.isCancel { try world.setFaults("stall=700ms:1x") }
                return .passOn
            },
            exit: 1,
            state: "CANCELED",
            code: "canary.slow_cancel",
            words: "more than 300ms"
        ),
        Case(
            description: "ledger that cannot be written",
            prepare: { try $0.shell("cd; mkdir -p state/ledger.sqlite").expectDone() },
            exit: 1,
            state: nil,
            code: "ledger.unwritable",
            words: "nothing was sent"
        ),
        Case(
            description: "state directory that cannot be written",
            prepare: { try $0.write("state", "a file") },
            exit: 1,
            state: nil,
            code: "ledger.unwritable",
            words: "nothing was sent"
        ),
        Case(
            description: "a probe that does not hold",
            settings: "[[canary.probe]]\nkind = \"book\"\nmax_spread = \"0.0001%\"",
            exit: 1,
            state: "CANCELED",
            code: "probe.wide_spread",
            words: "the book probe does not hold"
        ),
        Case(
            description: "stream dead",
            settings: "[[canary.probe]]\nkind = \"stream\"",
            exit: 1,
            state: "CANCELED",
            code: "stream.connect",
            words: "the stream probe does not hold"
        ),
        Case(
            description: "read-only profile",
            prepare: { try $0.writeProfile("test", "[guard]\nread_only = true") },
            exit: 7,
            state: nil,
            code: "guard.read_only",
            words: "read-only"
        ),
    ]

    @Test(arguments: cases)
    func aConditionIsToldAsItIs(_ condition: Case) throws {
        let world = try CommandLineWorld()
        try world.writeProfile("test", "[canary]\nmarket = \"ETH\"\n\(condition.settings)")
        try condition.prepare(world)
        let venue = try condition.reply.map { reply in
            // The world outlives the venue.
            nonisolated(unsafe) let world = world
            return try StandInVenue(before: world.url) { request in
                (try? reply(request, world)) ?? .reset
            }
        }
        defer { venue?.stop() }
        if let venue { try world.writeProfile(url: venue.url, "[canary]\n\(condition.settings)") }
        let all = "status,apikeys,accountTxs,orderBookDetails,orderBookOrders,tx,accountOrders,nextNonce,"
        if condition.faults != "none" {
            try world.setFaults(condition.faults.hasSuffix("@") ? condition.faults + all : condition.faults)
        }

        let canary = try world.canary()
        let label = Comment("\(condition): \(canary)")
        #expect(canary.exit == condition.exit && canary.report["exit"]?.integer == Int64(condition.exit), label)
        #expect(canary.report["compliance_pass"] == .bool(condition.code == nil), label)
        #expect(canary.report["terminal_state"] == JSON(condition.state), label)
        let probeNotes = (canary.report["probes"]?.array ?? []).compactMap { $0["note"] }
        if let code = condition.code {
            let note = try #require((canary.notes + probeNotes).first { $0["code"]?.string == code }, label)
            #expect(note["fatal"] == true && Self.says(condition.words, note), label)
            #expect(canary.report["reason"]?.string == note["message"]?.string, label)
        } else {
            #expect(canary.report["reason"] == .null, label)
        }
        if let remark = condition.remark { #expect(canary.note(remark)?["fatal"] == false, label) }
        try world.setFaults("none")
        let isStuck = condition.code == "canary.order_left"
        #expect(canary.report["residue"] == (isStuck ? 1 : 0), label)
        if condition.description.hasPrefix("ledger") || condition.description.hasPrefix("state") {
            try FileManager.default.removeItem(atPath: world.directory + "/state")
        }
        if isStuck {
            // The next run sends nothing while the order may live, and looks after it.
            let next = try world.canary()
            #expect(next.exit == 1 && next.report["residue"] == 1 && next.report["submitted"] == false, "\(next)")
            let end = Date(timeIntervalSinceNow: 30)
            while try world.lighter("orders", "-q").output != "", Date() < end { usleep(100_000) }
            let last = try world.canary()
            #expect(last.exit == 0 && last.report["cleaned_up"] == 1, "\(last)")
            #expect(last.note("canary.cleaned_up")?["fatal"] == false)
        }
        try world.writeProfile()
        try world.write("config/test.key", try #require(world.account["private_key"]?.string))
        try world.expectNothingLeft(label)
    }

    private static func says(_ words: String, _ note: JSON) -> Bool {
        words.isEmpty || note["message"]?.string?.contains(words) == true
    }

    @Test func aCancelThatComesTooLateIsReadAndWhatWasFilledIsUndone() throws {
        let world = try CommandLineWorld(isQuiet: false)
        let isFilled = Mutex(false)
        nonisolated(unsafe) let past = world
        let venue = try StandInVenue(before: world.url) { request in
            guard request.isCancel, !isFilled.withLock({ $0 }) else { return .passOn }
            // The cancel is held back until somebody has sold to the order, which is the best bid.
            for _ in 0..<400 where (try? past.lighter("orders", "-q").output.isEmpty) == false { usleep(20_000) }
            isFilled.withLock { $0 = true }
            return .passOn
        }
        defer { venue.stop() }
        let settings = "[canary]\nmodify = false\noffset = \"0.01%\"\ndeadline = \"60s\""
        try world.writeProfile("behind", url: venue.url, settings)
        let canary = try world.canary("--timeout 60s", profile: "behind")
        #expect(canary.exit == 1 && canary.report["terminal_state"] == "FILLED", "\(canary)")
        #expect(canary.attempt["cancel_action"] == "already_terminal")
        #expect(canary.attempt["cancel_rejected"] == true && canary.attempt["cancel_reason"]?.string != nil)
        #expect(canary.note("order.already_filled")?["fatal"] == true && canary.note("canary.undone") != nil)
        try world.expectNothingLeft("\(canary)")
    }
}

extension StandInVenue.Request {
    /// Whether it is a transaction that cancels an order.
    fileprivate var isCancel: Bool { endpoint == "sendTx" && body.contains("tx_type=15") }
}
