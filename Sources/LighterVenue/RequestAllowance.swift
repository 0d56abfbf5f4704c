/// How much the venue lets an owner ask in a minute, by tier (api.md, section 8.1).
public enum RequestAllowance: Hashable, Sendable {
    /// So many requests, whatever they ask.
    case requests(Int64)
    /// So much weight: each request has one of its own, ``Endpoint/weight``.
    case weight(Int64)

    /// Nil for a tier that is not known here.
    ///
    /// - Parameter tier: the venue's word, as ``AccountLimits/tier``.
    public init?(tier: String) {
        switch tier.lowercased().split(separator: "_").first {
        case "standard", "std": self = .requests(60)
        case "premium", "prem": self = .weight(24_000)
        case "plus": self = .weight(120_000)
        case "builder": self = .weight(240_000)
        default: return nil
        }
    }

    /// The most requests that can be within it: the lightest ones.
    public var mostRequests: Int64 {
        switch self {
        case .requests(let count): count
        case .weight(let weight): weight / RequestAllowance.leastWeight
        }
    }

    /// Of a transaction.
    private static let leastWeight: Int64 = 6
}

extension RequestAllowance: CustomStringConvertible {
    /// `60 requests a minute`.
    public var description: String {
        switch self {
        case .requests(let count): "\(count) requests a minute"
        case .weight(let weight): "\(weight) weight a minute"
        }
    }
}
