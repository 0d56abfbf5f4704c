import Glibc
import LighterFiles

/// A lock that one process of this host has at a time: of an API key, whose holder alone takes its nonces, so that any
/// number started at once send in order; of a profile's canary. The kernel lets it go when its holder dies.
public final class ProcessLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Waits for a lock. Who waits first has it first: whoever lets it go and wants it again queues up behind
    /// those who wait.
    ///
    /// - Parameters:
    ///   - directory: where lock files are kept; made with mode 0700 when absent.
    ///   - name: what tells this lock from all others.
    ///   - isOver: asked every few milliseconds while another process holds the lock; true gives up.
    /// - Throws: ``ProcessLockError``.
    public static func acquire(
        directory: String,
        name: String,
        isOver: () -> Bool
    ) throws(ProcessLockError) -> ProcessLock {
        do { try FileAccess.createDirectory(directory) } catch {
            throw .cannotCreate(path: directory, reason: error.description)
        }
        // The head of the queue holds the turnstile while it waits for the lock itself.
        let turnstile = try hold("\(directory)/\(name).turnstile", isOver)
        defer { withExtendedLifetime(turnstile) {} }
        return try hold("\(directory)/\(name).lock", isOver)
    }

    private static func hold(_ path: String, _ isOver: () -> Bool) throws(ProcessLockError) -> ProcessLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: String(cString: strerror(errno))) }
        let lock = ProcessLock(descriptor: descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            guard reason == EWOULDBLOCK || reason == EINTR else {
                throw .cannotCreate(path: path, reason: String(cString: strerror(reason)))
            }
            guard !isOver() else { throw .held(path: path) }
            usleep(2_000)
        }
        return lock
    }
}

/// Why a lock is not had.
public enum ProcessLockError: Error, Hashable, Sendable {
    /// Another process held it all the time.
    case held(path: String)
    /// Its file cannot be made.
    case cannotCreate(path: String, reason: String)
}
