import LighterTransactions

/// The keys with which premium accounts may only make markets (api.md, sections 3.5 and 7.32).
struct MakerOnlyKeys: Sendable {
    /// Milliseconds between two changes of an account's list.
    static let changePeriod: Int64 = 3_600_000
    /// The indices that are the venue's own apps'.
    static let reserved: ClosedRange<Int64> = 0...3

    private var keys: [Int64: Set<Int64>] = [:]
    private var changes: [Int64: Moment] = [:]

    func indices(of account: Int64) -> Set<Int64> { keys[account] ?? [] }

    mutating func replace(_ indices: Set<Int64>, of account: Int64, at time: Moment) throws(Refusal) {
        if let last = changes[account], time.milliseconds < last.milliseconds + MakerOnlyKeys.changePeriod {
            throw .tooManyRequests
        }
        keys[account] = indices
        changes[account] = time
    }
}

extension Engine {
    /// The indices of an account's maker-only keys, ascending.
    public func makerOnlyKeys(of account: Int64) -> [Int64] { makerOnly.indices(of: account).sorted() }

    /// Says which keys of an account only make markets, in place of those that did.
    ///
    /// - Throws: ``Refusal`` 21100, 21109, 21110; 21123 for an account that is not premium; 23000 within an hour of the
    ///   last change.
    public mutating func setMakerOnlyKeys(_ indices: [Int64], of account: Int64) throws(Refusal) {
        guard let owner = exchange.account(account)?.owner else { throw .accountNotFound }
        guard tiers.tier(of: owner) == .premium || indices.isEmpty else { throw .invalidAccountType }
        for index in indices {
            guard !MakerOnlyKeys.reserved.contains(index), let key = APIKeyIndex(exactly: index),
                let account = AccountIndex(exactly: account)
            else { throw .invalidKeyIndex }
            guard keys[KeyAddress(account: account, key: key)] != nil else { throw .keyNotFound }
        }
        try makerOnly.replace(Set(indices), of: account, at: clock)
    }

    /// That a maker-only key does not take: it creates and modifies post-only orders, and cancels.
    func checkMakerOnly(_ transaction: Transaction) throws(Refusal) {
        let address = transaction.keyAddress
        guard makerOnly.indices(of: address.account.value).contains(address.key.value) else { return }
        let makes =
            switch transaction.body {
            case .createOrder(let create): create.order.timeInForce == .postOnly
            case .modifyOrder(let modify):
                order(modify.order, of: modify.account)?.timeInForce ?? .postOnly == .postOnly
            case .cancelOrder, .cancelAllOrders: true
            default: false
            }
        guard makes else { throw .makerOnlyKey }
    }

    private func order(_ reference: OrderReference, of account: AccountIndex) -> Order? {
        switch reference {
        case .client(let index): exchange.order(clientIndex: index.value, of: account.value)
        case .venue(let index): exchange.order(index.value, of: account.value)
        }
    }
}

extension Refusal {
    static let invalidAccountType = Refusal(21123, "invalid account type")
    /// The venue's code, of which the words are not known.
    static let makerOnlyKey = Refusal(62007, "maker-only api key")
}
