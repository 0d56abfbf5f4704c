import LighterStatus
import LighterTransactions

/// A call of the venue with all it takes: the one place that knows paths, parameter names and weights
/// (api.md, sections 7 and 8.2).
public enum Endpoint: Hashable, Sendable {
    case status
    case orderBooks(MarketIndex?)
    case orderBookDetails(MarketIndex?)
    /// At most `limit` orders on each side, 1 … 250.
    case orderBookOrders(MarketIndex, limit: Int)
    /// `limit` 1 … 100.
    case recentTrades(MarketIndex, limit: Int)
    case candles(MarketIndex, Interval)
    case fundings(MarketIndex, Interval)
    case fundingRates
    case account(AccountIndex)
    case accountsByAddress(String, cursor: String?)
    case apiKeys(AccountIndex, APIKeyIndex?)
    case nextNonce(AccountIndex, APIKeyIndex)
    case activeOrders(AccountIndex, MarketIndex?)
    /// `limit` 1 … 100.
    case inactiveOrders(AccountIndex, MarketIndex?, limit: Int, cursor: String?)
    /// At most 20 client indexes.
    case orders(AccountIndex, [ClientOrderIndex])
    /// `limit` 1 … 100.
    case trades(AccountIndex, MarketIndex?, OrderIndex?, limit: Int, cursor: String?)
    /// `limit` 1 … 100.
    case positionFunding(AccountIndex, MarketIndex?, limit: Int, cursor: String?)
    case accountLimits(AccountIndex)
    case transaction(hash: String)
    /// `limit` 1 … 100.
    case accountTransactions(AccountIndex, limit: Int)
    /// The signed transaction as text; `priceProtection` false lets far-off prices through.
    case sendTransaction(TransactionType, info: String, priceProtection: Bool)
    /// JSON arrays as text: of numbers, and of transactions that are themselves text.
    case sendTransactionBatch(types: String, infos: String)
    case tokens(AccountIndex)
    /// `expiry` in seconds since the Unix epoch.
    case createToken(AccountIndex, name: String, expiry: Int64, coversSubAccounts: Bool)
    case revokeToken(Int64, AccountIndex)

    /// A stretch of time cut into equal parts.
    public struct Interval: Hashable, Sendable {
        /// `1m`, `1h`, `1d`, …
        public var resolution: String
        /// Milliseconds since the Unix epoch.
        public var start: Timestamp
        public var end: Timestamp
        /// How many parts are wanted.
        public var count: Int

        public init(resolution: String, start: Timestamp, end: Timestamp, count: Int) {
            self.resolution = resolution
            self.start = start
            self.end = end
            self.count = count
        }

        /// The official clients write seconds here, though the answer holds milliseconds.
        fileprivate var fields: [HTTPRequest.Field] {
            [
                .init("resolution", resolution), .init("start_timestamp", String(start.value / 1000)),
                .init("end_timestamp", String((end.value + 999) / 1000)), .init("count_back", String(count)),
            ]
        }
    }
}

extension Endpoint {
    /// The last part of the path, by which people know the call; `status` for the root.
    public var name: String { row.path.isEmpty ? "status" : row.path }

    /// Where it is below the base URL.
    public var path: String { row.path.isEmpty ? "/" : "/api/v1/" + row.path }

    /// What it costs of the request budget.
    public var weight: Int { row.weight }

    /// Whether it wants an auth token.
    public var needsToken: Bool { row.needsToken }

    /// Whether it changes something, and so must not be sent twice.
    public var isSend: Bool { row.method == .post }

    /// The request, but for the token.
    public var request: HTTPRequest { HTTPRequest(row.method, path, parameters: row.parameters) }
}

extension Endpoint {
    private struct Row {
        let method: HTTPRequest.Method
        let path: String
        let weight: Int
        let needsToken: Bool
        let parameters: [HTTPRequest.Field]

        init(
            method: HTTPRequest.Method = .get,
            path: String,
            weight: Int = 300,
            needsToken: Bool = false,
            parameters: [HTTPRequest.Field?] = []
        ) {
            self.method = method
            self.path = path
            self.weight = weight
            self.needsToken = needsToken
            self.parameters = parameters.compactMap { $0 }
        }
    }

    private var row: Row {
        switch self {
        case .status:
            Row(path: "")
        case .orderBooks(let market):
            Row(path: "orderBooks", parameters: [.init(market: market)])
        case .orderBookDetails(let market):
            Row(path: "orderBookDetails", parameters: [.init(market: market)])
        case .orderBookOrders(let market, let limit):
            Row(path: "orderBookOrders", parameters: [.init(market: market), .init(limit: limit)])
        case .recentTrades(let market, let limit):
            Row(path: "recentTrades", weight: 600, parameters: [.init(market: market), .init(limit: limit)])
        case .candles(let market, let interval):
            Row(path: "candles", parameters: [.init(market: market)] + interval.fields)
        case .fundings(let market, let interval):
            Row(path: "fundings", parameters: [.init(market: market)] + interval.fields)
        case .fundingRates:
            Row(path: "funding-rates")
        case .account(let account):
            Row(path: "account", parameters: [.init("by", "index"), .init("value", String(account.value))])
        case .accountsByAddress(let address, let cursor):
            Row(path: "accountsByL1Address", parameters: [.init("l1_address", address), .init(cursor: cursor)])
        case .apiKeys(let account, let key):
            Row(path: "apikeys", weight: 150, parameters: [.init(account: account), .init(key: key)])
        case .nextNonce(let account, let key):
            Row(path: "nextNonce", weight: 6, parameters: [.init(account: account), .init(key: key)])
        case .activeOrders(let account, let market):
            Row(
                path: "accountActiveOrders",
                needsToken: true,
                parameters: [.init(account: account), .init(market: market)]
            )
        case .inactiveOrders(let account, let market, let limit, let cursor):
            Row(
                path: "accountInactiveOrders",
                weight: 100,
                needsToken: true,
                parameters: [
                    .init(account: account), .init(market: market), .init(limit: limit), .init(cursor: cursor),
                ]
            )
        case .orders(let account, let indexes):
            Row(
                path: "accountOrders",
                needsToken: true,
                parameters: [
                    .init(account: account),
                    .init("client_order_indexes", indexes.map(\.description).joined(separator: ",")),
                ]
            )
        case .trades(let account, let market, let order, let limit, let cursor):
            Row(
                path: "trades",
                weight: 600,
                needsToken: true,
                parameters: [
                    .init("sort_by", "trade_id"), .init(limit: limit), .init(account: account), .init(market: market),
                    order.map { .init("order_index", String($0.value)) }, .init(cursor: cursor),
                ]
            )
        case .positionFunding(let account, let market, let limit, let cursor):
            Row(
                path: "positionFunding",
                needsToken: true,
                parameters: [
                    .init(account: account), .init(limit: limit), market.map { .init("market_ids", String($0.value)) },
                    .init(cursor: cursor),
                ]
            )
        case .accountLimits(let account):
            Row(path: "accountLimits", needsToken: true, parameters: [.init(account: account)])
        case .transaction(let hash):
            Row(path: "tx", parameters: [.init("by", "hash"), .init("value", hash)])
        case .accountTransactions(let account, let limit):
            Row(
                path: "accountTxs",
                needsToken: true,
                parameters: [
                    .init("by", "account_index"), .init("value", String(account.value)), .init(limit: limit),
                ]
            )
        case .sendTransaction(let type, let info, let priceProtection):
            Row(
                method: .post,
                path: "sendTx",
                weight: 6,
                parameters: [
                    .init("tx_type", String(type.rawValue)), .init("tx_info", info),
                    .init("price_protection", priceProtection ? "true" : "false"),
                ]
            )
        case .sendTransactionBatch(let types, let infos):
            Row(
                method: .post,
                path: "sendTxBatch",
                weight: 6,
                parameters: [.init("tx_types", types), .init("tx_infos", infos)]
            )
        case .tokens(let account):
            Row(path: "tokens", weight: 3000, needsToken: true, parameters: [.init(account: account)])
        case .createToken(let account, let name, let expiry, let coversSubAccounts):
            Row(
                method: .post,
                path: "tokens/create",
                weight: 23_000,
                needsToken: true,
                parameters: [
                    .init("name", name), .init(account: account), .init("expiry", String(expiry)),
                    .init("sub_account_access", coversSubAccounts ? "true" : "false"),
                ]
            )
        case .revokeToken(let id, let account):
            Row(
                method: .post,
                path: "tokens/revoke",
                weight: 3000,
                needsToken: true,
                parameters: [.init("token_id", String(id)), .init(account: account)]
            )
        }
    }
}

extension HTTPRequest.Field {
    fileprivate init?(market: MarketIndex?) {
        guard let market else { return nil }
        self.init("market_id", String(market.value))
    }

    fileprivate init(account: AccountIndex) { self.init("account_index", String(account.value)) }

    fileprivate init?(key: APIKeyIndex?) {
        guard let key else { return nil }
        self.init("api_key_index", String(key.value))
    }

    fileprivate init?(cursor: String?) {
        guard let cursor else { return nil }
        self.init("cursor", cursor)
    }

    fileprivate init(limit: Int) { self.init("limit", String(limit)) }
}
