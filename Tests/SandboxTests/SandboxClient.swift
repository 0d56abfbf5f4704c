import Glibc
import LighterJSON
import LighterSandbox
import LighterSigning
import LighterTransactions

/// A sandbox in this process and a client of it over a real socket.
struct SandboxClient {
    struct Reply {
        let status: Int
        let head: String
        let body: String
        var json: JSON { (try? JSON.decode(body)) ?? .null }
        var code: Int64? { json["code"]?.integer }
    }

    let server: SandboxServer

    init(server: SandboxServer) { self.server = server }

    init(_ change: (inout SandboxSettings) -> Void = { _ in }) throws {
        var settings = SandboxSettings(seed: 3, chainID: try ChainID(300), isQuiet: true)
        change(&settings)
        server = try SandboxServer.start(settings)
    }

    /// A sandbox with a tier's rate limits.
    init(tier: String) throws { try self.init { $0.rateLimits = SandboxSettings.tier(named: tier) } }

    var account: Int64 { server.identity.accountIndex.value }

    // MARK: HTTP

    /// The reply to a GET.
    func get(_ path: String, headers: [String] = []) throws -> Reply {
        try exchange("GET \(path) HTTP/1.1\r\n" + Self.head(headers + ["Connection: close"]))
    }

    /// The reply to a GET with the account's token.
    func authorizedGet(_ path: String) throws -> Reply { try get(path, headers: ["Authorization: \(try token())"]) }

    /// The reply to a POST of form fields, with a token where one is needed.
    func post(_ path: String, _ fields: [(String, String)], token: String? = nil) throws -> Reply {
        let body = fields.map { "\(Self.escape($0.0))=\(Self.escape($0.1))" }.joined(separator: "&")
        let headers = token.map { ["Authorization: \($0)"] } ?? []
        return try post(path, body: body, contentType: "application/x-www-form-urlencoded", headers: headers)
    }

    func post(_ path: String, body: String, contentType: String, headers: [String] = []) throws -> Reply {
        let headers =
            ["Content-Type: \(contentType)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
        return try exchange("POST \(path) HTTP/1.1\r\n" + Self.head(headers) + body)
    }

    /// What comes back for these bytes until the server closes; half-closes after them when asked.
    func exchange(_ text: String, halfClose: Bool = false) throws -> Reply {
        let socket = try Socket(port: server.port)
        defer { socket.close() }
        socket.send(Array(text.utf8))
        if halfClose { socket.endSending() }
        return Self.reply(String(decoding: socket.receiveAll(), as: UTF8.self))
    }

    private static func reply(_ text: String) -> Reply {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return Reply(status: 0, head: text, body: "") }
        let head = String(text[..<end.lowerBound])
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Reply(status: status, head: head, body: String(text[end.upperBound...]))
    }

    private static func head(_ headers: [String]) -> String {
        (["Host: 127.0.0.1"] + headers).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    private static func escape(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte])
        }.joined()
    }

    // MARK: Signing

    func token(life: Int64 = 600, account: Int64? = nil, key: PrivateKey? = nil) throws -> String {
        try AuthToken.create(
            deadline: try now() / 1_000 + life,
            accountIndex: account ?? self.account,
            apiKeyIndex: 4,
            key: key ?? server.identity.privateKey
        ).text
    }

    func nextNonce(account: Int64? = nil, key: Int64 = 4) throws -> Int64 {
        let path = "/api/v1/nextNonce?account_index=\(account ?? self.account)&api_key_index=\(key)"
        return try get(path).json["nonce"]?.integer ?? -1
    }

    /// A signed transaction with the next nonce of its key, or a given one.
    func sign(_ body: TransactionBody, nonce: Int64? = nil, key: PrivateKey? = nil) throws -> SignedTransaction {
        try transaction(body, nonce: nonce).signed(with: key ?? server.identity.privateKey)
    }

    func transaction(_ body: TransactionBody, nonce: Int64? = nil) throws -> Transaction {
        Transaction(
            chainID: try ChainID(300),
            nonce: try Nonce(nonce ?? nextNonce(account: body.account.value, key: body.apiKey.value)),
            expiredAt: try Timestamp(try now() + 599_000),
            body: body
        )
    }

    /// Why the sequencer dropped a transaction that the door let in: the code inside `event_info`; nil when it did not.
    func refusal(of signed: SignedTransaction) throws -> Int64? {
        for _ in 0..<200 {
            let record = try get("/api/v1/tx?by=hash&value=\(signed.hash)").json
            if let text = record["event_info"]?.string, !text.isEmpty {
                let reason = try JSON.decode(text)["ae"]?.string ?? ""
                return reason.isEmpty ? nil : try JSON.decode(reason)["code"]?.integer
            }
            usleep(5_000)
        }
        throw NeverExecuted()
    }

    struct NeverExecuted: Error {}

    func send(_ signed: SignedTransaction) throws -> Reply {
        let type = String(signed.transaction.type.rawValue)
        return try post("/api/v1/sendTx", [("tx_type", type), ("tx_info", try signed.encodedInfo())])
    }

    func order(
        _ clientIndex: Int64,
        _ side: Side,
        _ size: Int64,
        at price: Int64,
        type: OrderType = .limit,
        _ change: (inout OrderTerms) throws -> Void = { _ in }
    ) throws -> TransactionBody {
        .createOrder(
            CreateOrder(
                account: server.identity.accountIndex,
                apiKey: server.identity.apiKeyIndex,
                order: try terms(clientIndex, side, size, at: price, type: type, change)
            )
        )
    }

    var cancelAll: TransactionBody {
        let identity = server.identity
        return .cancelAllOrders(
            CancelAllOrders(account: identity.accountIndex, apiKey: identity.apiKeyIndex, schedule: .immediately)
        )
    }

    /// An order in market 0 that lives for an hour, to be changed by the caller.
    func terms(
        _ clientIndex: Int64,
        _ side: Side,
        _ size: Int64,
        at price: Int64,
        type: OrderType = .limit,
        _ change: (inout OrderTerms) throws -> Void = { _ in }
    ) throws -> OrderTerms {
        let isImmediate = type == .market || type == .stopLoss || type == .takeProfit
        var terms = OrderTerms(
            market: try MarketIndex(0),
            clientOrderIndex: ClientOrderIndex(exactly: clientIndex),
            size: try Size(size),
            price: try Price(price),
            side: side,
            type: type,
            timeInForce: isImmediate ? .immediateOrCancel : .goodTillTime,
            expiry: type == .market ? nil : try OrderExpiry(try now() + 3_600_000)
        )
        try change(&terms)
        return terms
    }

    /// The order under a client index once it is in one of these states, or as it is after two seconds.
    func awaitOrder(_ clientIndex: Int64, _ statuses: Set<String>) throws -> JSON? {
        let path = "/api/v1/accountOrders?account_index=\(account)&client_order_indexes=\(clientIndex)"
        var order: JSON?
        for _ in 0..<100 {
            order = try authorizedGet(path).json["orders"]?.array?.first
            if let status = order?["status"]?.string, statuses.contains(status) { return order }
            usleep(20_000)
        }
        return order
    }

    /// What the venue's clock shows, in milliseconds since the epoch.
    func now() throws -> Int64 { try get("/sandbox/clock").json["time_ms"]?.integer ?? 0 }

    /// Moves the venue's clock on.
    func advance(milliseconds: Int64) throws {
        _ = try post("/sandbox/clock", [("advance_ms", String(milliseconds))])
    }

    func setMark(_ price: String, market: Int64 = 0) throws {
        _ = try post("/sandbox/market", [("market_id", String(market)), ("mark_price", price)])
    }
}
