import Foundation
import Synchronization
import Testing

@testable import LighterVenue

@Suite struct HTTPClientTests {
    private static let post = HTTPRequest(.post, "/api/v1/sendTx", parameters: [.init("tx_info", #"{"a b":"ü&="}"#)])
    private static let get = HTTPRequest(.get, "/api/v1/nextNonce", parameters: [.init("account_index", "1")])

    private func perform(
        _ request: HTTPRequest,
        _ server: LoopbackServer,
        limit: Int = HTTPClient.responseLimit,
        within time: Duration = .seconds(10)
    ) throws -> HTTPResponse {
        try HTTPClient(version: "1.2.3", responseLimit: limit)
            .perform(request, at: BaseURL(server.url), deadline: .now.advanced(by: time))
    }

    private static let goodURLs: [String] = [
        "https://mainnet.zklighter.elliot.ai", "https://example.com:8443/base", "http://127.0.0.1:80",
        "http://127.255.3.4", "http://localhost:9", "http://[::1]:9", "https://[2001:db8::1]",
    ]
    private static let insecureURLs: [String] = [
        "http://example.com", "http://10.0.0.1", "http://128.0.0.1", "http://127.1", "http://0x7f000001",
        "http://2130706433", "http://127.0.0.1.example.com", "http://localhost.example.com", "http://[::2]",
        "http://[::ffff:127.0.0.1]", "http://0.0.0.0",
    ]
    private static let malformedURLs: [String] = [
        "", "example.com", "ftp://example.com", "https://", "https://user@example.com", "http://127.0.0.1@example.com",
        "https://example.com:0", "https://example.com:65536", "https://example.com:", "https://example.com?x",
        "https://example.com/a?b", "https://example.com/#", "https://exa mple.com", "https://example.com/a b",
        "https://[::1", "https://[zz]", "https://example..com", "https://ex\u{e4}mple.com",
        "https://example.com\r\nX: y",
        "https://example.com\\@evil.com", "http://[::1%25lo]", "https://-x.com", "http://localhost.",
    ]

    @Test func plainHTTPIsForThisMachineAlone() throws {
        for text in Self.goodURLs { #expect(throws: Never.self, "\(text)") { try BaseURL(text) } }
        for text in Self.insecureURLs { #expect(throws: BaseURLError.insecure(text)) { try BaseURL(text) } }
        for text in Self.malformedURLs {
            let error = #expect(throws: BaseURLError.self, "\(text)") { try BaseURL(text) }
            if case .insecure = error { Issue.record("\(text) is malformed, not insecure") }
        }
        #expect(try BaseURL("HTTPS://Example.COM:443/v/").description == "https://example.com:443/v")
    }

    @Test func sendsWhatItIsGivenAndReadsWhatComes() throws {
        let gzip = try Fixture.bytes("next_nonce.json.gz")
        let server = try LoopbackServer { request, number in
            switch number {
            case 0:
                .raw(
                    "HTTP/1.1 103 Early Hints\r\nDate: no\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                        + "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: 7\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n",
                    .keepOpen
                )
            case 1: .answer(headers: ["Content-Encoding: gzip"], body: gzip)
            default: .answer(status: 302, headers: ["Location: \("/elsewhere")"], body: [])
            }
        }
        defer { server.stop() }
        let client = try HTTPClient(version: "1.2.3")
        let base = try BaseURL(server.url + "/v")
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))

        var request = Self.post
        request.headers = [.init("Authorization", "1:2:3:ab")]
        let chunked = try client.perform(request, at: base, deadline: deadline)
        #expect(chunked.body == Array("abcde".utf8))
        #expect(chunked.dateMilliseconds == 784_111_777_000)
        #expect(chunked.retryAfterMilliseconds == 7000)
        #expect(!chunked.timings.isReused && chunked.timings.total >= chunked.timings.firstByte)

        let compressed = try client.perform(Self.get, at: base, deadline: deadline)
        #expect(try compressed.body == Fixture.bytes("http_next_nonce.json"))
        #expect(compressed.timings.isReused)

        #expect(try client.perform(Self.get, at: base, deadline: deadline).status == 302)
        #expect(
            server.requests.map(\.target) == ["/v/api/v1/sendTx"]
                + Array(repeating: "/v/api/v1/nextNonce?account_index=1", count: 2)
        )
        #expect(server.requests[0].body == "tx_info=%7B%22a%20b%22%3A%22%C3%BC%26%3D%22%7D")
        #expect(server.requests[0].headers["authorization"] == "1:2:3:ab")
        #expect(server.requests[0].headers["user-agent"] == "lighter/1.2.3")
        #expect(server.requests[0].headers["content-type"] == "application/x-www-form-urlencoded")
    }

    @Test func aRequestCannotSmuggleAnother() throws {
        let server = try LoopbackServer(answering: "{}")
        defer { server.stop() }
        let smugglers: [HTTPRequest] = [
            HTTPRequest(.get, "/a", headers: [.init("Authorization", "x\r\nHost: evil")]),
            HTTPRequest(.get, "/a", headers: [.init("A\n", "x")]), HTTPRequest(.get, "/a HTTP/1.1\r\nX: y"),
            HTTPRequest(.get, "a"), HTTPRequest(.get, "/a?b=c"),
        ]
        for request in smugglers {
            let failure = #expect(throws: HTTPFailure.self) { try perform(request, server) }
            #expect(failure?.reason == .invalidRequest && failure?.reach == .notSent)
        }
        #expect(server.acceptedConnections == 0)
    }

    private struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: LoopbackServer.Reply
        let reason: HTTPFailure.Reason

        init(_ description: String, _ reply: LoopbackServer.Reply, _ reason: HTTPFailure.Reason) {
            testDescription = description
            self.reply = reply
            self.reason = reason
        }
    }

    private static let faults: [Fault] = [
        Fault("closed without an answer", .raw("", .close), .connectionLost),
        Fault("reset without an answer", .raw("", .reset), .connectionLost),
        Fault("body cut off", .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", .close), .connectionLost),
        Fault("body reset", .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", .reset), .connectionLost),
        Fault(
            "chunk cut off",
            .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{}", .close),
            .connectionLost
        ),
        Fault("no answer", .silence, .timeout),
        Fault("half an answer", .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", .keepOpen), .timeout),
        Fault("half a header", .raw("HTTP/1.1 200 O", .keepOpen), .timeout),
        Fault("no HTTP", .raw("SSH-2.0-OpenSSH_9.2\r\n", .close), .malformedReply),
        Fault("no gzip", .answer(headers: ["Content-Encoding: gzip"], body: Array("{}".utf8)), .malformedReply),
        Fault("too large", .answer(body: [UInt8](repeating: 32, count: 70_000)), .tooLarge),
        Fault(
            "endless headers",
            .raw(
                "HTTP/1.1 200 OK\r\n" + String(repeating: "A: \(String(repeating: "b", count: 90))\r\n", count: 4000)
                    + "\r\n",
                .close
            ),
            .tooLarge
        ),
    ]

    @Test(arguments: faults) private func tellsWhyThereIsNoAnswer(_ fault: Fault) throws {
        let server = try LoopbackServer { _, _ in fault.reply }
        defer { server.stop() }
        for request in [Self.get, Self.post] {
            let time: Duration = fault.reason == .timeout ? .milliseconds(200) : .seconds(10)
            let failure = #expect(throws: HTTPFailure.self) {
                try perform(request, server, limit: 65_536, within: time)
            }
            #expect(failure?.reason == fault.reason, "\(failure?.detail ?? "")")
            #expect(failure?.reach == .maybeSent)
        }
        #expect(server.requests.count { $0.method == "POST" } == 1)
    }

    /// libcurl repeats a request by itself when a connection it used again turns out to be dead. A read may be
    /// repeated, a body must not be.
    @Test(arguments: [LoopbackServer.End.close, .reset]) func aPostOnADeadConnectionIsNotRepeated(
        _ end: LoopbackServer.End
    ) throws {
        let server = try LoopbackServer { request, number in
            number % 2 == 0 ? .answer(body: Array("{}".utf8)) : .raw("", end)
        }
        defer { server.stop() }
        let client = try HTTPClient(version: "1")
        let base = try BaseURL(server.url)
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))
        _ = try client.perform(Self.get, at: base, deadline: deadline)
        let failure = #expect(throws: HTTPFailure.self) { try client.perform(Self.post, at: base, deadline: deadline) }
        #expect(failure?.reason == .connectionLost && failure?.reach == .maybeSent)
        #expect(server.requests.map(\.method) == ["GET", "POST"])

        _ = try client.perform(Self.get, at: base, deadline: deadline)
        _ = try client.perform(Self.get, at: base, deadline: deadline)
        #expect(server.requests.map(\.method) == ["GET", "POST", "GET", "GET", "GET"])
    }

    @Test func anInterruptEndsTheWait() throws {
        let isInterrupted = Mutex(false)
        let server = try LoopbackServer { _, _ in
            isInterrupted.withLock { $0 = true }
            return .silence
        }
        defer { server.stop() }
        let client = try HTTPClient(version: "1")
        let ask = { isInterrupted.withLock { $0 } }
        func failure() throws -> HTTPFailure? {
            let base = try BaseURL(server.url)
            return #expect(throws: HTTPFailure.self) {
                try client.perform(Self.post, at: base, deadline: .now.advanced(by: .seconds(30)), isInterrupted: ask)
            }
        }
        let sent = try failure()
        #expect(sent?.reason == .interrupted && sent?.reach == .maybeSent)
        let unsent = try failure()
        #expect(unsent?.reason == .interrupted && unsent?.reach == .notSent)
        #expect(server.requests.count == 1)
    }

    @Test func datesAreReadInTheFormsThatServersAndCertificatesHave() {
        for (text, second) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("", nil),
        ] as [(String, Int64?)] {
            #expect(HTTPDate.milliseconds(text) == second.map { $0 * 1000 }, "\(text)")
        }
        for (text, second) in [
            ("Nov  6 08:49:37 1994 GMT", 784_111_777), ("Dec 31 23:59:59 2037 GMT", 2_145_916_799),
            ("Nov  6 08:49:37 1994", nil), ("Sun, 06 Nov 1994 08:49:37 GMT", nil),
        ] as [(String, Int64?)] {
            #expect(HTTPDate.ofCertificate(text) == second.map { $0 * 1000 }, "\(text)")
        }
    }
}
