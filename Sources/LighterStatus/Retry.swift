/// Whether a failed command may be run again as it is.
public enum Retry: String, Sendable, CaseIterable {
    /// Running it again meets the same answer.
    case never
    /// Nothing was applied, and it may succeed later.
    case safe
    /// Something may have been applied: look at the venue first.
    case afterReconcile = "after_reconcile"
}
