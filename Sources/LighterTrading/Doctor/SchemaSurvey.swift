import LighterJSON
import LighterStatus
import LighterTransactions
import LighterVenue

/// What the venue says that this version does not know: members, words and codes. A venue that speaks of more than its
/// clients know has changed.
final class SchemaSurvey {
    /// A market to ask about.
    var market: Market?
    private var asked: Set<String> = []
    private var surprises: Set<String> = []

    /// Takes what readers of an answer did not expect.
    func note(_ record: JSONReadingRecord, of endpoint: Endpoint) {
        asked.insert(endpoint.name)
        for path in record.unexpectedMembers { surprises.insert("\(endpoint.name) \(sanitized(path, limit: 100))") }
        for value in record.unknownValues { surprises.insert("\(endpoint.name) \(sanitized(value, limit: 150))") }
    }

    /// Takes the code of a refusal, where this version does not know it.
    func note(_ failure: Failure) {
        guard let code = failure.venue?.code, VenueCode.lookup(code) == nil else { return }
        surprises.insert("code \(code)")
    }

    /// Asks what nobody has asked so far, a little of each, and says what was unknown of everything.
    ///
    /// - Parameter canSign: whether there are tokens.
    /// - Throws: ``Failure`` for what cannot be read, and where a person wants it to stop.
    func finish(_ trader: Trader, canSign: Bool) throws(Failure) -> DoctorCheck.Finding {
        try askMore(trader, canSign: canSign)
        let count = "\(asked.count) kinds of answers"
        guard !surprises.isEmpty else { return .fine("\(count) hold nothing that this version does not know") }
        let shown = surprises.sorted().prefix(SchemaSurvey.most).joined(separator: ", ")
        let others = surprises.count > SchemaSurvey.most ? " and \(surprises.count - SchemaSurvey.most) more" : ""
        return .warning("of \(count), unknown to this version: \(shown)\(others)", hint: "lighter version")
    }

    private func askMore(_ trader: Trader, canSign: Bool) throws(Failure) {
        let venue = trader.venue
        if let market {
            _ = try venue.orderBook(market.index, limit: 5)
            _ = try venue.recentTrades(market.index, limit: 5)
            if let now = Timestamp(exactly: trader.clock.now()), let start = Timestamp(exactly: now.value - 7_200_000) {
                let hours = Endpoint.Interval(resolution: "1h", start: start, end: now, count: 2)
                _ = try venue.candles(market.index, hours)
                _ = try venue.fundings(market.index, hours)
            }
        }
        guard canSign, let account = try? trader.account() else { return }
        _ = try venue.activeOrders(account)
        _ = try venue.inactiveOrders(account, limit: 20)
        _ = try venue.trades(account, limit: 5)
    }

    /// So many are named.
    private static let most = 6
}

extension Doctor {
    /// Whether the venue speaks as this version expects.
    func lookAtSchema() throws(Failure) {
        guard let trader, silence == nil else { return record(.schema, .skipped(silence ?? obstacle)) }
        try record(.schema) { () throws(Failure) in try survey.finish(trader, canSign: locked == nil) }
    }
}
