/// What can go wrong between a client and the venue.
enum Fault: Hashable, Sendable {
    /// The answer comes late.
    case latency(ClosedRange<Milliseconds>)
    /// What the request asks for is done, and the connection closes without an answer.
    case drop
    /// The connection closes without an answer, and nothing is done.
    case dropRequest
    /// What the request asks for is done, and the connection is reset.
    case resetAfterWrite
    /// The connection is reset, and nothing is done.
    case reset
    /// A gateway answers in the venue's place, and nothing is done.
    case status(Int)
    /// A gateway answers in the venue's place after what the request asks for was done.
    case statusAfter(Int)
    /// What the request asks for is done, and the answer breaks off.
    case truncate
    /// What the request asks for is done, and the answer is no JSON.
    case garbage
    /// The venue says that there were too many requests; nothing is done.
    case rateLimit
    /// `nextNonce` tells a nonce that is used already.
    case staleNonce
    /// What is sent is accepted, and executed so much later.
    case stall(Milliseconds)
    /// `tx` does not know a transaction for so long after it was accepted.
    case unindexed(Milliseconds)

    /// A length of time, at most an hour.
    struct Milliseconds: Hashable, Comparable, Sendable {
        static let limit: Int64 = 3_600_000

        let value: Int64

        /// Reads `50ms`, `2s` or `1m`; nil for anything else.
        init?(_ text: some StringProtocol) {
            let units: [(suffix: String, factor: Int64)] = [("ms", 1), ("s", 1_000), ("m", 60_000)]
            guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
                let count = Int64(text.dropLast(unit.suffix.count)), count >= 0,
                count <= Milliseconds.limit / unit.factor
            else { return nil }
            value = count * unit.factor
        }

        init?(_ value: Int64) {
            guard (0...Milliseconds.limit).contains(value) else { return nil }
            self.value = value
        }

        static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    }

    /// Whether what the request asks for is done all the same.
    var executes: Bool {
        switch self {
        case .dropRequest, .reset, .status, .rateLimit: false
        default: true
        }
    }
}

/// A fault, how often it happens, and to which requests.
struct FaultRule: Hashable, Sendable {
    enum Share: Hashable, Sendable {
        /// To so many of 10 000 requests, by chance.
        case ofRequests(Int64)
        /// To the next so many.
        case next(Int)
    }

    let fault: Fault
    var share: Share
    /// The last parts of the paths it happens to; nil for all of the venue's.
    let endpoints: Set<String>?

    func applies(to request: Request) -> Bool {
        guard let name = request.path.split(separator: "/").last else { return endpoints == nil }
        switch fault {
        case .staleNonce: return name == "nextNonce"
        case .stall: return name == "sendTx" || name == "sendTxBatch"
        case .unindexed: return name == "tx"
        default: return endpoints?.contains(String(name)) ?? true
        }
    }
}
