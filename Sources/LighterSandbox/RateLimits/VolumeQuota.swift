import LighterEngine

/// An owner's stock of transactions, earned by trading (api.md, section 8.4).
struct VolumeQuota: Sendable {
    static let start: Int64 = 1_000
    static let limit: Int64 = 5_000_000
    /// Traded value that earns one more: 3 USD.
    static let price: QuoteUnits = 3_000_000
    /// Microseconds between two that are free.
    static let freePeriod: Int64 = 15_000_000

    private(set) var remaining = VolumeQuota.start
    /// The traded value that was credited so far.
    private var credited: QuoteUnits
    private var lastFree: Moment?

    /// A new stock, to which earlier trades add nothing.
    init(traded: QuoteUnits) { credited = traded }

    /// Takes in what the owner traded altogether.
    mutating func credit(traded: QuoteUnits) {
        let earned = max(0, traded - credited) / VolumeQuota.price
        credited += earned * VolumeQuota.price
        remaining = min(VolumeQuota.limit, remaining + earned)
    }

    /// How transactions are to be paid for.
    ///
    /// - Throws: ``Refusal`` 23000 when the stock does not suffice.
    func payment(for count: Int64, mayBeFree: Bool, at time: Moment) throws(Refusal) -> Payment {
        guard count > 0 else { return .none }
        if mayBeFree, isFree(at: time) { return .free }
        guard remaining >= count else {
            throw Refusal(Refusal.tooManyRequests.code, "insufficient volume quota: \(remaining) remaining")
        }
        return .credits(count)
    }

    enum Payment: Sendable {
        case none
        case free
        case credits(Int64)
    }

    mutating func take(_ payment: Payment, at time: Moment) {
        switch payment {
        case .none: return
        case .free: lastFree = time
        case .credits(let count): remaining -= count
        }
    }

    private func isFree(at time: Moment) -> Bool {
        lastFree.map { time.microseconds - $0.microseconds >= VolumeQuota.freePeriod } ?? true
    }
}

/// What the answer to a transaction says of rate limits (api.md, section 6.3).
struct Allowance: Sendable {
    let message: String
    /// Credits of the volume quota; nil where none was used.
    let remaining: Int64?

    /// Where there are no limits, as on the venue's testnet.
    static let unlimited = Allowance(message: #"{"ratelimit": "rate limit is off"}"#, remaining: 0)
    static let unused = Allowance(message: #"{"ratelimit": "didn't use volume quota"}"#, remaining: nil)

    private init(message: String, remaining: Int64?) {
        self.message = message
        self.remaining = remaining
    }

    init(remaining: Int64) {
        self.init(message: "{\"ratelimit\": \"\(remaining) volume quota remaining\"}", remaining: remaining)
    }
}
