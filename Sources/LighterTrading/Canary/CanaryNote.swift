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

    /// A failure that the attempt fails for.
    init(_ failure: Failure) {
        self.init(failure.code, failure.message, hint: failure.hint, exit: failure.exit)
    }

    /// Whether no later run can do better until somebody changes something on this host: a key, a guard, the profile.
    var isLasting: Bool { isFatal && [.permission, .refused, .configuration].contains(exit) }
}
