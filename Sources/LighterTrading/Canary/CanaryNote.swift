import LighterStatus

/// Something an operator should know of an attempt or a run: a sentence, and a stable code beside it.
public struct CanaryNote: Hashable, Sendable {
    /// `clock.off`, `venue.too_many_requests`, …
    public let code: String
    /// One clause, without a full stop.
    public let message: String
    /// What to do about it; a runnable command when it starts with `lighter `.
    public let hint: String?
    /// Whether the run fails for it.
    public let isFatal: Bool
    /// What kind of failure it is.
    let exit: ExitClass

    init(_ code: String, _ message: String, hint: String? = nil, isFatal: Bool = true, exit: ExitClass = .no) {
        self.code = code
        self.message = message
        self.hint = hint
        self.isFatal = isFatal
        self.exit = exit
    }

    /// A failure that the attempt fails for. A key that is missing or damaged is for a person to mend as much as one that
    /// the venue does not know.
    init(_ failure: Failure) {
        let isAboutKey = failure.code.hasPrefix("key.") && [.notFound, .data].contains(failure.exit)
        // Of what may have been sent the hint says how to find it.
        let hint = failure.exit == .unknown ? nil : CanaryNote.hintsOfProfile[failure.code]
        self.init(
            failure.code,
            failure.message,
            hint: hint ?? failure.hint,
            exit: isAboutKey ? .permission : failure.exit
        )
    }

    /// What other commands have a flag for, and the canary a line in the profile.
    private static let hintsOfProfile = [
        "network.timeout": "look at the network; or allow more time: deadline in the profile's [canary]",
        "order.off_lot": "set size in the profile's [canary] to one of them, or to \"min\"",
    ]

    /// Whether no later run can do better until somebody changes something on this host: a key, a guard, the profile.
    var isLasting: Bool { isFatal && [.permission, .refused, .configuration].contains(exit) }
}
