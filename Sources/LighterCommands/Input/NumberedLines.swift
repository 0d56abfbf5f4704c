import LighterStatus

/// A line of an input, by its place there.
struct NumberedLine: Sendable {
    let number: Int64
    let content: Result<[UInt8], Failure>

    var text: [UInt8]? { try? content.get() }
}

/// The lines of an input in blocks: what is there, and at least one line.
struct NumberedLines {
    private let lines: LineReader
    private let invocation: Invocation
    private var number: Int64 = 0
    /// How the input ended; nil while it goes on.
    private(set) var ending: ExitClass?

    init(_ lines: LineReader, _ invocation: Invocation) {
        self.lines = lines
        self.invocation = invocation
    }

    /// Whether the next line is here.
    var hasLine: Bool { lines.hasLine() }

    /// Whether the line that was read last may have been cut short.
    var isCutShort: Bool { lines.isCutShort }

    /// - Parameters:
    ///   - count: the most lines.
    ///   - bytes: once they have so many, no further line is taken.
    ///   - keepsBlanks: whether lines without anything count.
    mutating func next(most count: Int, bytes: Int = .max, keepsBlanks: Bool = false) -> [NumberedLine] {
        var block: [NumberedLine] = []
        var size = 0
        repeat {
            number += 1
            guard let content = read() else { break }
            if !keepsBlanks, case .success(let text) = content, text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                continue
            }
            if case .success(let text) = content { size += text.count }
            block.append(NumberedLine(number: number, content: content))
        } while block.count < count && size < bytes && lines.hasLine()
        return block
    }

    private mutating func read() -> Result<[UInt8], Failure>? {
        do throws(LineReaderError) {
            guard !invocation.world.isInterrupted() else { throw .interrupted }
            if let line = try lines.next() {
                // Spreadsheets begin a text with a byte order mark.
                return .success(number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.dropFirst(3)) : line)
            }
            ending = .ok
        } catch {
            switch error {
            case .lineTooLong:
                let limit = LineReader.maximumLineLength
                return .failure(Failure("input.line_too_long", .data, "a line is longer than \(limit) bytes"))
            case .interrupted: ending = .interrupted
            case .unreadable(let reason):
                invocation.notice("the input cannot be read further: \(reason)")
                ending = .unavailable
            }
        }
        return nil
    }
}
