import Glibc
import LighterStatus

/// Standard output or standard error, as a command sees it.
public struct TextStream: Sendable {
    /// Whether a person reads it.
    public let isTerminal: Bool
    private let measure: @Sendable () -> TerminalSize?
    private let isRead: @Sendable () -> Bool
    private let writeBytes: @Sendable ([UInt8]) throws -> Void

    public init(
        isTerminal: Bool,
        size: @escaping @Sendable () -> TerminalSize? = { nil },
        isRead: @escaping @Sendable () -> Bool = { true },
        write: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.isTerminal = isTerminal
        measure = size
        self.isRead = isRead
        writeBytes = write
    }

    /// The terminal's size, as it is now; nil where there is none.
    public var size: TerminalSize? { measure() }

    /// Whether somebody still reads, as far as that can be seen without writing.
    public var hasReader: Bool { isRead() }

    /// Writes a text as it is.
    ///
    /// - Throws: ``TextStreamError``.
    public func write(_ text: String) throws { try writeBytes(Array(text.utf8)) }

    /// Writes bytes as they are.
    ///
    /// - Throws: ``TextStreamError``.
    func write(_ bytes: [UInt8]) throws { try writeBytes(bytes) }

    /// The same stream, to which bytes are written in another way.
    func writing(_ write: @escaping @Sendable ([UInt8]) throws -> Void) -> TextStream {
        TextStream(isTerminal: isTerminal, size: measure, isRead: isRead, write: write)
    }

    /// A stream that writes to a file descriptor at once.
    public static func descriptor(_ descriptor: Int32) -> TextStream {
        let isTerminal = isatty(descriptor) == 1
        let size = { @Sendable in isTerminal ? TerminalSize(of: descriptor) : nil }
        let isRead = { @Sendable in
            var entry = pollfd(fd: descriptor, events: 0, revents: 0)
            return poll(&entry, 1, 0) < 1 || entry.revents & Int16(POLLERR) == 0
        }
        return TextStream(isTerminal: isTerminal, size: size, isRead: isRead) { bytes in
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

/// How much a terminal shows.
public struct TerminalSize: Hashable, Sendable {
    /// The usual number where it does not say.
    public let columns: Int
    /// Nil where it does not say.
    public let rows: Int?

    init(of descriptor: Int32) {
        var size = winsize()
        let isTold = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        columns = isTold && size.ws_col > 0 ? Int(size.ws_col) : 80
        rows = isTold && size.ws_row > 0 ? Int(size.ws_row) : nil
    }
}

/// Why a stream took no more.
public enum TextStreamError: Error, Hashable, Sendable {
    /// The reader went away.
    case closed
    /// The text could not be written: a full disk, say.
    case failed(String)
}

extension TextStreamError {
    /// The failure of a command whose answer nobody gets; nil where nobody wants it any more.
    var failure: Failure? {
        guard case .failed(let reason) = self else { return nil }
        return Failure("output.unwritable", .cannotCreate, "standard output cannot be written: \(reason)")
    }
}
