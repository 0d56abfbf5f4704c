/// What an order waits for, or waited for.
public struct OrderTrigger: Hashable, Sendable {
    /// What the order waits for (api.md, section 4.3). The raw value is the number in `event_info` (the venue's
    /// circuits, `constants`).
    public enum Status: Int64, Sendable {
        /// It waits for nothing.
        case none = 0
        /// For the mark price to reach its trigger price.
        case markPrice = 1
        /// For the time of its next slice.
        case twap = 2
        /// For its parent to be filled.
        case parentOrder = 3
    }

    /// The price that triggers it; 0 for none.
    public internal(set) var price: Ticks = 0
    public internal(set) var status = Status.none
    /// When it was triggered.
    public internal(set) var time: Moment?

    public init() {}
}

/// The orders that belong to an order (signing.md, "Groups"), by their index; 0 for none.
public struct OrderGroup: Hashable, Sendable {
    /// The order whose fill sets this one going, or of which it is a slice.
    public internal(set) var parent: Int64 = 0
    /// The orders that this one sets going when it is filled.
    public internal(set) var firstChild: Int64 = 0
    public internal(set) var secondChild: Int64 = 0
    /// The order that is canceled when this one is triggered.
    public internal(set) var sibling: Int64 = 0

    public init() {}

    var children: [Int64] { [firstChild, secondChild].filter { $0 != 0 } }
}
