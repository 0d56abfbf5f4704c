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

/// What a line is answered with.
struct LineAnswer: Sendable {
    let object: JSONObject
    /// How the command should end for this line.
    var exit = ExitClass.ok
}

/// Answers each line with a line, in order and in bounded memory. A line that cannot be answered gets its error, and the
/// exit code says so at the end.
///
/// The lines that are there are answered together and at once: one that comes alone does not wait for others.
struct LineByLine {
    private let invocation: Invocation
    private let jobs: Int
    private let refusal: JSONObject
    /// How many lines a job gets at the most before their answers are written.
    private static let linesPerJob = 256

    /// - Parameters:
    ///   - jobs: how many lines' answers are worked out at the same time.
    ///   - refusal: members that an answer with an error has too.
    init(_ invocation: Invocation, jobs: Int = 1, whenRefused refusal: JSONObject = [:]) {
        self.invocation = invocation
        self.jobs = jobs
        self.refusal = refusal
    }

    /// - Parameter answer: answers many lines, in their order.
    func run(
        _ lines: LineReader,
        answer: @Sendable ([[UInt8]]) -> [Result<LineAnswer, Failure>]
    ) throws {
        var source = NumberedLines(lines, invocation)
        let (context, refusal) = (invocation.context, refusal)
        var (refused, judged) = (ExitClass.ok, ExitClass.ok)
        while source.ending == nil {
            let block = source.next(most: jobs * LineByLine.linesPerJob)
            let answered = inParallel(block.split(among: jobs)) { lines in
                Result { () throws(Failure) in
                    try AnsweredLines(
                        lines,
                        refusal: refusal,
                        context: context,
                        answers: answer(lines.compactMap(\.text))
                    )
                }
            }
            for part in answered {
                let part = try part.get()
                try invocation.world.output.write(part.text)
                refused = ExitClass.prevailing(among: [refused, part.refusal])
                judged = ExitClass.prevailing(among: [judged, part.verdict])
            }
        }
        let exit = ExitClass.prevailing(among: [refused, source.ending ?? .ok, judged])
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }
}

/// A line that is to be answered, by its place in the input.
private struct NumberedLine: Sendable {
    let number: Int64
    let content: Result<[UInt8], Failure>

    var text: [UInt8]? { try? content.get() }
}

/// The lines of an input in blocks: what is there, and at least one line.
private struct NumberedLines {
    private let lines: LineReader
    private let invocation: Invocation
    private var number: Int64 = 0
    /// How the input ended; nil while it goes on.
    private(set) var ending: ExitClass?

    init(_ lines: LineReader, _ invocation: Invocation) {
        self.lines = lines
        self.invocation = invocation
    }

    mutating func next(most count: Int) -> [NumberedLine] {
        var block: [NumberedLine] = []
        repeat {
            number += 1
            guard let content = read() else { break }
            if case .success(let text) = content, text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            block.append(NumberedLine(number: number, content: content))
        } while block.count < count && lines.hasLine
        return block
    }

    private mutating func read() -> Result<[UInt8], Failure>? {
        do throws(LineReaderError) {
            guard !invocation.world.isInterrupted() else { throw .interrupted }
            if let line = try lines.next() { return .success(line) }
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

/// Answers as they are written, and what they mean for the command's end.
private struct AnsweredLines: Sendable {
    private(set) var text = ""
    /// The first error's class.
    private(set) var refusal = ExitClass.ok
    /// The first answer's that is not good.
    private(set) var verdict = ExitClass.ok

    init(
        _ lines: ArraySlice<NumberedLine>,
        refusal members: JSONObject,
        context: FailureContext,
        answers: [Result<LineAnswer, Failure>]
    ) throws(Failure) {
        var answers = answers.makeIterator()
        for line in lines {
            do throws(Failure) {
                _ = try line.content.get()
                guard let answer = try answers.next()?.get() else {
                    throw Failure("line.unanswered", .internal, "the line got no answer")
                }
                text += try AnsweredLines.text(answer.object)
                if verdict == .ok { verdict = answer.exit }
            } catch {
                if refusal == .ok { refusal = error.exit }
                var object: JSONObject = ["line": .integer(line.number)]
                for member in members.members { object[member.key] = member.value }
                object["error"] = .object(error.with(context).json)
                text += try AnsweredLines.text(object)
            }
        }
    }

    private static func text(_ object: JSONObject) throws(Failure) -> String {
        do { return try JSON.object(object).encoded() + "\n" } catch { throw Failure(error) }
    }
}

extension Array where Element: Sendable {
    /// The elements in as many runs of like length as there are jobs, or fewer; none is empty.
    fileprivate func split(among jobs: Int) -> [ArraySlice<Element>] {
        let length = Swift.max(1, (count + jobs - 1) / jobs)
        return stride(from: 0, to: count, by: length).map { self[$0..<Swift.min($0 + length, count)] }
    }
}
