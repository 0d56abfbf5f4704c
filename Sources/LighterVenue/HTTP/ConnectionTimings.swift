/// When the steps of a request were done, in microseconds since it began; 0 for a step that was not needed or not
/// reached.
public struct ConnectionTimings: Hashable, Sendable {
    /// The name was resolved.
    public var nameLookup: Int64 = 0
    /// The connection stood.
    public var connect: Int64 = 0
    /// TLS was agreed on.
    public var tls: Int64 = 0
    /// The first byte of the answer came.
    public var firstByte: Int64 = 0
    /// Everything was done.
    public var total: Int64 = 0
    /// Whether the request went over a connection that stood already.
    public var isReused = false

    public init() {}
}
