/// Told what is waited for, from any thread, for a person who may wonder. What begins while something else is waited for is
/// a part of that.
public struct Waiting: Sendable {
    private let began: @Sendable (String) -> Void
    private let ended: @Sendable () -> Void

    /// For whom nobody waits.
    public static let untold = Waiting(began: { _ in }, ended: {})

    public init(began: @escaping @Sendable (String) -> Void, ended: @escaping @Sendable () -> Void) {
        self.began = began
        self.ended = ended
    }

    /// A wait begins.
    ///
    /// - Parameter what: as a clause: `waiting for the venue`.
    public func begin(_ what: String) { began(what) }

    /// The wait that began last is over.
    public func end() { ended() }
}
