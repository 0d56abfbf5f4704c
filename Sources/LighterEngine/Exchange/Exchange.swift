import LighterLayerOne
import LighterTransactions

/// Markets and accounts, and what orders do to them. It knows no signatures, nonces or network; given the same calls at
/// the same times it does the same.
public struct Exchange: Sendable {
    /// How much of the past is kept.
    public struct Limits: Hashable, Sendable {
        /// Trades a market remembers.
        public var tradesPerMarket = 2_000
        /// Trades an account remembers.
        public var tradesPerAccount = 2_000
        /// Ended orders an account remembers.
        public var inactiveOrders = 2_000
        /// Transfers, withdrawals and deposits that are remembered.
        public var movements = 10_000

        public init() {}
    }

    public private(set) var accounts: [Account] = []
    public internal(set) var markets: [MarketState]
    private var placeOfMarket: [Int64: Int] = [:]
    private var placeOfAccount: [Int64: Int] = [:]
    let limits: Limits

    /// When the present transaction happens, in which block, and its hash.
    var context = Context(time: Moment(microseconds: 0), block: 0, transactionHash: "")
    var nextSequence: Int64 = 1
    var nextTradeIndex: Int64 = 1
    var nextMovementIndex: Int64 = 1
    /// What the account being liquidated held when that began.
    var liquidated: Exposure?
    var nextFundingIndex: Int64 = 1
    /// Transfers, withdrawals and deposits.
    public internal(set) var movements: History<Int64, Movement>
    /// What left the venue, by asset.
    public internal(set) var withdrawn: [Int64: Int64] = [:]
    /// What came into it after its opening, by asset.
    public internal(set) var deposited: [Int64: Int64] = [:]

    /// What owners asked of the venue, and pay for.
    public internal(set) var tiers = AccountTiers()

    /// The account that fees go to (api.md, section 7.29).
    public static let feeCollector: Int64 = 4
    var expiries = DeadlineQueue()
    /// When TWAP orders trade next.
    var slices = DeadlineQueue()
    /// What changed, for those who listen.
    var journal = Journal()
    /// The number of the last change of a book.
    public internal(set) var lastChange: Int64 = 0

    struct Context: Sendable {
        var time: Moment
        var block: Int64
        var transactionHash: String
    }

    public init(markets: [Market], limits: Limits = Limits()) {
        self.markets = markets.map { MarketState($0, tradeLimit: limits.tradesPerMarket) }
        self.limits = limits
        movements = History(limit: limits.movements)
        for (place, market) in markets.enumerated() { placeOfMarket[market.index.value] = place }
    }

    /// Opens an account.
    mutating func open(
        _ index: Int64,
        masterIndex: Int64? = nil,
        owner: LayerOneAddress,
        collateral: QuoteUnits = 0,
        balances: [Int64: Int64] = [:],
        isHouse: Bool = false
    ) {
        placeOfAccount[index] = accounts.count
        accounts.append(
            Account(
                index: index,
                masterIndex: masterIndex ?? index,
                owner: owner,
                isHouse: isHouse,
                collateral: collateral,
                positions: markets.map {
                    Position(initialMarginFraction: $0.market.marginFractions?.defaultInitial ?? 0)
                },
                balances: balances.mapValues { SpotBalance(total: $0) },
                inactiveOrders: History(limit: limits.inactiveOrders),
                trades: History(limit: limits.tradesPerAccount),
                changedAt: context.time
            )
        )
    }

    /// The place of a market in ``markets``.
    public func place(ofMarket index: Int64) -> Int? { placeOfMarket[index] }

    /// The place of an account in ``accounts``.
    public func place(ofAccount index: Int64) -> Int? { placeOfAccount[index] }

    public func market(_ index: Int64) -> MarketState? { placeOfMarket[index].map { markets[$0] } }

    public func account(_ index: Int64) -> Account? { placeOfAccount[index].map { accounts[$0] } }

    /// An order of any state that is still remembered.
    public func order(_ index: Int64, of account: Int64) -> Order? {
        let state = market(OrderNumbers.market(of: index))
        if let order = state?.book.order(index) ?? state?.waiting.order(index) {
            return order.account == account ? order : nil
        }
        return self.account(account)?.inactiveOrders[index]
    }

    /// The order an account knows under a client index.
    public func order(clientIndex: Int64, of account: Int64) -> Order? {
        guard let index = self.account(account)?.orderOfClientIndex[clientIndex] else { return nil }
        return order(index, of: account)
    }

    /// Changes an account in place.
    mutating func withAccount<Result>(_ place: Int, _ body: (inout Account) -> Result) -> Result {
        defer { journal.note(account: place) }
        return body(&accounts[place])
    }
}
