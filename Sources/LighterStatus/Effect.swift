/// What a failed command has changed at the venue.
public enum Effect: String, Sendable, CaseIterable {
    case none
    case applied
    case partial
    case unknown
}
