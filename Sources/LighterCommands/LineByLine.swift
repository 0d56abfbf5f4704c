import Glibc
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading

/// Where a command that works line by line reads from.
enum LineSource {
    /// - Throws: ``Failure`` unless exactly one of `-` and a file is given and can be read.
    static func open(_ source: String?, file: String?, _ world: World) throws(Failure) -> LineReader {
        switch (source, file) {
        case ("-", nil): return LineReader(descriptor: world.input, isInterrupted: world.isInterrupted)
        case (nil, let file?):
            let path = file.hasPrefix("/") ? file : world.environment.workingDirectory + "/" + file
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                throw Failure("input.unreadable", .notFound, "\(sanitized(file)) cannot be read: \(reason)")
            }
            return LineReader(descriptor: descriptor, isInterrupted: world.isInterrupted)
        default: throw Failure("usage.invalid", .usage, "give - for standard input, or --file with a path")
        }
    }
}

/// Answers each line with a line, in order and in bounded memory. A line that cannot be answered gets its error, and the
/// exit code says so at the end.
struct LineByLine {
    private let invocation: Invocation
    /// Lines are gathered to about this many bytes before they are written.
    private static let bufferSize = 1 << 15

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run(
        _ lines: LineReader,
        whenRefused extra: JSONObject = [:],
        answer: (([UInt8]) throws(Failure) -> JSONObject)
    ) throws {
        var written = ""
        var number: Int64 = 0
        var ending = ExitClass.ok
        reading: while true {
            number += 1
            do throws(Failure) {
                switch next(lines) {
                case .line(let line):
                    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
                    written += try LineByLine.text(answer(line))
                case .refused(let failure): throw failure
                case .end(let exit):
                    ending = ExitClass.prevailing(among: [ending, exit])
                    break reading
                }
            } catch {
                ending = .data
                var object: JSONObject = ["line": .integer(number)]
                for member in extra.members { object[member.key] = member.value }
                object["error"] = .object(error.with(invocation.context).json)
                written += try LineByLine.text(object)
            }
            if written.utf8.count >= LineByLine.bufferSize {
                try invocation.world.output.write(written)
                written = ""
            }
        }
        try invocation.world.output.write(written)
        if ending != .ok { throw BatchOutcome(exit: ending) }
    }

    private enum Next {
        case line([UInt8])
        /// A line that cannot be read; the ones behind it can.
        case refused(Failure)
        case end(ExitClass)
    }

    private func next(_ lines: LineReader) -> Next {
        do {
            guard !invocation.world.isInterrupted() else { return .end(.interrupted) }
            return try lines.next().map(Next.line) ?? .end(.ok)
        } catch {
            switch error {
            case .lineTooLong:
                let limit = LineReader.maximumLineLength
                return .refused(Failure("input.line_too_long", .data, "a line is longer than \(limit) bytes"))
            case .interrupted: return .end(.interrupted)
            case .unreadable(let reason):
                invocation.notice("the input cannot be read further: \(reason)")
                return .end(.unavailable)
            }
        }
    }

    private static func text(_ object: JSONObject) throws(Failure) -> String {
        do { return try JSON.object(object).encoded() + "\n" } catch { throw Failure(error) }
    }
}
