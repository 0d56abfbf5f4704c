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
    /// - Throws: ``Failure`` of the first answer that could not be had, and where a person wants it to stop.
    func finish(_ trader: Trader, canSign: Bool) throws(Failure) -> DoctorCheck.Finding {
        let failure = try askMore(trader, canSign: canSign)
        let count = "\(asked.count) kinds of answers"
        let shown = surprises.sorted().prefix(SchemaSurvey.most).joined(separator: ", ")
        let others = surprises.count > SchemaSurvey.most ? " and \(surprises.count - SchemaSurvey.most) more" : ""
        let words = "of \(count), unknown to this version: \(shown)\(others)"
        if var failure {
            if !surprises.isEmpty { failure.message += "; \(words)" }
            throw failure
        }
        guard surprises.isEmpty else { return .warning(words, hint: "lighter version") }
        return .fine("\(count) hold nothing that this version does not know")
    }

    /// - Returns: why the first answer that could not be had could not.
    /// - Throws: ``Failure`` where a person wants it to stop.
    private func askMore(_ trader: Trader, canSign: Bool) throws(Failure) -> Failure? {
        var first: Failure?
        for question in Question.allCases {
            do throws(Failure) { try ask(question, trader, canSign: canSign) } catch {
                guard error.exit != .interrupted else { throw error }
                note(error)
                first = first ?? error
            }
        }
        return first
    }

    /// What no other look asks for.
    private enum Question: CaseIterable {
        case book
        case trades
        case candles
        case fundings
        case activeOrders
        case inactiveOrders
        case ownTrades
    }

    /// Asks, where there is a market to ask about, or a token to ask with.
    private func ask(_ question: Question, _ trader: Trader, canSign: Bool) throws(Failure) {
        let venue = trader.venue
        let hours = SchemaSurvey.lastHours(at: trader.clock.now())
        switch (question, market?.index, canSign ? try? trader.account() : nil) {
        case (.book, let market?, _): _ = try venue.orderBook(market, limit: 5)
        case (.trades, let market?, _): _ = try venue.recentTrades(market, limit: 5)
        case (.candles, let market?, _): if let hours { _ = try venue.candles(market, hours) }
        case (.fundings, let market?, _): if let hours { _ = try venue.fundings(market, hours) }
        case (.activeOrders, _, let account?): _ = try venue.activeOrders(account)
        case (.inactiveOrders, _, let account?): _ = try venue.inactiveOrders(account, limit: 20)
        case (.ownTrades, _, let account?): _ = try venue.trades(account, limit: 5)
        default: break
        }
    }

    private static func lastHours(at now: Int64) -> Endpoint.Interval? {
        guard let end = Timestamp(exactly: now), let start = Timestamp(exactly: now - 7_200_000) else { return nil }
        return Endpoint.Interval(resolution: "1h", start: start, end: end, count: 2)
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
