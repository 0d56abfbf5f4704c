import LighterStatus
import TestSupport
import Testing

@Suite("Reading an error answer")
struct ClassificationTests {
    struct Answer: Sendable {
        var http: Int?
        var code: Int?
        var message = ""
        var asRead: ExitClass
        var asSend: ExitClass

        init(_ http: Int?, _ code: Int?, _ message: String = "", read: ExitClass, send: ExitClass) {
            (self.http, self.code, self.message, asRead, asSend) = (http, code, message, read, send)
        }
    }

    static let answers: [Answer] = [
        // Limits: nothing was taken.
        Answer(429, 23000, read: .temporary, send: .temporary),
        Answer(429, nil, "insufficient volume quota", read: .temporary, send: .temporary),
        Answer(405, nil, "<html>blocked</html>", read: .temporary, send: .temporary),
        Answer(200, 23004, read: .temporary, send: .temporary),
        Answer(nil, 30010, read: .temporary, send: .temporary),
        Answer(429, 21999, read: .temporary, send: .temporary),
        Answer(400, 21104, read: .temporary, send: .temporary),
        // The server failed: a send may have been taken.
        Answer(500, nil, read: .unavailable, send: .unknown),
        Answer(502, nil, "<html><h1>Bad Gateway</h1></html>", read: .unavailable, send: .unknown),
        Answer(503, 21728, read: .rejected, send: .unknown),
        Answer(408, nil, read: .unavailable, send: .unknown),
        Answer(400, 29500, read: .unavailable, send: .unknown),
        Answer(400, 29501, read: .unavailable, send: .unknown),
        Answer(400, 29999, read: .unavailable, send: .unknown),
        Answer(nil, nil, read: .unavailable, send: .unknown),
        Answer(200, nil, "not JSON", read: .protocol, send: .unknown),
        Answer(200, 99999, read: .protocol, send: .unknown),
        Answer(302, nil, read: .protocol, send: .unknown),
        // Keys and tokens.
        Answer(400, 21108, read: .permission, send: .permission),
        Answer(400, 21109, read: .permission, send: .permission),
        Answer(400, 21120, read: .permission, send: .permission),
        Answer(401, 20013, read: .permission, send: .permission),
        Answer(401, nil, read: .permission, send: .permission),
        Answer(
            400,
            20001,
            "invalid param : auth query param and Authorization header are empty",
            read: .permission,
            send: .permission
        ),
        Answer(400, 20001, "invalid param: : field \"tx_type\" is not set", read: .protocol, send: .protocol),
        // What does not exist.
        Answer(400, 21100, read: .notFound, send: .notFound),
        Answer(400, 21500, read: .notFound, send: .notFound),
        Answer(400, 21602, read: .notFound, send: .notFound),
        Answer(404, nil, read: .protocol, send: .protocol),
        // The venue decided.
        Answer(400, 21701, read: .rejected, send: .rejected),
        Answer(400, 21739, read: .rejected, send: .rejected),
        Answer(200, 21728, read: .rejected, send: .rejected),
        Answer(nil, 21702, read: .rejected, send: .rejected),
        Answer(400, 21799, read: .rejected, send: .rejected),
        Answer(400, 99999, read: .rejected, send: .rejected),
        Answer(400, nil, read: .protocol, send: .rejected),
        // The venue speaks differently, or lighter is wrong.
        Answer(400, 21501, read: .protocol, send: .protocol),
        Answer(400, 21505, read: .protocol, send: .protocol),
        Answer(400, 21105, read: .internal, send: .internal),
    ]

    @Test("Each kind of answer ends in its class", arguments: answers)
    func classes(answer: Answer) {
        for (isSend, expected) in [(false, answer.asRead), (true, answer.asSend)] {
            let failure = Failure.venue(http: answer.http, code: answer.code, message: answer.message, isSend: isSend)
            #expect(failure.exit == expected)
            #expect(failure.code.hasPrefix("venue."))
            #expect(failure.venue?.code == answer.code && failure.venue?.http == answer.http)
            #expect(!failure.message.contains("<"))
        }
    }

    @Test("Whatever arrives, nothing that may have been taken is ever called safe to repeat")
    func sweep() {
        var random = SeededGenerator(seed: 1)
        let statuses: [Int?] = [
            nil, 0, 100, 200, 204, 301, 400, 401, 403, 404, 405, 408, 413, 418, 429, 500, 503, 599, -1, .max,
        ]
        let messages: [String?] = [nil, "", "quota", "auth", "\u{1B}[2J<b>"]
        for _ in 0..<3_000 {
            let http =
                Bool.random(using: &random)
                ? statuses.randomElement(using: &random) ?? nil : .random(in: 100...599, using: &random)
            let documented = VenueCode.all.randomElement(using: &random)?.code
            let code: Int? =
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: nil
                case 1: documented
                case 2: .random(in: 19_000...63_000, using: &random)
                default: .random(in: .min ... .max, using: &random)
                }
            let message = messages.randomElement(using: &random) ?? nil
            let read = VenueCode.classify(http: http, code: code, message: message, isSend: false)
            let send = VenueCode.classify(http: http, code: code, message: message, isSend: true)

            #expect(read.effect == .none && read.exit != .unknown)
            #expect(send.exit != .unavailable, "an answer to a send is no proof that it was not sent")
            #expect((send.exit == .unknown) == (send.effect == .unknown))
            #expect(send.retry == .safe ? send.exit == .temporary : send.retry == send.exit.retry)
            if let http, (500..<600).contains(http) { #expect(send.exit == .unknown) }
            if http == 429 || http == 405 { #expect(read.exit == .temporary && send.exit == .temporary) }
            for verdict in [read, send] {
                #expect(verdict.name.wholeMatch(of: /venue\.[a-z0-9_]+/) != nil)
                #expect((verdict.retryAfterMilliseconds != nil) == (verdict.exit == .temporary))
            }
        }
    }

    @Test("The longer of two waits counts, and a spent quota is no request limit")
    func waits() {
        #expect(VenueCode.classify(http: 405, code: 23000, isSend: true).retryAfterMilliseconds == 60_000)
        let quota = VenueCode.classify(http: 429, code: 23000, message: "Not enough Volume Quota", isSend: true)
        #expect(quota.name == "venue.volume_quota_exhausted" && quota.retryAfterMilliseconds == 15_000)
    }

    @Test("A transaction refused after it was accepted is dead, and names its order")
    func notExecuted() {
        let context = FailureContext(clientOrderIndex: 77)
        let failure = Failure.notExecuted(code: 21728, message: "client order index already exists").with(context)
        #expect(failure.exit == .dead && failure.effect == .none && failure.retry == .never)
        #expect(failure.code == "venue.client_order_index_exists" && failure.hint == "lighter order 77")
        #expect(Failure.notExecuted(code: 29500, message: nil).exit == .dead)
        #expect(Failure.notExecuted(code: nil, message: nil).code == "venue.not_executed")
    }
}
