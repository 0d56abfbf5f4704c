/// The numbers a market gives its orders: market m owns (m+1)·2^48 … (m+2)·2^48 − 1, asks count up from its lower end
/// and bids down from its upper one. Read off the venue's own book: recorded asks of market 0 lie just above 2^48, bids
/// just below 2^49.
struct OrderNumbers: Hashable, Sendable {
    private(set) var nextAsk: Int64
    private(set) var nextBid: Int64

    init(market: Int64) {
        nextAsk = (market + 1) << 48
        nextBid = ((market + 2) << 48) - 1
    }

    /// The next number on a side.
    mutating func next(isAsk: Bool) -> Int64 {
        if isAsk {
            defer { nextAsk += 1 }
            return nextAsk
        }
        defer { nextBid -= 1 }
        return nextBid
    }

    /// The market whose order this is.
    static func market(of index: Int64) -> Int64 { (index >> 48) - 1 }
}
