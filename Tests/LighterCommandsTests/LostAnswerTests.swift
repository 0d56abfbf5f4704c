import Foundation
import LighterJSON
import Synchronization
import Testing

/// An order that was sent is never sent again, and never lost, whatever becomes of the answer.
@Suite struct LostAnswerTests {
    private static let order = "submit ETH buy 0.1 --price 2000 --client-id 42"

    /// How the answer to a transaction gets lost.
    private static let losses: [StandInVenue.Reply] = [
        .passOnAndReset, .answer(502, "<html>Bad Gateway</html>"), .answer(500, ""),
        .answer(200, "{\"code\":200,\"tx_h"),
        .answer(200, "{}"), .answer(504, #"{"code":29500,"message":"internal server error"}"#),
    ]

    @Test func aTransactionThatArrivedIsFoundByItsHash() throws {
        let sandbox = try CommandLineWorld()
        let venue = try StandInVenue(before: sandbox.url) { $0.endpoint == "sendTx" ? .passOnAndReset : .passOn }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        let submitted = try sandbox.lighter(words: Self.order)
        #expect(submitted.status == 0, "\(submitted.errors)")
        #expect(try submitted.json["state"] == "ACCEPTED")
        #expect(try sandbox.lighter(words: "modify 42 --price 2100").text("price") == "2100")
        #expect(try sandbox.lighter(words: "cancel 42").json["count"] == 1)
        #expect(venue.requests("sendTx").count == 3)
        #expect(try sandbox.lighter("orders", "--history").items("orders").count == 1)
    }

    @Test func aTransactionNobodyKnowsOfIsUnknownAndNotSentAgain() throws {
        let sandbox = try CommandLineWorld()
        for loss in Self.losses {
            // The venue behind never hears of it.
            let isPassedOn = if case .passOnAndReset = loss { true } else { false }
            let reply: StandInVenue.Reply = isPassedOn ? .reset : loss
            let venue = try StandInVenue(before: sandbox.url) { $0.endpoint == "sendTx" ? reply : .passOn }
            defer { venue.stop() }
            try sandbox.writeProfile(url: venue.url)
            let failure = try sandbox.lighter(words: Self.order + " --timeout 1s").expectFailure(6)
            #expect(failure["effect"] == "unknown" && failure["retry"] == "after_reconcile", "\(loss)")
            let context = try #require(failure["context"])
            #expect(context["client_order_index"] == "42" && context["nonce"] == 0, "\(loss)")
            #expect(context["tx_hash"]?.string?.count == 80, "\(loss)")
            #expect(failure["hint"]?.string?.hasPrefix("lighter ") == true, "\(loss)")
            #expect(venue.requests("sendTx").count == 1, "\(loss)")
        }
        // The same when no answer ever comes.
        let venue = try StandInVenue(before: sandbox.url) { $0.endpoint == "sendTx" ? .silence : .passOn }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        try sandbox.lighter(words: Self.order + " --timeout 1s").expectFailure(6, "network.timeout")
        #expect(venue.requests("sendTx").count == 1)
        #expect(try sandbox.lighter("orders").items("orders").isEmpty)
    }

    @Test func aRefusalAtTheDoorIsNoUnknown() throws {
        let sandbox = try CommandLineWorld()
        let refusals: [(reply: StandInVenue.Reply, exit: Int32)] = [
            (.answer(429, "", headers: ["Retry-After: 70"]), 75),
            (.answer(400, #"{"code":21739,"message":"not enough margin to create the order"}"#), 3),
            (.answer(400, #"{"code":21120,"message":"invalid signature"}"#), 77),
            (.answer(400, #"{"code":99999,"message":"\u001b[31mnew\nword"}"#), 3),
            (.answer(400, #"{"code":21104,"message":"invalid nonce"}"#), 75),
            (.answer(405, ""), 75),
        ]
        for (reply, exit) in refusals {
            let venue = try StandInVenue(before: sandbox.url) { $0.endpoint == "sendTx" ? reply : .passOn }
            defer { venue.stop() }
            try sandbox.writeProfile(url: venue.url)
            let refused = try sandbox.lighter(words: Self.order)
            let failure = try refused.expectFailure(exit)
            #expect(failure["effect"] == "none", "\(reply)")
            #expect(!refused.errors.contains("\u{1B}") && !refused.errors.contains("\\u001"), "\(refused.errors)")
            if exit == 75 { #expect(failure["retry_after_ms"]?.integer ?? 0 > 0, "\(reply)") }
            // A nonce the venue refuses is read again, once; nothing else is tried twice.
            let isNonce = failure["code"] == "venue.invalid_nonce"
            #expect(venue.requests("sendTx").count == (isNonce ? 2 : 1), "\(reply)")
        }
    }

    @Test func aStaleNonceIsReadAgainAndSignedAnew() throws {
        let sandbox = try CommandLineWorld()
        let isFirst = Mutex(true)
        let venue = try StandInVenue(before: sandbox.url) { request in
            guard request.endpoint == "nextNonce" else { return .passOn }
            let isStale = isFirst.withLock { first in
                defer { first = false }
                return first
            }
            return isStale ? .answer(200, #"{"code":200,"nonce":5}"#) : .passOn
        }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        let submitted = try sandbox.lighter(words: Self.order)
        #expect(submitted.status == 0, "\(submitted.errors)")
        #expect(try submitted.json["nonce"] == 0)
        #expect(venue.requests("sendTx").count == 2 && venue.requests("nextNonce").count == 2)
    }

    /// Something between us and the venue delivers the order and hands back the answer to a second delivery.
    @Test func aRefusedNonceOfATransactionThatWasTakenIsNoReasonToSendAgain() throws {
        let sandbox = try CommandLineWorld()
        let venue = try StandInVenue(before: sandbox.url) { $0.endpoint == "sendTx" ? .passOnTwice : .passOn }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        let submitted = try sandbox.lighter(words: Self.order)
        #expect(submitted.status == 0, "\(submitted.errors)")
        #expect(try submitted.json["state"] == "ACCEPTED" && submitted.json["nonce"] == 0)
        #expect(venue.requests("sendTx").count == 1)
        #expect(try sandbox.lighter("orders").items("orders").count == 1)
    }

    @Test func hiccupsWhileWaitingDoNotHideTheOrder() throws {
        let sandbox = try CommandLineWorld()
        let looks = Mutex<[String: Int]>([:])
        let venue = try StandInVenue(before: sandbox.url) { request in
            guard ["tx", "accountOrders"].contains(request.endpoint) else { return .passOn }
            let count = looks.withLock { counts in
                counts[request.endpoint, default: 0] += 1
                return counts[request.endpoint, default: 0]
            }
            return count == 1 ? .answer(429, "") : count == 2 ? .reset : .passOn
        }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        let submitted = try sandbox.lighter(words: Self.order)
        #expect(submitted.status == 0, "\(submitted.errors)")
        #expect(try submitted.json["state"] == "ACCEPTED")
    }

    @Test func aVenueThatDoesNotTellLeavesTheOrderUnknownAndALiveOnePending() throws {
        let sandbox = try CommandLineWorld()
        let venue = try StandInVenue(before: sandbox.url) {
            ["tx", "accountOrders"].contains($0.endpoint) ? .reset : .passOn
        }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        let failure = try sandbox.lighter(words: Self.order + " --timeout 1s").expectFailure(6)
        #expect(failure["effect"] == "unknown" && failure["hint"] == "lighter order 42")
        #expect(failure["context"]?["tx_hash"]?.string?.count == 80)
        try sandbox.writeProfile()
        let waiting = "submit ETH buy 0.1 --price 2000 --client-id 43 --wait filled --timeout 1s"
        #expect(try sandbox.lighter(words: waiting).expectFailure(8)["hint"] == "lighter order 43")
        let sent = try sandbox.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 44 --wait accepted").json
        #expect(sent["state"] == "SUBMITTED" && sent["order_index"] == .null)
        #expect(try sandbox.lighter("order", "42", "-q").output == "ACCEPTED\n")
        #expect(try sandbox.lighter("orders").items("orders").count == 3)
    }

    @Test func aVenueThatCannotBeAskedAfterASendLeavesItUnknown() throws {
        let sandbox = try CommandLineWorld()
        #expect(try sandbox.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 1").status == 0)
        let replies: [StandInVenue.Reply] = [.answer(401, ""), .answer(200, "[]"), .answer(404, "<html>")]
        for (index, reply) in replies.enumerated() {
            let isSent = Mutex(false)
            let venue = try StandInVenue(before: sandbox.url) { request in
                if request.endpoint == "sendTx" { isSent.withLock { $0 = true } }
                let isAsking = ["tx", "accountOrders", "accountActiveOrders"].contains(request.endpoint)
                return isAsking && isSent.withLock { $0 } ? reply : .passOn
            }
            defer { venue.stop() }
            try sandbox.writeProfile(url: venue.url)
            let lines = ["submit ETH buy 0.1 --price 2000 --client-id 1\(index)", "modify 1 --price 200\(index + 1)"]
            for line in lines {
                isSent.withLock { $0 = false }
                let failure = try sandbox.lighter(words: line).expectFailure(6)
                #expect(
                    failure["effect"] == "unknown" && failure["context"]?["tx_hash"]?.string?.count == 80,
                    "\(line)"
                )
            }
        }
        try sandbox.writeProfile()
        #expect(try sandbox.lighter("orders").items("orders").count == 1 + replies.count)
        #expect(try sandbox.lighter("order", "1").text("price") == "2003")
    }

    @Test func aReadThatFailsSaysWhetherToTryAgain() throws {
        let dead = try CommandLineWorld(venue: "http://127.0.0.1:1")
        for line in ["markets", "book ETH", "account", "orders", "cancel 5", Self.order] {
            let failure = try dead.lighter(words: line).expectFailure(69, "network.connect")
            #expect(failure["effect"] == "none")
        }
        let replies: [(reply: StandInVenue.Reply, exit: Int32)] = [
            (.answer(429, "", headers: ["Retry-After: 70"]), 75), (.answer(503, "<html>"), 69), (.answer(500, ""), 69),
            (.reset, 69), (.answer(200, "<html>hello</html>"), 76), (.answer(200, "[]"), 76),
            (.answer(404, "<html>"), 76),
            (.answer(200, #"{"code":200,"orders":[{"status":"open"}]}"#), 76), (.answer(401, ""), 77),
            (.answer(302, "", headers: ["Location: http://127.0.0.1:1/"]), 76),
        ]
        let sandbox = try CommandLineWorld()
        for (reply, exit) in replies {
            let venue = try StandInVenue(before: sandbox.url) { $0.endpoint == "accountActiveOrders" ? reply : .passOn }
            defer { venue.stop() }
            try sandbox.writeProfile(url: venue.url)
            let failure = try sandbox.lighter("orders").expectFailure(exit)
            if exit == 75 { #expect(failure["retry_after_ms"] == 70_000) }
        }
    }
}
