/// What clients may do to the server beneath any request.
public struct ConnectionLimits: Hashable, Sendable {
    /// Connections at a time; fewer where the process may not open as many.
    public var connections = 4_096
    /// How long a request may take to arrive, from its first byte to its last, in milliseconds.
    public var requestTime: Int64 = 30_000
    /// How long a connection may say nothing, in milliseconds.
    public var silence: Int64 = 120_000
    /// The longest head of a request, in bytes.
    public var headSize = 64 << 10
    /// The longest body of a request, in bytes.
    public var bodySize = 1 << 20

    public init() {}
}
