import Dispatch
import Synchronization

/// Work on parts, each on a thread of its own as far as there are processors. The results come in the parts' order.
func inParallel<Part: Sendable, Outcome: Sendable>(
    _ parts: [Part],
    _ work: @Sendable (Part) -> Outcome
) -> [Outcome] {
    guard parts.count > 1 else { return parts.map(work) }
    let outcomes = Mutex([Outcome?](repeating: nil, count: parts.count))
    DispatchQueue.concurrentPerform(iterations: parts.count) { index in
        let outcome = work(parts[index])
        outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { $0.compactMap(\.self) }
}
