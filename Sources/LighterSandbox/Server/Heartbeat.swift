import LighterEngine
import NIOCore
import Synchronization

/// Lets the engine do what is due when it is due, whether or not anybody asks.
final class Heartbeat: Sendable {
    private struct Beat {
        let due: Moment
        let task: Scheduled<Void>
    }

    private let sandbox: Sandbox
    private let loop: any EventLoop
    private let next = Mutex<Beat?>(nil)
    private let follower = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ sandbox: Sandbox, on loop: any EventLoop) {
        self.sandbox = sandbox
        self.loop = loop
    }

    /// Calls `follower` on the event loop whenever something was done.
    func follow(_ follower: @escaping @Sendable () -> Void) { self.follower.withLock { $0 = follower } }

    /// Sees to it that the engine's next deadline is met.
    func reschedule() {
        guard let due = sandbox.advance() else { return }
        next.withLock { next in
            if let next, next.due <= due, next.due > .now { return }
            next?.task.cancel()
            let delay = max(0, due.microseconds - Moment.now.microseconds)
            let task = loop.scheduleTask(in: .microseconds(delay)) {
                self.reschedule()
                self.follower.withLock { $0 }?()
            }
            next = Beat(due: due, task: task)
        }
    }

    func stop() {
        next.withLock { next in
            next?.task.cancel()
            next = nil
        }
    }
}
