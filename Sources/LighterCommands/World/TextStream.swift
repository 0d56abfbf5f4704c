import Glibc

/// Standard output or standard error, as a command sees it.
public struct TextStream: Sendable {
    /// Whether a person reads it.
    public let isTerminal: Bool
    /// Columns of the terminal; nil where there is none.
    public let width: Int?
    private let isRead: @Sendable () -> Bool
    private let writeBytes: @Sendable ([UInt8]) throws -> Void

    public init(
        isTerminal: Bool,
        width: Int? = nil,
        isRead: @escaping @Sendable () -> Bool = { true },
        write: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.isTerminal = isTerminal
        self.width = width
        self.isRead = isRead
        writeBytes = write
    }

    /// Whether somebody still reads, as far as that can be seen without writing.
    public var hasReader: Bool { isRead() }

    /// Writes a text as it is.
    ///
    /// - Throws: ``TextStreamError``.
    public func write(_ text: String) throws { try writeBytes(Array(text.utf8)) }

    /// A stream that writes to a file descriptor at once.
    public static func descriptor(_ descriptor: Int32) -> TextStream {
        let isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let hasSize = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let isRead = { @Sendable in
            var entry = pollfd(fd: descriptor, events: 0, revents: 0)
            return poll(&entry, 1, 0) < 1 || entry.revents & Int16(POLLERR) == 0
        }
        let width = isTerminal ? (hasSize ? Int(size.ws_col) : 80) : nil
        return TextStream(isTerminal: isTerminal, width: width, isRead: isRead) { bytes in
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw errno == EPIPE ? TextStreamError.closed : .failed(String(cString: strerror(errno)))
                }
                written += count
            }
        }
    }
}

/// Why a stream took no more.
public enum TextStreamError: Error, Hashable, Sendable {
    /// The reader went away.
    case closed
    /// The text could not be written: a full disk, say.
    case failed(String)
}
