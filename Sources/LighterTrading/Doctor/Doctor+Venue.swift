import LighterStatus
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
            record(.clock, .fine("\(skew.words); they may be \(ClockSkew.tolerance / 1000) seconds apart"))
        } catch { record(.clock, DoctorCheck.Finding(error)) }
    }
}

extension Venue.Exchange {
    /// Whether there is any answer.
    fileprivate var hasAnswer: Bool { (try? outcome.get()) != nil }
}
