import Glibc
import LighterSecrets

/// A new file, readable by its owner alone unless it is public, that is made before there is anything to write: what can be had only once has
/// its place before it is asked for. Unless it is written whole it is gone again.
public struct NewFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var isWritten = false

    /// Makes it; one that exists is left as it is.
    ///
    /// - Parameter isPublic: whether others may read it, as far as the process's mask lets them.
    public init(_ path: String, isPublic: Bool = false) throws(FileAccess.Trouble) {
        let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPublic ? 0o644 : 0o600)
        guard opened >= 0 else { throw FileAccess.Trouble(errorNumber: errno) }
        self.path = path
        descriptor = opened
        // Whatever the umask took away.
        if !isPublic { _ = fchmod(opened, 0o600) }
    }

    deinit {
        close(descriptor)
        if !isWritten { unlink(path) }
    }

    /// Writes all there is to write.
    ///
    /// - Parameter isDurable: whether it must outlive a loss of power.
    public consuming func write(_ text: String, isDurable: Bool = true) throws(FileAccess.Trouble) {
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { (bytes) throws(FileAccess.Trouble) in
            try write(UnsafeRawBufferPointer(bytes))
        }
        try finish(isDurable: isDurable)
    }

    /// Writes a secret, which is to outlive a loss of power.
    public consuming func write(_ secret: SecretBytes) throws(FileAccess.Trouble) {
        try secret.withBytes { (bytes) throws(FileAccess.Trouble) in try write(bytes) }
        try finish(isDurable: true)
    }

    private borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(FileAccess.Trouble) {
        var count = 0
        while count < bytes.count {
            let sent = Glibc.write(descriptor, bytes.baseAddress.map { $0 + count }, bytes.count - count)
            guard sent >= 0 || errno == EINTR else { throw FileAccess.Trouble(errorNumber: errno) }
            count += max(sent, 0)
        }
    }

    private consuming func finish(isDurable: Bool) throws(FileAccess.Trouble) {
        if isDurable {
            guard fsync(descriptor) == 0 else { throw FileAccess.Trouble(errorNumber: errno) }
            try FileAccess.syncDirectory(of: path)
        }
        isWritten = true
    }
}
