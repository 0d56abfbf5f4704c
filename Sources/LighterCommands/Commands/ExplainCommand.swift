import ArgumentParser
import LighterJSON
import LighterStatus

struct ExplainCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "explain",
        abstract: "Say what a code means: an exit code, an error, a status, a code of the venue.",
        discussion: """
              $ lighter explain 69                   # an exit code
              $ lighter explain guard.max_notional   # the code of an error
              $ lighter explain 21104                # a code of the venue
              $ lighter explain canceled-post-only   # where an order stands
              $ lighter explain                      # all of them

            For each it says what it means, whether anything was sent, whether it may be run again, and what to do next.
            Nothing is asked of the venue, and no profile is needed. What means several things is explained as each.
            """
    )

    @Argument(
        help: "Codes, numbers or words, as errors, reports and shells give them; all without one.",
        completion: .codes
    )
    var codes: [String] = []

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        guard !codes.isEmpty else { return try invocation.emit(.all(Explanation.all)) }
        try invocation.emit(.explained(codes.flatMap(meanings)))
    }

    private func meanings(of word: String) throws(Failure) -> [Explanation] {
        let meanings = Explanation.meanings(of: word)
        guard meanings.isEmpty else { return meanings }
        let near = Explanation.codes(near: word)
        throw Failure(
            "explain.unknown",
            .notFound,
            "nobody knows the code \"\(sanitized(withoutKeys(word), limit: 60))\""
                + (near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"),
            hint: near.first.map { "lighter explain \($0)" } ?? "lighter explain"
        )
    }
}
