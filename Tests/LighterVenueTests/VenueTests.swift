import Foundation
import LighterJSON
import LighterStatus
import LighterTransactions
import Synchronization
import Testing

@testable import LighterVenue

@Suite struct VenueTests {
    private func venue(
        _ server: LoopbackServer,
        within time: Duration = .seconds(10),
        token: (() throws(Failure) -> String)? = nil
    ) throws -> Venue {
        try Venue(baseURL: BaseURL(server.url), version: "1", requestTimeout: time, token: token)
    }

    /// The failure a call ends with; nil when it does not.
    private func failure<Answer>(_ call: () throws -> Answer) throws -> Failure? {
        do {
            _ = try call()
            return nil
        } catch let failure as Failure {
            return failure
        }
    }

    private static let acceptance =
        #"{"code":200,"message":"{\"ratelimit\": \"off\"}","tx_hash":"ab","predicted_execution_time_ms":1791200060345}"#

    private static let token =
        #"{"token_id":41,"api_token":"ro:720500:single:1822700000:5f0a","name":"dash","account_index":720500,"#
        + #""expiry":1822700000,"sub_account_access":false,"revoked":false,"scopes":"read.*"}"#
    private static let hiddenToken = token.replacing("5f0a", with: "****").replacing("single", with: "all")

    @Test func everyCallGoesWhereTheVenueExpectsIt() throws {
        let answers: [String: String] = [
            "/": #"{"status":200,"network_id":1,"timestamp":1791200000}"#,
            "/api/v1/orderBooks": try Fixture.text("http_order_books.json"),
            "/api/v1/orderBookDetails": try Fixture.text("http_order_book_details.json"),
            "/api/v1/orderBookOrders": try Fixture.text("http_order_book_orders.json"),
            "/api/v1/recentTrades": try Fixture.text("http_recent_trades.json"),
            "/api/v1/candles": try Fixture.text("http_candles.json"),
            "/api/v1/fundings": try Fixture.text("http_fundings.json"),
            "/api/v1/account": try Fixture.text("http_account.json"),
            "/api/v1/accountsByL1Address":
                #"{"code":200,"sub_accounts":[{"code":0,"index":7,"account_type":0,"collateral":"1.5"}],"next_cursor":""}"#,
            "/api/v1/apikeys":
                #"{"code":200,"api_keys":[{"account_index":7,"api_key_index":4,"nonce":1,"public_key":"\#(String(repeating: "aB", count: 40))"}]}"#,
            "/api/v1/nextNonce": try Fixture.text("http_next_nonce.json"),
            "/api/v1/accountActiveOrders": try Fixture.text("http_orders.json"),
            "/api/v1/accountInactiveOrders": try Fixture.text("http_orders.json"),
            "/api/v1/accountOrders": try Fixture.text("http_orders.json"),
            "/api/v1/trades": try Fixture.text("http_recent_trades.json"),
            "/api/v1/accountLimits":
                #"{"code":200,"user_tier":"prem","user_tier_name":"premium","current_maker_fee_tick":40,"current_taker_fee_tick":280}"#,
            "/api/v1/tx":
                #"{"code":200,"hash":"AB","type":14,"status":2,"info":"{}","event_info":"{\"ae\":\"\"}","queued_at":1791200060,"executed_at":1791200060320}"#,
            "/api/v1/sendTx": Self.acceptance,
            "/api/v1/tokens": #"{"code":200,"api_tokens":[\#(Self.token),\#(Self.hiddenToken)]}"#,
            "/api/v1/tokens/create": Self.token.replacing("{", with: #"{"code":200,"#),
            "/api/v1/tokens/revoke": #"{"code":200,"token_id":41,"revoked":true}"#,
            "/api/v1/sendTxBatch": Self.acceptance.replacing(#""ab""#, with: #"["ab","cd"]"#),
        ]
        let server = try LoopbackServer { request, _ in
            let path = request.target.split(separator: "?").first.map(String.init) ?? ""
            return answers[path].map { .answer(body: Array($0.utf8)) } ?? .answer(status: 404, body: [])
        }
        defer { server.stop() }
        let venue = try venue(server) { () throws(Failure) in "1:2:3:ab" }
        let market = try MarketIndex(2048)
        let account = try AccountIndex(123_456)
        let interval = Endpoint.Interval(
            resolution: "1h",
            start: try Timestamp(5000),
            end: try Timestamp(7001),
            count: 3
        )

        #expect(try venue.status().time == 1_791_200_000_000)
        #expect(try venue.orderBooks().count == 1)
        #expect(try venue.orderBookDetails(market).count == 1)
        #expect(try venue.orderBook(market, limit: 250).bids.count == 1)
        #expect(try venue.recentTrades(market, limit: 100).count == 1)
        #expect(try venue.candles(market, interval).count == 2)
        #expect(try venue.fundings(market, interval).count == 2)
        #expect(try venue.account(account).balances.count == 1)
        #expect(try venue.accounts(ofAddress: "0xAb", cursor: "c=&").elements.map(\.index.value) == [7])
        #expect(try venue.apiKeys(account, APIKeyIndex(4)).first?.publicKey == String(repeating: "ab", count: 40))
        #expect(try venue.nextNonce(account, APIKeyIndex(4)).value == 1_234_567_890)
        #expect(try venue.activeOrders(account).count == 1)
        #expect(try venue.inactiveOrders(account, market, limit: 9, cursor: "x").nextCursor == "cursor-1")
        #expect(try venue.orders(account, clientIndexes: (1...21).map { try ClientOrderIndex($0) }).count == 2)
        #expect(try venue.trades(account, limit: 9).elements.count == 1)
        #expect(try venue.accountLimits(account).takerFee == 280)
        let tokens = try venue.readOnlyTokens(account)
        #expect(tokens.map(\.text) == ["ro:720500:single:1822700000:5f0a", nil])
        let token = try venue.createReadOnlyToken(account, name: "my dash", expiry: 5, coversSubAccounts: true)
        #expect(token == tokens[0] && token.expiresAt == 1_822_700_000_000 && token.prefix + "5f0a" == token.text)
        var dumped = "\(token) \(String(reflecting: token)) \([token])"
        dump(token, to: &dumped)
        #expect(dumped.contains("redacted") && !dumped.contains("5f0a"))
        try venue.revokeReadOnlyToken(41, of: account)
        let record = try venue.transaction(hash: "ab")
        #expect(record.execution == .succeeded && record.queuedAt == 1_791_200_060_000)
        let order = try Fixture.signedOrder()
        let single = try venue.send(order, priceProtection: false)
        #expect(single.hashes == ["ab"] && single.predictedExecution == 1_791_200_060_345)
        #expect(single.volumeQuotaRemaining == nil)
        #expect(try venue.send(batch: [order, order]).hashes == ["ab", "cd"])

        let span = "&resolution=1h&start_timestamp=5&end_timestamp=8&count_back=3"
        let identity = "account_index=123456"
        #expect(
            server.requests.map(\.target) == [
                "/", "/api/v1/orderBooks", "/api/v1/orderBookDetails?market_id=2048",
                "/api/v1/orderBookOrders?market_id=2048&limit=250", "/api/v1/recentTrades?market_id=2048&limit=100",
                "/api/v1/candles?market_id=2048" + span, "/api/v1/fundings?market_id=2048" + span,
                "/api/v1/account?by=index&value=123456",
                "/api/v1/accountsByL1Address?l1_address=0xAb&cursor=c%3D%26",
                "/api/v1/apikeys?\(identity)&api_key_index=4", "/api/v1/nextNonce?\(identity)&api_key_index=4",
                "/api/v1/accountActiveOrders?\(identity)",
                "/api/v1/accountInactiveOrders?\(identity)&market_id=2048&limit=9&cursor=x",
                "/api/v1/accountOrders?\(identity)&client_order_indexes="
                    + (1...20).map(String.init).joined(separator: "%2C"),
                "/api/v1/accountOrders?\(identity)&client_order_indexes=21",
                "/api/v1/trades?sort_by=trade_id&limit=9&\(identity)", "/api/v1/accountLimits?\(identity)",
                "/api/v1/tokens?\(identity)", "/api/v1/tokens/create", "/api/v1/tokens/revoke",
                "/api/v1/tx?by=hash&value=ab", "/api/v1/sendTx", "/api/v1/sendTxBatch",
            ]
        )
        let withToken = server.requests.filter { $0.headers["authorization"] == "1:2:3:ab" }
        #expect(withToken.count == 9 && server.requests.count { $0.headers["authorization"] != nil } == 9)
        #expect(
            withToken.allSatisfy { request in
                ["account", "trades", "tokens"].contains { request.target.hasPrefix("/api/v1/\($0)") }
            }
        )

        // The forms carry the signed text to the letter.
        let info = try Fixture.text("signed_order.json").trimmingCharacters(in: .newlines)
        let forms = server.requests.suffix(2).map { form($0.body) }
        let tokenForms = server.requests.filter { $0.target.hasPrefix("/api/v1/tokens/") }.map { form($0.body) }
        #expect(
            tokenForms == [
                ["name": "my dash", "account_index": "123456", "expiry": "5", "sub_account_access": "true"],
                ["token_id": "41", "account_index": "123456"],
            ]
        )
        #expect(forms[0] == ["tx_type": "14", "tx_info": info, "price_protection": "false"])
        #expect(forms[1]["tx_types"] == "[14,14]")
        #expect(try JSON.decode(forms[1]["tx_infos"] ?? "") == .array([.string(info), .string(info)]))
    }

    private func form(_ body: String) -> [String: String] {
        let items = URLComponents(string: "?" + body)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    }

    @Test func withoutATokenNothingIsAsked() throws {
        let server = try LoopbackServer(answering: "{}")
        defer { server.stop() }
        let account = try AccountIndex(1)
        let missing = try failure { try venue(server).activeOrders(account) }
        #expect(missing?.exit == .permission && missing?.code == "auth.no_key")
        let own = Failure("key.unreadable", .permission, "no")
        let thrown = try failure {
            try venue(server) { () throws(Failure) in throw own }.activeOrders(account)
        }
        #expect(thrown == own)
        #expect(server.acceptedConnections == 0)
    }

    private struct Answer: Sendable {
        let status: Int
        let body: String
        let read: ExitClass?
        let send: ExitClass?
        var headers: [String] = []
        var wait: Int64?

        init(
            _ status: Int,
            _ body: String,
            read: ExitClass?,
            send: ExitClass?,
            headers: [String] = [],
            wait: Int64? = nil
        ) {
            self.status = status
            self.body = body
            self.read = read
            self.send = send
            self.headers = headers
            self.wait = wait
        }
    }

    private static let page =
        "<html><head><title>502 Bad Gateway</title></head><body>\u{1B}[31mCloudFront</body></html>"

    private static let answers: [Answer] = [
        Answer(200, #"{"code":200,"nonce":5}"#, read: nil, send: nil),
        Answer(200, #"{"nonce":5,"accounts":[{"code":0}]}"#, read: nil, send: .unknown),
        Answer(200, #"{"code":21104,"message":"invalid nonce"}"#, read: .temporary, send: .temporary),
        Answer(200, #"{"code":"200","nonce":5}"#, read: .protocol, send: .unknown),
        Answer(200, #"{"code":200,"nonce":5"#, read: .protocol, send: .unknown),
        Answer(200, #"{"code":200,"nonce":"5","tx_hash":5}"#, read: .protocol, send: .unknown),
        Answer(200, #"{"code":200,"nonce":-5,"tx_hash":{}}"#, read: .protocol, send: .unknown),
        Answer(200, "[1]", read: .protocol, send: .unknown), Answer(200, "", read: .protocol, send: .unknown),
        Answer(200, page, read: .protocol, send: .unknown), Answer(204, "", read: .protocol, send: .unknown),
        Answer(302, "", read: .protocol, send: .unknown, headers: ["Location: https://example.com/"]),
        Answer(
            400,
            #"{"code":21733,"message":"order price flagged as an accidental price"}"#,
            read: .rejected,
            send: .rejected
        ),
        Answer(400, #"{"code":21120,"message":"invalid signature"}"#, read: .permission, send: .permission),
        Answer(400, #"{"code":21100,"message":"account not found"}"#, read: .notFound, send: .notFound),
        Answer(401, #"{"code":20013,"message":"invalid deadline"}"#, read: .permission, send: .permission),
        Answer(403, page, read: .permission, send: .permission), Answer(400, "", read: .protocol, send: .rejected),
        Answer(405, page, read: .temporary, send: .temporary, wait: 60_000),
        Answer(
            429,
            #"{"code":23000,"message":"Too Many Requests!"}"#,
            read: .temporary,
            send: .temporary,
            headers: ["Retry-After: 9"],
            wait: 9000
        ),
        Answer(
            429,
            "",
            read: .temporary,
            send: .temporary,
            headers: ["Date: Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: Sun, 06 Nov 1994 08:50:07 GMT"],
            wait: 30_000
        ),
        Answer(500, #"{"code":29500,"message":"internal server error"}"#, read: .unavailable, send: .unknown),
        Answer(500, #"{"code":21733,"message":"price"}"#, read: nil, send: .unknown),
        Answer(502, page, read: .unavailable, send: .unknown), Answer(503, "", read: .unavailable, send: .unknown),
        Answer(504, #"{"message":"Endpoint request timed out"}"#, read: .unavailable, send: .unknown),
    ]

    @Test func everyAnswerHasItsExitClass() throws {
        let server = try LoopbackServer { _, number in
            let answer = Self.answers[number / 2]
            return .answer(status: answer.status, headers: answer.headers, body: Array(answer.body.utf8))
        }
        defer { server.stop() }
        let venue = try venue(server)
        let order = try Fixture.signedOrder()
        let account = try AccountIndex(1)
        let key = try APIKeyIndex(4)
        for answer in Self.answers {
            let read = try failure { try venue.nextNonce(account, key) }
            // What a read makes of a refusal that only a send can meet is of no interest.
            if answer.status != 500 || answer.read != nil { #expect(read?.exit == answer.read, "\(answer)") }
            let send = try failure { try venue.send(order) }
            #expect(send?.exit == answer.send, "\(answer)")
            for failure in [read, send].compactMap({ $0 }) {
                #expect(failure.effect == (failure.exit == .unknown ? .unknown : .none), "\(answer)")
                #expect(answer.wait == nil || failure.retryAfterMilliseconds == answer.wait, "\(answer)")
                #expect(!failure.message.contains("<html") && !failure.message.contains("\u{1B}"))
            }
            if send?.exit == .unknown { #expect(send?.retry == .afterReconcile) }
        }
        #expect(server.requests.count { $0.method == "POST" } == Self.answers.count)
    }

    @Test func aMisshapenAnswerIsNamedByItsPath() throws {
        let body = try Fixture.text("http_order_book_orders.json", #""price": "2361.32","#, "")
        let server = try LoopbackServer(answering: body)
        defer { server.stop() }
        let market = try MarketIndex(0)
        let found = try failure { try venue(server).orderBook(market, limit: 1) }
        #expect(found?.message.contains("orderBookOrders: asks[0].price is missing") == true)
        #expect(found?.venue?.http == 200)
    }

    @Test func anotherAccountOrTransactionIsNotTheOneAskedFor() throws {
        let server = try LoopbackServer { request, _ in
            let isAccount = request.target.hasPrefix("/api/v1/account?")
            let text =
                isAccount
                ? #"{"code":200,"accounts":[{"index":2}]}"# : #"{"code":200,"hash":"cd","type":14,"status":2}"#
            return .answer(body: Array(text.utf8))
        }
        defer { server.stop() }
        let venue = try venue(server)
        let account = try AccountIndex(1)
        #expect(try failure { try venue.account(account) }?.exit == .notFound)
        #expect(try failure { try venue.transaction(hash: "ab") }?.exit == .protocol)
    }

    private static let losses: [(reply: LoopbackServer.Reply, code: String)] = [
        (.raw("", .close), "network.connection_lost"), (.raw("", .reset), "network.connection_lost"),
        (.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"code\":200", .close), "network.connection_lost"),
        (.raw("HTTP/1.1 400 Bad\r\nContent-Length: 99\r\n\r\n{\"code\":21733", .reset), "network.connection_lost"),
        (.silence, "network.timeout"), (.raw("gopher\r\n", .close), "network.malformed_answer"),
    ]

    @Test func aLostSendIsUnknownAndALostReadIsNot() throws {
        for (reply, code) in Self.losses {
            let server = try LoopbackServer { _, _ in reply }
            defer { server.stop() }
            let time: Duration = code == "network.timeout" ? .milliseconds(200) : .seconds(10)
            let venue = try venue(server, within: time)
            let order = try Fixture.signedOrder()
            let send = try failure { try venue.send(order) }
            #expect(send?.exit == .unknown && send?.effect == .unknown && send?.retry == .afterReconcile)
            #expect(send?.code == code && send?.hint == "lighter tx <hash>")
            let read = try failure { try venue.status() }
            #expect(
                read?.exit == (code == "network.malformed_answer" ? .protocol : .unavailable)
                    && read?.effect == Effect.none
            )
            #expect(server.requests.count { $0.method == "POST" } == 1)
        }
    }

    @Test func whatNeverLeftMayBeSentAgain() throws {
        let order = try Fixture.signedOrder()
        let server = try LoopbackServer { _, _ in .silence }
        server.stop()
        let refused = try failure { try venue(server).send(order) }
        #expect(refused?.exit == .unavailable && refused?.effect == Effect.none && refused?.retry == .safe)
        #expect(refused?.code == "network.connect" && refused?.message.hasPrefix("nothing was sent") == true)

        // Reset before anything is read, it depends on who is faster; but nothing may be claimed that is not so.
        let deaf = try LoopbackServer(isDeaf: true) { _, _ in .silence }
        defer { deaf.stop() }
        let reset = try failure { try venue(deaf).send(order) }
        #expect(reset?.exit == .unavailable || reset?.exit == .unknown)
        #expect(deaf.requests.isEmpty && deaf.acceptedConnections == 1)
    }

    @Test func theCommandsDeadlineHoldsForEveryCall() throws {
        let server = try LoopbackServer(answering: "{}")
        defer { server.stop() }
        let venue = try venue(server)
        var seen: [String] = []
        venue.onExchange = { exchange in
            switch exchange.outcome {
            case .success(let status): seen.append("\(exchange.endpoint.name) \(status)")
            case .failure(let failure): seen.append("\(exchange.endpoint.name) \(failure.reason)")
            }
        }
        _ = try venue.status()
        venue.deadline = { .now }
        #expect(try failure { try venue.status() }?.code == "network.timeout")
        venue.deadline = { nil }
        venue.isInterrupted = { true }
        #expect(try failure { try venue.status() }?.exit == .interrupted)
        #expect(seen == ["status 200", "status timeout", "status interrupted"])
        #expect(server.requests.count == 1)
    }

    @Test func weighsCallsAsTheVenueDoes() throws {
        let account = try AccountIndex(1)
        let key = try APIKeyIndex(4)
        let market = try MarketIndex(0)
        let weights: [(endpoint: Endpoint, weight: Int)] = [
            (.sendTransaction(.createOrder, info: "", priceProtection: true), 6), (.nextNonce(account, key), 6),
            (.sendTransactionBatch(types: "", infos: ""), 6), (.trades(account, nil, nil, limit: 1, cursor: nil), 600),
            (.recentTrades(market, limit: 1), 600), (.apiKeys(account, nil), 150), (.orderBooks(nil), 300),
            (.inactiveOrders(account, nil, limit: 1, cursor: nil), 100), (.transaction(hash: ""), 300),
        ]
        for (endpoint, weight) in weights { #expect(endpoint.weight == weight, "\(endpoint.name)") }
    }
}
