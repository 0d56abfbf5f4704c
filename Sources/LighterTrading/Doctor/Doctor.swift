import LighterLedger
import LighterProfile
import LighterStatus
import LighterVenue

/// Looks at everything that has to work for a command to work, each thing by itself: what cannot be looked at because of
/// another is skipped, and hides nothing else. It asks the venue and reads files; it sends and writes nothing, but for the
/// count of requests, which it shares with all commands.
public final class Doctor {
    /// What there is to look at, as far as there is any.
    public struct Subject {
        /// Ours.
        public let version: String
        public let clock: Clock
        public let directories: Result<Directories, Failure>
        public let profile: Result<Profile, Failure>
        /// Who trades under the profile; nil where that cannot be used.
        public let trader: Result<Trader, Failure>?

        public init(
            version: String,
            clock: Clock,
            directories: Result<Directories, Failure>,
            profile: Result<Profile, Failure>,
            trader: Result<Trader, Failure>?
        ) {
            self.version = version
            self.clock = clock
            self.directories = directories
            self.profile = profile
            self.trader = trader
        }
    }

    let subject: Subject
    let survey = SchemaSurvey()
    /// Who trades, and why nobody does.
    let trader: Trader?
    let obstacle: String
    /// The first request there was: how the connection came about.
    var opening: (exchange: Venue.Exchange, endedAt: Int64)?
    /// Why nothing can be asked of the venue; nil where it can.
    var silence: String?
    /// Why nothing can be signed; nil where it can.
    var locked: String?
    /// The venue's word, where it told.
    var tier: String?
    private var findings: [DoctorCheck.Name: DoctorCheck.Finding] = [:]

    public init(_ subject: Subject) {
        self.subject = subject
        trader = try? subject.trader?.get()
        let hasProfile = (try? subject.profile.get()) != nil
        obstacle = hasProfile ? "there is no venue to ask" : "the profile cannot be used"
        silence = trader == nil ? obstacle : nil
        locked = trader == nil ? obstacle : nil
    }

    /// Looks at everything.
    ///
    /// - Throws: ``Failure`` where a person wants it to stop.
    public func examine() throws(Failure) -> DoctorReport {
        watch()
        lookAtProfile()
        try lookAtVenue()
        lookAtConnection()
        try lookAtKey()
        try lookAtMarkets()
        try lookAtSchema()
        try lookAtHost()
        try lookAtLedger()
        return DoctorReport(
            checks: DoctorCheck.Name.allCases.compactMap { name in
                findings[name].map { DoctorCheck(name: name, finding: $0) }
            }
        )
    }

    func record(_ name: DoctorCheck.Name, _ finding: DoctorCheck.Finding) {
        findings[name] = finding.hinting(name.usualHint)
    }

    /// Records what a look shows, or what stood in its way.
    ///
    /// - Throws: ``Failure`` where a person wants it to stop.
    func record(
        _ name: DoctorCheck.Name,
        by look: () throws(Failure) -> DoctorCheck.Finding
    ) throws(Failure) {
        do throws(Failure) { record(name, try look()) } catch {
            guard error.exit != .interrupted else { throw error }
            survey.note(error)
            record(name, DoctorCheck.Finding(error))
        }
    }

    /// Keeps how the connection came about, and what answers hold that nobody expected.
    private func watch() {
        guard let trader else { return }
        let outer = trader.venue.onExchange
        trader.venue.readsCertificates = true
        trader.venue.onExchange = { [weak self] exchange in
            outer(exchange)
            guard let self, opening == nil else { return }
            opening = (exchange, trader.clock.now())
        }
        trader.venue.onReading = { [survey] endpoint, record in survey.note(record, of: endpoint) }
    }

    private func lookAtProfile() {
        switch subject.profile {
        case .failure(let failure): record(.profile, DoctorCheck.Finding(failure))
        case .success(let profile):
            if case .failure(let failure)? = subject.trader, profile.url != nil {
                record(.profile, DoctorCheck.Finding(failure))
            } else {
                let place = profile.path.map { sanitized($0, limit: 400) } ?? "built in"
                let words = "\(profile.name), chosen by \(profile.selection.reason), \(place)"
                record(.profile, .fine("\(words), for the network \(profile.network.rawValue)"))
            }
        }
        record(.sandbox, sandbox)
    }

    /// The local venue, which is started where the profile means it and none runs, as by every command: so that all that a
    /// first command needs can be looked at.
    private var sandbox: DoctorCheck.Finding {
        guard let profile = try? subject.profile.get() else { return .skipped(obstacle) }
        guard profile.url == nil else { return .fine("not used: the profile says where its venue is") }
        switch subject.trader {
        case .failure(let failure)?: return DoctorCheck.Finding(failure)
        case .success(let trader)?: return .fine("runs at \(trader.access.url)")
        case nil: return .skipped(obstacle)
        }
    }
}
