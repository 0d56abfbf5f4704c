import NIOCore
import Synchronization

/// How many connections there are. One too many is told so, and so many too many that telling them would need
/// descriptors of its own are closed.
final class ConnectionCount: Sendable {
    enum Verdict: Sendable {
        case served
        case refused
        case closed
    }

    private struct Counts {
        var served = 0
        var refused = 0
    }

    private let limit: Int
    private let refusalLimit: Int
    private let counts = Mutex(Counts())

    /// - Parameter limit: of connections that are served, at least 1.
    init(limit: Int) {
        let room = min(limit, DescriptorLimit.connections)
        refusalLimit = max(1, room / 8)
        self.limit = max(1, room - refusalLimit)
    }

    /// Counts a connection until it closes.
    func admit(_ channel: any Channel) -> Verdict {
        let verdict: Verdict = counts.withLock { counts in
            if counts.served < limit {
                counts.served += 1
                return .served
            }
            guard counts.refused < refusalLimit else { return .closed }
            counts.refused += 1
            return .refused
        }
        channel.closeFuture.whenComplete { _ in
            self.counts.withLock { counts in
                switch verdict {
                case .served: counts.served -= 1
                case .refused: counts.refused -= 1
                case .closed: break
                }
            }
        }
        return verdict
    }
}
