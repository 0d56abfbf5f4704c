import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// The way to the venue, and the venue.
extension Doctor {
    /// Asks for a sign of life. Where none comes nothing else is asked.
    func lookAtVenue() throws(Failure) {
        guard let trader else { return record(.venue, .skipped(obstacle)) }
        try record(.venue) { () throws(Failure) in
            do throws(Failure) {
                let status = try trader.venue.status()
                let number = status.networkID.map { ", network number \($0)" } ?? ""
                return .fine("answers\(number)", microseconds: opening?.exchange.timings?.total)
            } catch {
                guard let opening else {
                    silence = error.message
                    throw error
                }
                silence = opening.exchange.hasAnswer ? "the venue does not answer" : "the venue cannot be reached"
                guard opening.exchange.hasAnswer || error.exit == .interrupted else { return .skipped(silence ?? "") }
                throw error
            }
        }
    }

    /// How the connection came about, step by step, and whose clock is right.
    func lookAtConnection() {
        let names: [DoctorCheck.Name] = [.nameLookup, .connection, .tls, .firstByte]
        guard let trader, let opening else {
            for name in names + [.clock] { record(name, .skipped(silence ?? obstacle)) }
            return
        }
        let url = trader.access.url
        switch opening.exchange.outcome {
        case .success:
            let steps = ConnectionSteps(opening.exchange.timings ?? ConnectionTimings())
            for name in names { record(name, finding(name, steps, url, opening.exchange)) }
            recordClock(opening)
        case .failure(let failure):
            let steps = ConnectionSteps(failure.timings)
            let broken = ConnectionSteps.broken(by: failure, url)
            let place = names.firstIndex(of: broken) ?? 0
            for (step, name) in names.enumerated() {
                if step < place {
                    record(name, finding(name, steps, url, opening.exchange))
                } else if step == place {
                    record(name, DoctorCheck.Finding(Failure(connecting: failure, to: url)))
                } else {
                    record(name, .skipped("there is no connection"))
                }
            }
            record(.clock, .skipped("the venue cannot be reached"))
        }
    }

    private func finding(
        _ name: DoctorCheck.Name,
        _ steps: ConnectionSteps,
        _ url: BaseURL,
        _ exchange: Venue.Exchange
    ) -> DoctorCheck.Finding {
        switch name {
        case .nameLookup where url.isAddress: return .fine("not needed: \(url.host) is an address")
        case .nameLookup: return .fine("\(url.host) is found", microseconds: steps.nameLookup)
        case .connection: return .fine("\(url) can be reached", microseconds: steps.connection)
        case .tls where url.scheme == .http: return .fine("not used: this machine")
        case .tls:
            let end = exchange.certificateEnd.map { ", the certificate holds until \(UTC.text($0))" } ?? ""
            return .fine("agreed on\(end)", microseconds: steps.tls)
        default: return .fine("the first answer came", microseconds: steps.firstByte)
        }
    }

    private func recordClock(_ opening: (exchange: Venue.Exchange, endedAt: Int64)) {
        guard let date = opening.exchange.date else {
            let words = "the venue does not tell the time, so that nothing shows whether this host's clock is right"
            return record(.clock, .warning(words, hint: "timedatectl"))
        }
        let took = (opening.exchange.timings?.total ?? 0) / 1000
        let skew = ClockSkew(second: date, between: opening.endedAt - took, and: opening.endedAt)
        do throws(Failure) {
            try skew.require()
            record(.clock, .fine("\(skew.words); up to \(ClockSkew.tolerance / 1000) seconds apart they may be"))
        } catch { record(.clock, DoctorCheck.Finding(error)) }
    }

    /// The markets as this host keeps them, and as they are.
    func lookAtMarkets() throws(Failure) {
        guard let trader else {
            for name in [DoctorCheck.Name.marketCache, .markets] { record(name, .skipped(obstacle)) }
            return
        }
        let known = trader.knownMarkets()
        let age = known.flatMap { markets in
            Timestamp(exactly: trader.clock.now()).flatMap { markets.age(at: $0) }
        }
        let lifetime = MarketCache.lifetime
        if let known, let age {
            let state =
                age < lifetime ? "good for \((lifetime - age).components.seconds) s more" : "asked for anew when needed"
            record(.marketCache, .fine("\(known.markets.count) markets, \(age.components.seconds) s old, \(state)"))
        } else {
            record(.marketCache, .fine("none kept; asked for when needed"))
        }
        if let silence { return record(.markets, .skipped(silence)) }
        try record(.markets) { () throws(Failure) in
            let markets = try trader.venue.orderBookDetails()
            survey.market = markets.first(where: \.isActive)
            let count = "\(markets.count) markets, \(markets.count(where: \.isActive)) of them active"
            guard let known else { return .fine(count) }
            let changes = markets.compactMap { market in
                known[market.index].flatMap { MarketChanges(from: $0, to: market) }
            }
            guard let first = changes.first else { return .fine("\(count), as this host knows them") }
            let others = changes.count > 1 ? ", and \(changes.count - 1) more" : ""
            let text = "the venue changed \(first.words)\(others)"
            // Orders are made by what is kept for as long as it is good.
            let isInUse = (age ?? lifetime) < lifetime && changes.contains(where: \.areOfPrecision)
            return isInUse ? .failed(text, hint: "lighter markets") : .warning(text, hint: "lighter markets")
        }
    }
}

/// How long each step of a connection took, in microseconds.
struct ConnectionSteps {
    let nameLookup: Int64
    let connection: Int64
    let tls: Int64
    let firstByte: Int64

    init(_ timings: ConnectionTimings) {
        nameLookup = timings.nameLookup
        connection = max(0, timings.connect - timings.nameLookup)
        tls = max(0, timings.tls - timings.connect)
        firstByte = max(0, timings.firstByte - max(timings.tls, timings.connect))
    }

    /// The step that a failure ended.
    static func broken(by failure: HTTPFailure, _ url: BaseURL) -> DoctorCheck.Name {
        switch failure.reason {
        case .invalidRequest, .library, .nameLookup: return .nameLookup
        case .connect, .proxy: return .connection
        case .tls: return .tls
        case .timeout, .connectionLost, .malformedReply, .tooLarge, .interrupted:
            let timings = failure.timings
            if timings.nameLookup == 0, !url.isAddress { return .nameLookup }
            if timings.connect == 0 { return .connection }
            return timings.tls == 0 && url.scheme == .https ? .tls : .firstByte
        }
    }
}

extension Venue.Exchange {
    /// Whether there is any answer.
    fileprivate var hasAnswer: Bool { (try? outcome.get()) != nil }
}
