/// How a command ended, with the exit code that scripts see. The numbers never change meaning.
///
/// 64 and above follow `sysexits.h`; the small ones are about the fate of an order. 2 is never used.
public enum ExitClass: Int32, Sendable, CaseIterable {
    case ok = 0
    case no = 1
    case rejected = 3
    case dead = 4
    case partial = 5
    case unknown = 6
    case refused = 7
    case pending = 8
    case usage = 64
    case data = 65
    case notFound = 66
    case unavailable = 69
    case `internal` = 70
    case cannotCreate = 73
    case temporary = 75
    case `protocol` = 76
    case permission = 77
    case configuration = 78
    case interrupted = 130
    case brokenPipe = 141

    /// The class as machines read it: lower case, words joined by underscores.
    public var name: String {
        switch self {
        case .ok: "ok"
        case .no: "no"
        case .rejected: "rejected"
        case .dead: "dead"
        case .partial: "partial"
        case .unknown: "unknown"
        case .refused: "refused"
        case .pending: "pending"
        case .usage: "usage"
        case .data: "data"
        case .notFound: "not_found"
        case .unavailable: "unavailable"
        case .internal: "internal"
        case .cannotCreate: "cannot_create"
        case .temporary: "temporary"
        case .protocol: "protocol"
        case .permission: "permission"
        case .configuration: "configuration"
        case .interrupted: "interrupted"
        case .brokenPipe: "broken_pipe"
        }
    }

    /// Whether the same command may simply be run again. Only `unavailable` and `temporary` say yes.
    public var retry: Retry {
        switch self {
        case .unavailable, .temporary: .safe
        case .partial, .unknown: .afterReconcile
        default: .never
        }
    }

    /// What a command that ends this way has changed at the venue, unless whoever throws knows better.
    public var effect: Effect {
        switch self {
        case .ok, .pending: .applied
        case .partial: .partial
        case .unknown: .unknown
        default: .none
        }
    }
}

extension ExitClass {
    /// The class to report when several apply at once: unknown, then partial, dead, rejected; after those the first
    /// that is a failure, in the order given. `ok` when there is none.
    public static func prevailing(among classes: [ExitClass]) -> ExitClass {
        let graveFirst: [ExitClass] = [.unknown, .partial, .dead, .rejected]
        if let grave = graveFirst.first(where: classes.contains) { return grave }
        return classes.first { $0 != .ok } ?? .ok
    }

    /// The class of a whole batch. Some items standing (done or resting) beside others that failed is `partial`, unless
    /// the fate of one is unknown, which always prevails.
    public static func ofBatch(_ items: [ExitClass]) -> ExitClass {
        let standing = items.filter { $0 == .ok || $0 == .pending }
        let isMixed = !standing.isEmpty && standing.count < items.count
        return prevailing(among: isMixed ? items + [.partial] : items)
    }
}
