import Glibc

/// Reads a file or standard input line by line, in bounded memory.
public final class LineReader {
    /// The longest line that is read.
    public static let maximumLineLength = 1 << 20

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Reads an open file, and closes it at the end unless it is standard input.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { if descriptor > 2 { close(descriptor) } }

    /// The next line without its end, or nil at the end.
    ///
    /// - Throws: ``LineReaderError``.
    public func next() throws(LineReaderError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return LineReader.withoutReturn(buffer[start..<end])
            }
            searched = buffer.endIndex
            guard !isAtEnd else {
                defer { start = buffer.endIndex }
                return start < buffer.endIndex ? LineReader.withoutReturn(buffer[start...]) : nil
            }
            guard buffer.count - start <= LineReader.maximumLineLength else { throw .lineTooLong }
            if start > 0 {
                buffer.removeSubrange(..<start)
                searched -= start
                start = 0
            }
            try fill()
        }
    }

    private func fill() throws(LineReaderError) {
        let chunk = 1 << 16
        let count = buffer.count
        var failure: Int32 = 0
        var received = 0
        let added = [UInt8](unsafeUninitializedCapacity: chunk) { memory, initialized in
            repeat { received = read(descriptor, memory.baseAddress, chunk) } while received < 0 && errno == EINTR
            failure = errno
            initialized = max(0, received)
        }
        guard received >= 0 else { throw .unreadable(String(cString: strerror(failure))) }
        isAtEnd = received == 0
        buffer.reserveCapacity(count + added.count)
        buffer += added
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
}

/// Why a line is not read.
public enum LineReaderError: Error, Hashable, Sendable {
    /// Longer than ``LineReader/maximumLineLength``.
    case lineTooLong
    /// The file or pipe cannot be read.
    case unreadable(String)
}
