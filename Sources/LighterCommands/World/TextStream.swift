import Glibc

/// Standard output or standard error, as a command sees it.
public struct TextStream: Sendable {
    /// Whether a person reads it.
    public let isTerminal: Bool
    /// Columns of the terminal; nil where there is none.
    public let width: Int?
    private let writeBytes: @Sendable ([UInt8]) throws -> Void

    public init(isTerminal: Bool, width: Int? = nil, write: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.isTerminal = isTerminal
        self.width = width
        writeBytes = write
    }

    /// Writes a text as it is.
    ///
    /// - Throws: ``TextStreamError``.
    public func write(_ text: String) throws { try writeBytes(Array(text.utf8)) }

    /// A stream that writes to a file descriptor at once.
    public static func descriptor(_ descriptor: Int32) -> TextStream {
        let isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let hasSize = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return TextStream(isTerminal: isTerminal, width: isTerminal ? (hasSize ? Int(size.ws_col) : 80) : nil) {
            bytes in
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
