import LighterJSON
import LighterStatus
import LighterTransactions

extension Venue {
    /// An account with its positions and balances.
    public func account(_ index: AccountIndex) throws(Failure) -> Account {
        let accounts = try ask(.account(index)) { (reader) throws(JSONError) in
            try reader.list("accounts", Account.init)
        }
        guard let account = accounts.first(where: { $0.index == index }) else {
            throw Failure("venue.account_not_found", .notFound, "the venue has no account \(index)")
        }
        return account
    }

    /// The accounts of an owner on layer 1, the master first; without positions and balances.
    public func accounts(ofAddress address: String, cursor: String? = nil) throws(Failure) -> Page<Account> {
        try ask(.accountsByAddress(address, cursor: cursor)) { (reader) throws(JSONError) in
            reader.passOver(["l1_address"])
            return try Page(reader, "sub_accounts", Account.init)
        }
    }

    /// The API keys of an account, all or one.
    public func apiKeys(_ account: AccountIndex, _ key: APIKeyIndex? = nil) throws(Failure) -> [RegisteredKey] {
        try ask(.apiKeys(account, key)) { (reader) throws(JSONError) in
            try reader.list("api_keys", RegisteredKey.init)
        }
    }

    /// The nonce the next transaction of an API key has to carry.
    public func nextNonce(_ account: AccountIndex, _ key: APIKeyIndex) throws(Failure) -> Nonce {
        try ask(.nextNonce(account, key)) { (reader) throws(JSONError) in try reader.requiredBounded("nonce") }
    }

    /// The tier of an account and what it pays. Needs a token.
    public func accountLimits(_ account: AccountIndex) throws(Failure) -> AccountLimits {
        try ask(.accountLimits(account), AccountLimits.init)
    }

    /// The open and pending orders of an account, all of them. Needs a token.
    public func activeOrders(_ account: AccountIndex, _ market: MarketIndex? = nil) throws(Failure) -> [Order] {
        try ask(.activeOrders(account, market)) { (reader) throws(JSONError) in
            try reader.list("orders", Order.init)
        }
    }

    /// The finished orders of an account, newest first, at most `limit`, 1 … 100. Needs a token.
    public func inactiveOrders(
        _ account: AccountIndex,
        _ market: MarketIndex? = nil,
        limit: Int,
        cursor: String? = nil
    ) throws(Failure) -> Page<Order> {
        try ask(.inactiveOrders(account, market, limit: limit, cursor: cursor)) { (reader) throws(JSONError) in
            try Page(reader, "orders", Order.init)
        }
    }

    /// The orders with these client indexes, active or finished within the last 24 hours; those the venue does not
    /// find are missing. Needs a token.
    public func orders(_ account: AccountIndex, clientIndexes: [ClientOrderIndex]) throws(Failure) -> [Order] {
        var found: [Order] = []
        for start in stride(from: 0, to: clientIndexes.count, by: Venue.clientIndexesPerCall) {
            let part = Array(clientIndexes[start...].prefix(Venue.clientIndexesPerCall))
            found += try ask(.orders(account, part)) { (reader) throws(JSONError) in
                try reader.list("orders", Order.init)
            }
        }
        return found
    }

    private static let clientIndexesPerCall = 20

    /// The trades of an account, newest first, at most `limit`, 1 … 100. Needs a token.
    public func trades(
        _ account: AccountIndex,
        _ market: MarketIndex? = nil,
        order: OrderIndex? = nil,
        limit: Int,
        cursor: String? = nil
    ) throws(Failure) -> Page<Trade> {
        try ask(.trades(account, market, order, limit: limit, cursor: cursor)) { (reader) throws(JSONError) in
            try Page(reader, "trades", Trade.init)
        }
    }

    /// The funding an account paid and got, newest first, at most `limit`, 1 … 100. Needs a token.
    public func fundingPayments(
        _ account: AccountIndex,
        _ market: MarketIndex? = nil,
        limit: Int,
        cursor: String? = nil
    ) throws(Failure) -> Page<FundingPayment> {
        try ask(.positionFunding(account, market, limit: limit, cursor: cursor)) { (reader) throws(JSONError) in
            try Page(reader, "position_fundings", FundingPayment.init)
        }
    }
}

extension Page {
    init(
        _ reader: JSONReader,
        _ key: String,
        _ make: (JSONReader) throws(JSONError) -> Element
    ) throws(JSONError) {
        elements = try reader.list(key, make)
        let cursor = try reader.text("next_cursor")
        nextCursor = cursor.isEmpty ? nil : cursor
    }
}
