import Dispatch
import Synchronization

/// A value that is worked out on another thread while this one does something else.
final class Ahead<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    /// - Parameter queue: works one value out after the other.
    init(on queue: DispatchQueue, _ work: @escaping @Sendable () -> Value) {
        queue.async { [self] in
            let result = work()
            value.withLock { $0 = result }
            isThere.signal()
        }
    }

    /// Waits until it is worked out, however long that takes.
    func wait() {
        isThere.wait()
        isThere.signal()
    }

    /// The value, waited for; nil where a person does not want to wait any longer, and the work is left to itself.
    func get(unless isInterrupted: () -> Bool) -> Value? {
        while isThere.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            if isInterrupted() { return nil }
        }
        return value.withLock { $0 }
    }
}
