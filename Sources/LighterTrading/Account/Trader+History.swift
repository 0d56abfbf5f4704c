import LighterStatus
import LighterTransactions
import LighterVenue

/// The newest rows of a history.
public struct LatestRows<Row: Sendable>: Sendable {
    public let rows: [Row]
    /// Whether there may be older ones that were not asked for: what these come to is not all.
    public let isCut: Bool

    /// The same of other rows.
    func map<Other>(_ change: (Row) -> Other) -> LatestRows<Other> {
        LatestRows<Other>(rows: rows.map(change), isCut: isCut)
    }
}

/// What happened to the account, newest first.
extension Trader {
    /// The most rows a list of these takes.
    public static let longestHistory = 10_000
    private static let pageSize = 100

    /// One's own trades.
    ///
    /// - Parameters:
    ///   - order: only this one's.
    ///   - start: only those since, in milliseconds since the Unix epoch.
    /// - Throws: ``Failure``.
    public func fills(
        on market: Market? = nil,
        of order: OrderIdentifier? = nil,
        since start: Int64? = nil,
        most count: Int
    ) throws(Failure) -> LatestRows<Fill> {
        let account = try account()
        // The venue finds trades by its own index alone.
        let order = try order.map { (order) throws(Failure) in
            if case .venue(let index) = order { index } else { try find(order).index }
        }
        return try pages(most: count, since: start) { (limit, cursor) throws(Failure) in
            try venue.trades(account, market?.index, order: order, limit: limit, cursor: cursor)
        } time: {
            $0.time
        } isWanted: { trade in
            (market == nil || trade.market == market?.index)
                && (order == nil || trade.ask.order == order?.value || trade.bid.order == order?.value)
        }.map { Fill($0, of: account) }
    }

    /// One's own funding payments.
    ///
    /// - Parameters:
    ///   - markets: only theirs; of all where there are none.
    ///   - start: only those since, in milliseconds since the Unix epoch.
    /// - Throws: ``Failure``.
    public func fundingPayments(
        on markets: [Market],
        since start: Int64? = nil,
        most count: Int
    ) throws(Failure) -> LatestRows<FundingPayment> {
        let account = try account()
        let indexes = markets.map(\.index)
        // How several are written is disputed (api.md, section 2.1).
        let only = indexes.count == 1 ? indexes.first : nil
        return try pages(most: count, since: start) { (limit, cursor) throws(Failure) in
            try venue.fundingPayments(account, only, limit: limit, cursor: cursor)
        } time: {
            $0.time
        } isWanted: {
            indexes.isEmpty || indexes.contains($0.market)
        }
    }

    /// Reads page after page, each with the command's time for itself.
    private func pages<Row: Sendable>(
        most count: Int,
        since start: Int64?,
        _ read: (Int, String?) throws(Failure) -> Page<Row>,
        time: (Row) -> Int64?,
        isWanted: (Row) -> Bool
    ) throws(Failure) -> LatestRows<Row> {
        var (rows, cursor): ([Row], String?) = ([], nil)
        if count > Trader.pageSize { waitPatiently() }
        while true {
            let page = try read(Trader.pageSize, cursor)
            for row in page.elements {
                if let start, let time = time(row), time < start { return LatestRows(rows: rows, isCut: false) }
                guard isWanted(row) else { continue }
                if rows.count == count { return LatestRows(rows: rows, isCut: true) }
                rows.append(row)
            }
            guard let next = page.nextCursor, next != cursor, !page.elements.isEmpty else {
                return LatestRows(rows: rows, isCut: false)
            }
            // Whether any of those that are left is wanted is not worth another request.
            guard rows.count < count else { return LatestRows(rows: rows, isCut: true) }
            cursor = next
            deadline.renew()
        }
    }
}
