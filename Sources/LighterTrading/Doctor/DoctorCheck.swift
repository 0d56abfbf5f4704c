import LighterStatus

/// One thing that was looked at, and how it was found.
public struct DoctorCheck: Hashable, Sendable {
    /// What is looked at, in the order of the report.
    public enum Name: String, Sendable, CaseIterable {
        case profile
        case sandbox
        case clock
        case nameLookup = "name_lookup"
        case connection
        case tls
        case firstByte = "first_byte"
        case venue
        case chain
        case key
        case registration
        case account
        case requests
        case signer
        case files
        case disk
        case lockedMemory = "locked_memory"
        case ledger
        case marketCache = "market_cache"
        case markets
        case schema
        case versions
    }

    /// From good to bad.
    public enum State: String, Sendable, CaseIterable {
        case fine
        /// It could not be looked at, because of something else.
        case skipped
        /// It works, and should be looked after.
        case warning
        /// Something that needs it does not work.
        case failed
    }

    /// How it was found.
    public struct Finding: Hashable, Sendable {
        public let state: State
        /// One clause for people.
        public let found: String
        /// What to do about it; a runnable command when it starts with `lighter `.
        public let hint: String?
        /// How long it took, where that is what was looked at.
        public let microseconds: Int64?
    }

    public let name: Name
    public let finding: Finding
}

extension DoctorCheck.Finding {
    static func fine(_ found: String, microseconds: Int64? = nil) -> DoctorCheck.Finding {
        DoctorCheck.Finding(state: .fine, found: found, hint: nil, microseconds: microseconds)
    }

    static func skipped(_ reason: String) -> DoctorCheck.Finding {
        DoctorCheck.Finding(state: .skipped, found: "skipped: \(reason)", hint: nil, microseconds: nil)
    }

    static func warning(_ found: String, hint: String?) -> DoctorCheck.Finding {
        DoctorCheck.Finding(state: .warning, found: found, hint: hint, microseconds: nil)
    }

    static func failed(_ found: String, hint: String?) -> DoctorCheck.Finding {
        DoctorCheck.Finding(state: .failed, found: found, hint: hint, microseconds: nil)
    }

    /// The same, with this hint where something is to be done and nothing says what.
    func hinting(_ usual: String) -> DoctorCheck.Finding {
        guard hint == nil, state == .warning || state == .failed else { return self }
        return DoctorCheck.Finding(state: state, found: found, hint: usual, microseconds: microseconds)
    }

    /// What stood in the way. Where that is a limit on requests nothing is known to be wrong, nor to be right.
    init(_ failure: Failure) {
        let isHeldBack = failure.isRequestLimit || failure.code == "limit.requests"
        self =
            isHeldBack
            ? .warning(
                "not looked at: \(failure.message)",
                hint: "wait a minute, or raise requests_per_minute in [limits], then: lighter doctor"
            )
            : .failed(failure.message, hint: failure.hint)
    }
}

extension DoctorCheck.Name {
    /// Where to look further when this is not fine.
    var usualHint: String {
        switch self {
        case .profile: "lighter profile path"
        case .sandbox: "lighter sandbox logs"
        case .clock: "timedatectl"
        case .nameLookup, .connection, .tls, .firstByte, .chain, .key, .requests: "lighter profile show --sources"
        case .venue: "look at https://status.lighter.xyz, and at the address: lighter profile show --sources"
        case .registration: "lighter keys check"
        case .account: "lighter account"
        case .files, .disk: "lighter profile path"
        case .lockedMemory: "ulimit -l"
        case .ledger: "lighter orders --ledger"
        case .marketCache, .markets: "lighter markets"
        case .signer, .schema, .versions: "lighter version"
        }
    }
}

/// All that was looked at.
public struct DoctorReport: Sendable {
    public let checks: [DoctorCheck]

    /// The worst that was found; what was skipped is not worse than what it was skipped for.
    public var worst: DoctorCheck.State {
        for state in [DoctorCheck.State.failed, .warning] where checks.contains(where: { $0.finding.state == state }) {
            return state
        }
        return .fine
    }
}
