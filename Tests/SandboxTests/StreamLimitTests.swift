import Glibc
import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// What one client may ask of the streams, and what no client can do to the others.
@Suite struct StreamLimitTests {
    /// How the venue answers a connection too many.
    private static func refusalOfConnection(_ client: SandboxClient) throws -> String {
        do {
            _ = try StreamClient(port: client.server.port)
            return "let in"
        } catch let refusal as StreamClient.NotLetIn { return refusal.reply }
    }

    @Test func connectionsAreLimited() throws {
        let client = try SandboxClient { $0.streamLimits.connections = 3 }
        defer { client.server.stop() }
        var streams = try (0..<3).map { _ in try StreamClient(port: client.server.port) }
        let refusal = try Self.refusalOfConnection(client)
        #expect(refusal.hasPrefix("HTTP/1.1 429") && refusal.contains(#""code":23003"#))
        streams.removeLast().send(StreamClient.Frame(opcode: 8, payload: []))
        var answer = refusal
        for _ in 0..<100 where answer != "let in" { answer = try Self.refusalOfConnection(client) }
        #expect(answer == "let in")
    }

    @Test func newConnectionsAreLimitedByTheMinute() throws {
        let client = try SandboxClient {
            $0.rateLimits = SandboxSettings.tier(named: "plus")
            $0.streamLimits.connectionsPerMinute = 5
        }
        defer { client.server.stop() }
        for _ in 0..<5 { _ = try StreamClient(port: client.server.port) }
        #expect(try Self.refusalOfConnection(client).contains(#""code":23003"#))
    }

    @Test func subscriptionsAndAccountsAreLimited() throws {
        let client = try SandboxClient {
            $0.streamLimits.subscriptions = 3
            $0.streamLimits.accounts = 1
        }
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("account_all/\(client.account)")
        try stream.subscribe("account_all/91001")
        #expect(try stream.errorCode() == 23002)
        try stream.subscribe("user_stats/\(client.account)")
        try stream.subscribe("height")
        try stream.subscribe("order_book/0")
        #expect(try stream.errorCode() == 23001)
        try stream.say(["type": "unsubscribe", "channel": "height"])
        try stream.subscribe("order_book/0")
        _ = try stream.message("subscribed/order_book")
    }

    /// Transactions have a budget of their own.
    @Test func messagesAreLimitedByTheMinute() throws {
        let client = try SandboxClient {
            $0.rateLimits = SandboxSettings.tier(named: "plus")
            $0.streamLimits.messagesPerMinute = 20
        }
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        for _ in 0..<20 {
            try stream.say(["type": "ping"])
            #expect(try stream.next() == ["type": "pong"])
        }
        try stream.say(["type": "ping"])
        #expect(try stream.errorCode() == 30009)
        stream.send(StreamClient.Frame(opcode: 9, payload: []))
        #expect(try stream.errorCode() == 30009)
        try stream.say(["type": "jsonapi/sendtx"])
        #expect(try stream.errorCode() == 30007)
    }

    @Test func messagesInFlightAreLimited() throws {
        let client = try SandboxClient { $0.streamLimits.inFlight = 5 }
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let burst = (0..<50).flatMap { _ in
            StreamClient.bytes(of: .init(opcode: 1, payload: Array(#"{"type":"jsonapi/sendtx"}"#.utf8)))
        }
        stream.socket.send(burst)
        var codes: [Int64: Int] = [:]
        for _ in 0..<50 { codes[try stream.errorCode() ?? 0, default: 0] += 1 }
        #expect(codes[30010] ?? 0 > 0 && codes[30007] ?? 0 >= 5 && codes.count == 2)
        try stream.say(["type": "ping"])
        _ = try stream.message("pong")
    }

    /// Who says nothing is asked whether it is there, and dropped; who answers stays.
    @Test func silenceEndsAConnection() throws {
        let client = try SandboxClient {
            $0.streamLimits.pingInterval = 100
            $0.streamLimits.silence = 300
        }
        defer { client.server.stop() }
        let (silent, polite) = (
            try StreamClient(port: client.server.port), try StreamClient(port: client.server.port)
        )
        for _ in 0..<8 {
            #expect(try polite.next() == ["type": "ping"])
            try polite.say(["type": "pong"])
        }
        #expect(silent.closingCode() == 1008)
        try polite.say(["type": "ping"])
        _ = try polite.message("pong")
    }

    /// A client that asks and does not read is dropped before it holds much memory; the others notice nothing.
    @Test func aClientThatDoesNotReadIsDropped() throws {
        let client = try SandboxClient { $0.streamLimits.backlog = 100_000 }
        defer { client.server.stop() }
        let (lazy, other) = (try StreamClient(port: client.server.port), try StreamClient(port: client.server.port))
        let asking = ["subscribe", "unsubscribe"].map { #"{"type":"\#($0)","channel":"order_book/0"}"# }
        let bytes = asking.flatMap { StreamClient.bytes(of: .init(opcode: 1, payload: Array($0.utf8))) }
        var isDropped = false
        for _ in 0..<1_000_000 where !isDropped { isDropped = !lazy.socket.send(bytes) }
        #expect(isDropped)
        try other.subscribe("order_book/0")
        _ = try other.message("subscribed/order_book")
        #expect(try client.get("/").status == 200)
    }

    /// Thousands of subscriptions leave the venue as it was.
    @Test func thousandsOfSubscriptionsAreServed() throws {
        let client = try SandboxClient { $0.isQuiet = false }
        defer { client.server.stop() }
        let token = try client.token()
        let resolutions = ["1m", "5m", "15m", "30m", "1h", "4h", "12h", "1d"]
        let markets = [0, 1, 2, 3, 7, 8, 9, 24]
        let account = client.account
        let channels =
            markets.flatMap { market in
                ["order_book/\(market)", "ticker/\(market)", "trade/\(market)", "market_stats/\(market)"]
                    + ["account_market/\(market)/\(account)", "account_orders/\(market)/\(account)"]
                    + resolutions.flatMap { ["candle/\(market)/\($0)", "mark_price_candle/\(market)/\($0)"] }
            } + [
                "height", "market_stats/all", "spot_market_stats/all", "account_all/\(account)",
                "account_tx/\(account)",
            ]
        let streams = try (0..<12).map { _ in try StreamClient(port: client.server.port) }
        for stream in streams {
            for channel in channels {
                try stream.subscribe(channel, token: token)
                let family = channel.prefix { $0 != "/" }
                _ = try stream.message("subscribed/\(family)")
            }
        }
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000)))
        for stream in streams { _ = try stream.message("update/account_tx") }
    }
}
