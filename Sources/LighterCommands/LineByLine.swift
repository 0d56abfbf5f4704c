import Glibc
import LighterJSON
import LighterProfile
import LighterStatus

/// Where a command that works line by line reads from.
enum LineSource {
    /// - Throws: ``Failure`` unless exactly one of `-` and a file is given and can be read.
    static func open(_ source: String?, file: String?, _ world: World) throws(Failure) -> LineReader {
        switch (source, file) {
        case ("-", nil): return LineReader(descriptor: world.input)
        case (nil, let file?):
            let path = file.hasPrefix("/") ? file : world.environment.workingDirectory + "/" + file
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                throw Failure("input.unreadable", .notFound, "\(sanitized(file)) cannot be read: \(reason)")
            }
            return LineReader(descriptor: descriptor)
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
        var hasRefused = false
        while let line = try next(lines) {
            number += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            var object: JSONObject
            do throws(Failure) {
                object = try answer(line)
            } catch {
                hasRefused = true
                object = ["line": .integer(number)]
                for member in extra.members { object[member.key] = member.value }
                object["error"] = .object(error.with(invocation.context).json)
            }
            written += try JSON.object(object).encoded() + "\n"
            if written.utf8.count >= LineByLine.bufferSize {
                try invocation.world.output.write(written)
                written = ""
            }
            guard !invocation.world.isInterrupted() else { break }
        }
        try invocation.world.output.write(written)
        if invocation.world.isInterrupted() { throw BatchOutcome(exit: .interrupted) }
        if hasRefused { throw BatchOutcome(exit: .data) }
    }

    private func next(_ lines: LineReader) throws(Failure) -> [UInt8]? {
        do { return try lines.next() } catch {
            switch error {
            case .lineTooLong:
                throw Failure(
                    "input.line_too_long",
                    .data,
                    "a line is longer than \(LineReader.maximumLineLength) bytes"
                )
            case .unreadable(let reason):
                throw Failure("input.unreadable", .unavailable, "the input cannot be read: \(reason)")
            }
        }
    }
}
