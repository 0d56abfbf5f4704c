import LighterStatus

extension Deadline {
    /// What to tell where nothing was sent in time: that a person stopped it, if one did.
    func unlessInterrupted(_ failure: Failure) -> Failure { isInterrupted ? .interrupted : failure }
}
