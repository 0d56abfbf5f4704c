import Glibc

/// Reads a file or standard input line by line, in bounded memory.
public final class LineReader {
    /// The longest line that is read.
    public static let maximumLineLength = 1 << 20

    private let descriptor: Int32
    private let isInterrupted: () -> Bool
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Whether the line that was read last ended with the input instead of a line end: it may have been cut short.
    public private(set) var isCutShort = false

    /// Reads an open file, and closes it at the end unless it is standard input.
    public init(descriptor: Int32, isInterrupted: @escaping () -> Bool = { false }) {
        self.descriptor = descriptor
        self.isInterrupted = isInterrupted
    }

    deinit { if descriptor > 2 { close(descriptor) } }

    /// The next line without its end, or nil at the end.
    ///
    /// - Throws: ``LineReaderError``. After a line that is too long, reading goes on with the next one.
    public func next() throws(LineReaderError) -> [UInt8]? {
        var searched = start
        var isTooLong = false
        while true {
            if let end = endOfLine(from: searched) {
                defer { start = end + 1 }
                if isTooLong { throw .lineTooLong }
                return LineReader.withoutReturn(buffer[start..<end])
            }
            guard !isAtEnd else {
                defer { start = buffer.endIndex }
                if isTooLong { throw .lineTooLong }
                guard start < buffer.endIndex else { return nil }
                isCutShort = true
                return LineReader.withoutReturn(buffer[start...])
            }
            if buffer.count - start > LineReader.maximumLineLength { isTooLong = true }
            buffer.removeSubrange(..<(isTooLong ? buffer.endIndex : start))
            start = 0
            searched = buffer.endIndex
            try fill()
        }
    }

    /// Whether the next line is here, so that ``next()`` will not wait for it.
    public func hasLine() -> Bool {
        while endOfLine(from: start) == nil {
            guard !isAtEnd, buffer.count - start <= LineReader.maximumLineLength else { return start < buffer.endIndex }
            buffer.removeSubrange(..<start)
            start = 0
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, 0) > 0, (try? fill()) != nil else { return false }
        }
        return true
    }

    /// Whether there is a known end to read up to: a file's, not a pipe's.
    public var isFile: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private func endOfLine(from place: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress, let end = memchr(first + place, 0x0A, bytes.count - place) else {
                return nil
            }
            return UnsafeRawPointer(end) - first
        }
    }

    private func fill() throws(LineReaderError) {
        let chunk = 1 << 18
        var failure: Int32 = 0
        var received = 0
        repeat {
            guard !isInterrupted() else { throw .interrupted }
            buffer.append(
                contentsOf: [UInt8](unsafeUninitializedCapacity: chunk) { memory, initialized in
                    received = read(descriptor, memory.baseAddress, chunk)
                    failure = errno
                    initialized = max(0, received)
                }
            )
        } while received < 0 && failure == EINTR
        guard received >= 0 else { throw .unreadable(String(cString: strerror(failure))) }
        isAtEnd = received == 0
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
}

/// Why a line is not read.
public enum LineReaderError: Error, Hashable, Sendable {
    /// Longer than ``LineReader/maximumLineLength``.
    case lineTooLong
    /// A person wants to stop.
    case interrupted
    /// The file or pipe cannot be read.
    case unreadable(String)
}
