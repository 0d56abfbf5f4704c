import LighterJSON
import LighterStatus
import LighterTrading

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
    private let schema: String
    private let jobs: Int
    private let refusal: JSONObject
    /// How many lines a job gets at the most before their answers are written.
    private static let linesPerJob = 256

    /// - Parameters:
    ///   - schema: what the answers are.
    ///   - jobs: how many lines' answers are worked out at the same time.
    ///   - refusal: members that an answer with an error has too.
    init(_ invocation: Invocation, schema: String, jobs: Int = 1, whenRefused refusal: JSONObject = [:]) {
        self.invocation = invocation
        self.schema = schema
        self.jobs = jobs
        self.refusal = refusal
    }

    /// - Parameter answer: answers many lines, in their order.
    func run(
        _ lines: LineReader,
        answer: @Sendable ([[UInt8]]) -> [Result<LineAnswer, Failure>]
    ) throws {
        var source = NumberedLines(lines, invocation)
        let (context, schema, refusal) = (invocation.context, schema, refusal)
        var (refused, judged) = (ExitClass.ok, ExitClass.ok)
        while source.ending == nil {
            let block = source.next(most: jobs * LineByLine.linesPerJob)
            let answered = inParallel(block.split(among: jobs)) { lines in
                Result { () throws(Failure) in
                    try AnsweredLines(
                        lines,
                        schema: schema,
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

/// Answers as they are written, and what they mean for the command's end.
private struct AnsweredLines: Sendable {
    private(set) var text = ""
    /// The first error's class.
    private(set) var refusal = ExitClass.ok
    /// The first answer's that is not good.
    private(set) var verdict = ExitClass.ok

    init(
        _ lines: ArraySlice<NumberedLine>,
        schema: String,
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
                text += try AnsweredLines.text(schema, answer.object)
                if verdict == .ok { verdict = answer.exit }
            } catch {
                if refusal == .ok { refusal = error.exit }
                var object: JSONObject = ["line": .integer(line.number)]
                for member in members.members { object[member.key] = member.value }
                object["error"] = .object(error.with(context).json)
                text += try AnsweredLines.text(schema, object)
            }
        }
    }

    private static func text(_ schema: String, _ object: JSONObject) throws(Failure) -> String {
        var line: JSONObject = ["schema": .string(schema)]
        for member in object.members { line[member.key] = member.value }
        do { return try JSON.object(line).encoded() + "\n" } catch { throw Failure(error) }
    }
}

extension Array where Element: Sendable {
    /// The elements in as many runs of like length as there are jobs, or fewer; none is empty.
    fileprivate func split(among jobs: Int) -> [ArraySlice<Element>] {
        let length = Swift.max(1, (count + jobs - 1) / jobs)
        return stride(from: 0, to: count, by: length).map { self[$0..<Swift.min($0 + length, count)] }
    }
}
