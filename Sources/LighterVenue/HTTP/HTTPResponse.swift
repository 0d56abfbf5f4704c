/// A complete answer.
public struct HTTPResponse: Hashable, Sendable {
    /// 200, 400, …
    public let status: Int
    /// In their order, names as they were sent.
    public let headers: [HTTPRequest.Field]
    /// The body, decompressed.
    public let body: [UInt8]
    /// How long each step took.
    public let timings: ConnectionTimings
    /// Until when the server's certificate holds, milliseconds since the Unix epoch; nil where nobody wanted to know.
    public let certificateEnd: Int64?

    /// The value of the last header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.last { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The server's clock in milliseconds since the Unix epoch, to the second, from the `Date` header.
    public var dateMilliseconds: Int64? { header("Date").flatMap(HTTPDate.milliseconds) }

    /// How long the server asks to wait: `Retry-After`, as seconds or as a date held against the server's own clock.
    public var retryAfterMilliseconds: Int64? {
        guard let text = header("Retry-After") else { return nil }
        if let seconds = Int64(text), (0...86_400).contains(seconds) { return seconds * 1000 }
        guard let then = HTTPDate.milliseconds(text), let now = dateMilliseconds else { return nil }
        return min(max(then - now, 0), 86_400_000)
    }
}
