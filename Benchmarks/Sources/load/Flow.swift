import Glibc
import LighterJSON
import LighterSigning
import LighterTransactions

/// Signed transactions of the sandbox's first account, made before anything is measured.
struct Flow {
    let key: PrivateKey
    private let account: AccountIndex
    private let apiKey: APIKeyIndex
    private var nonce: Int64 = 0

    static let batchSize = 15

    init(key: PrivateKey) throws {
        self.key = key
        account = try AccountIndex(100_001)
        apiKey = try APIKeyIndex(4)
    }

    /// Requests of fifteen: fourteen limit orders that rest near the market, and a cancel-all that makes room for the next.
    mutating func batches(_ count: Int) throws -> [[UInt8]] {
        let now = Int64(time(nil)) * 1_000
        let transactions = try (0..<count * Flow.batchSize).map { place in
            place % Flow.batchSize == Flow.batchSize - 1
                ? try next(cancelAll, now)
                : try next(order(place, now), now)
        }
        let signed = try Transaction.sign(transactions, with: key)
        return try (0..<count).map { try Flow.batch(signed[$0 * Flow.batchSize..<($0 + 1) * Flow.batchSize]) }
    }

    /// Requests of one order or one cancel-all each.
    mutating func singles(_ count: Int) throws -> [[UInt8]] {
        let now = Int64(time(nil)) * 1_000
        let transactions = try (0..<count).map { place in
            place % 100 == 99
                ? try next(cancelAll, now)
                : try next(order(place, now), now)
        }
        return try Transaction.sign(transactions, with: key).map { signed in
            try Flow.post(
                "sendTx",
                [("tx_type", String(signed.transaction.type.rawValue)), ("tx_info", try signed.encodedInfo())]
            )
        }
    }

    /// Signatures to verify and nothing else.
    func signatures(_ count: Int) throws -> [SignedTransaction] {
        var flow = self
        let now = Int64(time(nil)) * 1_000
        return try Transaction.sign((0..<count).map { try flow.next(flow.order($0, now), now) }, with: key)
    }

    private mutating func next(_ body: TransactionBody, _ now: Int64) throws -> Transaction {
        defer { nonce += 1 }
        return Transaction(
            chainID: try ChainID(300),
            nonce: try Nonce(nonce),
            expiredAt: try Timestamp(now + 599_000),
            body: body
        )
    }

    private var cancelAll: TransactionBody {
        .cancelAllOrders(CancelAllOrders(account: account, apiKey: apiKey, schedule: .immediately))
    }

    /// 0.01 ETH between 2 200 and 2 210 USDC, below the market.
    private func order(_ place: Int, _ now: Int64) throws -> TransactionBody {
        .createOrder(
            CreateOrder(
                account: account,
                apiKey: apiKey,
                order: OrderTerms(
                    market: try MarketIndex(0),
                    clientOrderIndex: nil,
                    size: try Size(100),
                    price: try Price(220_000 + Int64(place * 7_919 % 1_000)),
                    side: .buy,
                    type: .limit,
                    timeInForce: .goodTillTime,
                    expiry: try OrderExpiry(now + 3_600_000)
                )
            )
        )
    }

    private static func batch(_ signed: ArraySlice<SignedTransaction>) throws -> [UInt8] {
        let types = JSON.array(signed.map { .integer($0.transaction.type.rawValue) })
        let infos = JSON.array(try signed.map { .string(try $0.encodedInfo()) })
        return try post("sendTxBatch", [("tx_types", try types.encoded()), ("tx_infos", try infos.encoded())])
    }

    /// A form as Python's urllib writes it.
    private static func post(_ call: String, _ fields: [(name: String, value: String)]) throws -> [UInt8] {
        var body: [UInt8] = []
        for field in fields {
            body += Array((body.isEmpty ? "" : "&").utf8) + Array("\(field.name)=".utf8)
            for byte in field.value.utf8 {
                let isPlain = isalnum(Int32(byte)) != 0 || "-._~".utf8.contains(byte)
                body += isPlain ? [byte] : [UInt8(ascii: "%")] + Array(Hex.encode([byte]).uppercased().utf8)
            }
        }
        let head = """
            POST /api/v1/\(call) HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(body.count)\r
            \r

            """
        return Array(head.utf8) + body
    }
}
