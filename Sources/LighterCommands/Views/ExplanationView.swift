import LighterJSON
import LighterStatus

extension Report {
    /// Codes that were asked for, a paragraph each.
    static func explained(_ explanations: [Explanation]) -> Report {
        report(explanations, explanations.map(\.paragraph))
    }

    /// All codes, a line each, by kind.
    static func all(_ explanations: [Explanation]) -> Report {
        let groups = Explanation.Kind.allCases.map { kind in
            var table = Table(.left(kind.word.uppercased()), .left("").optional(), .text("MEANING"))
            for row in explanations where row.kind == kind { table.add(row.code, row.name ?? "", row.meaning) }
            return Page.table(table, emptyNote: "none")
        }
        return report(explanations, groups)
    }

    private static func report(_ explanations: [Explanation], _ paragraphs: [Page]) -> Report {
        let rest = paragraphs.dropFirst().map { Page.text("\n") + $0 }
        return Report(
            schema: "lighter.explain/1",
            list: (key: "codes", items: explanations.map(\.json)),
            page: rest.reduce(paragraphs.first ?? .text(""), +),
            quiet: explanations.map(\.meaning)
        )
    }
}

extension Explanation {
    /// The hint with nothing left to fill in.
    private var advice: String? { hint.map(FailureContext().pasted) }

    fileprivate var json: JSONObject {
        [
            "code": .string(code),
            "kind": .string(kind.rawValue),
            "name": JSON(name),
            "meaning": .string(meaning),
            "venue_message": JSON(venueWords),
            "exit": JSON(outcomes.first?.exit.map { Int64($0.rawValue) }),
            "class": JSON(outcomes.first?.exit?.name),
            "outcomes": .array(outcomes.map { .object($0.json) }),
            "retry_after_ms": JSON(retryAfterMilliseconds),
            "hint": JSON(advice),
        ]
    }

    fileprivate var paragraph: Page {
        var details = Details()
        details.add("  means", meaning)
        details.add("  the venue says", venueWords)
        for outcome in outcomes {
            if kind != .exitCode { details.add("  exit code", outcome.name) }
            details.add("  was it sent?", outcome.fate)
            details.add("  run it again?", outcome.repeating + (outcome.exit == .temporary ? wait : ""))
        }
        details.add("  next", advice)
        let title = code + (name.map { " (\($0))" } ?? "")
        let head = Page.drawing { screen in "\(screen.palette.paint(title, .strong)): \(kind.word)\n" }
        return head + .details(details)
    }

    private var wait: String {
        retryAfterMilliseconds.map { " (\($0 % 1000 == 0 ? "\($0 / 1000) s" : "\($0) ms"))" } ?? ""
    }
}

extension Explanation.Outcome {
    fileprivate var name: String? {
        exit.map { exit in "\(exit.rawValue) \(exit.name)" + (when.map { ", \($0)" } ?? "") }
    }

    fileprivate var json: JSONObject {
        [
            "exit": JSON(exit.map { Int64($0.rawValue) }),
            "class": JSON(exit?.name),
            "when": JSON(when),
            "effect": JSON(exit?.effect.rawValue),
            "retry": JSON(exit?.retry.rawValue),
            "fate": .string(fate),
            "repeating": .string(repeating),
        ]
    }
}
