import LighterStatus

extension Failure {
    /// A person stopped it before anything was sent.
    public static let interrupted = Failure("command.interrupted", .interrupted, "interrupted; nothing was sent")
}

extension Deadline {
    /// What to tell where nothing was sent in time: that a person stopped it, if one did.
    func unlessInterrupted(_ failure: Failure) -> Failure { isInterrupted ? .interrupted : failure }
}
