import LighterLayerOne
import LighterSigning
import LighterTransactions

/// The venue without its network: it takes signed transactions, checks them at its door, executes those it took a
/// little later, and remembers what came of them. Everything follows from the settings and the calls with their times.
public struct Engine: Sendable {
    public struct Settings: Sendable {
        /// The chain that transactions must be signed for.
        public var chainID: ChainID
        /// What prices, sizes and trades of the house follow from.
        public var seed: UInt64
        /// Microseconds between taking a transaction and executing it.
        public var executionDelay: Int64 = 5_000
        /// Whether prices stand still and the house does not trade.
        public var isQuiet = false
        /// Trades in every market before the start.
        public var earlierTrades: Int64 = 50
        /// How many transactions are remembered.
        public var transactionLimit = 10_000
        /// How many may wait for their execution.
        public var pendingLimit = 10_000
        public var limits = Exchange.Limits()
        public var markets = Market.listing

        public init(chainID: ChainID, seed: UInt64) {
            self.chainID = chainID
            self.seed = seed
        }
    }

    public let settings: Settings
    public let startedAt: Moment
    public internal(set) var exchange: Exchange
    public internal(set) var keys: [KeyAddress: APIKey] = [:]
    /// What the next transaction of each key has to carry; the sequence outlives the key that is registered.
    var nonces: [KeyAddress: Int64] = [:]
    public var readOnlyTokens: ReadOnlyTokens
    var makerOnly = MakerOnlyKeys()
    public var downloads: Downloads
    public var tiers: AccountTiers {
        get { exchange.tiers }
        set { exchange.tiers = newValue }
    }
    public internal(set) var transactions: History<String, TransactionRecord>
    /// The time the engine has come to.
    public internal(set) var clock: Moment
    /// Microseconds by which the clock was moved on, and is ahead of its clients'.
    public internal(set) var lead: Int64 = 0
    var house: House
    var pending = PendingQueue()
    var blockFilling = BlockFilling()
    /// Before this nothing that is accepted now is executed.
    var stalledUntil: Moment?
    private var nextFunding: Moment
    private var nextHouseStep: Moment?
    var nextSubAccountIndex: Int64 = 281_474_976_600_000 - 1
    /// What a transfer to somebody else's account costs, in USDC.
    public static let transferFee: QuoteUnits = 3_000_000
    private var nextSequenceIndex: Int64 = 1
    var lastHash = ""

    public init(_ settings: Settings, at time: Moment) {
        self.settings = settings
        startedAt = time
        clock = time
        let hours = time.milliseconds / FundingRate.interval + 1
        nextFunding = Moment(milliseconds: hours * FundingRate.interval)
        exchange = Exchange(markets: settings.markets, limits: settings.limits)
        transactions = History(limit: settings.transactionLimit)
        readOnlyTokens = ReadOnlyTokens(seed: settings.seed)
        downloads = Downloads(seed: settings.seed)
        house = House(seed: settings.seed, markets: settings.markets.count)
        openHouse(before: time, trades: settings.earlierTrades)
        clock = time
        if !settings.isQuiet { nextHouseStep = time.advanced(microseconds: House.period) }
    }

    /// Opens an account with collateral and spot balances, and registers a key for it.
    public mutating func open(
        _ address: KeyAddress,
        publicKey: PublicKey,
        owner: LayerOneAddress,
        collateral: QuoteUnits,
        balances: [Int64: Int64] = [:]
    ) {
        exchange.open(
            address.account.value,
            owner: owner,
            collateral: collateral,
            balances: balances
        )
        keys[address] = APIKey(publicKey: publicKey, registeredAt: clock)
    }

    /// What the next transaction of a key has to carry, whether or not one is registered there.
    public func nextNonce(of address: KeyAddress) -> Int64 { nonces[address] ?? 0 }

    /// What the clients' clocks show, by which they sign deadlines.
    public var clientTime: Moment { clock.advanced(microseconds: -lead) }

    /// When the engine next has something to do by itself.
    public var nextDue: Moment? {
        [pending.first?.due, exchange.nextDeadline, nextHouseStep, nextFunding].compactMap { $0 }.min()
    }

    /// Does all that is due by a time, each thing at its own time. A time before the engine's clock changes nothing.
    public mutating func advance(to time: Moment) {
        skipMissedSteps(before: time)
        while let due = nextDue, due <= time {
            clock = max(clock, due)
            passDeadlines()
            payFunding()
            while let next = pending.first, next.due <= clock {
                execute(pending.removeFirst())
                executeTriggered()
            }
            guard let step = nextHouseStep, step <= clock else { continue }
            nextHouseStep = step.advanced(microseconds: House.period)
            stepHouse()
            react()
        }
        clock = max(clock, time)
    }

    private mutating func passDeadlines() {
        guard let deadline = exchange.nextDeadline, deadline <= clock else { return }
        beginInternalTransaction()
        exchange.passDeadlines()
        executeTriggered()
    }

    private mutating func payFunding() {
        guard nextFunding <= clock else { return }
        nextFunding = nextFunding.advanced(microseconds: FundingRate.interval * 1_000)
        beginInternalTransaction()
        exchange.payFunding()
        react()
    }

    /// Does what follows from other prices and balances: triggers, and liquidations.
    mutating func react() {
        executeTriggered()
        while exchange.hasUnhealthy {
            beginInternalTransaction()
            guard exchange.liquidate() else { return }
            executeTriggered()
        }
    }

    /// Executes what the mark prices trigger, and what that triggers.
    mutating func executeTriggered() {
        while exchange.hasTriggered {
            beginInternalTransaction()
            exchange.executeTriggered()
        }
    }

    /// After a long sleep only the last minute of market life is made up for.
    private mutating func skipMissedSteps(before time: Moment) {
        guard let step = nextHouseStep else { return }
        let missed = (time.microseconds - step.microseconds) / House.period
        if missed > 60 { nextHouseStep = step.advanced(microseconds: (missed - 60) * House.period) }
    }

    /// Sets what trades and orders of the next transaction carry.
    mutating func begin(hash: String) {
        exchange.context = Exchange.Context(time: clock, block: block, transactionHash: hash)
        exchange.journal.beginTransaction()
    }

    /// What nobody signed comes as the venue's internal transactions, whose hashes are a number and a time: 16 hex digits
    /// each, then zeros (recorded trades).
    mutating func beginInternalTransaction() {
        let digits = { (value: Int64) in
            let text = String(value, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        begin(hash: digits(takeSequenceIndex()) + digits(clock.milliseconds) + String(repeating: "0", count: 48))
    }

    /// The first block there is.
    public static let firstBlock: Int64 = 100_000_000
    /// Microseconds a block is filled for.
    static let blockPeriod: Int64 = 250_000

    /// The block being filled: four a second.
    public var block: Int64 {
        Engine.firstBlock
            + (clock.microseconds - startedAt.microseconds).quotientAndRemainder(dividingBy: Engine.blockPeriod)
            .quotient
    }

    mutating func takeSequenceIndex() -> Int64 {
        defer { nextSequenceIndex += 1 }
        return nextSequenceIndex
    }
}

/// Transactions waiting for their execution, in the order in which they came.
struct PendingQueue: Sendable {
    struct Entry: Sendable {
        let due: Moment
        /// What is not executed by then has lapsed.
        let deadline: Moment
        let transaction: Transaction
        let hash: String
    }

    private var entries: [Entry] = []
    private var head = 0

    var first: Entry? { head < entries.count ? entries[head] : nil }
    var count: Int { entries.count - head }

    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// Takes the first entry, of which there has to be one.
    mutating func removeFirst() -> Entry {
        let entry = entries[head]
        head += 1
        if head > 1_024, head * 2 > entries.count {
            entries.removeFirst(head)
            head = 0
        }
        return entry
    }
}
