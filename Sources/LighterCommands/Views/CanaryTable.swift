import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions

/// A canary's report for people.
enum CanaryTable {
    static func page(_ report: CanaryReport, _ context: FailureContext) -> Page {
        let verdict = report.isPassed ? "pass" : "FAIL"
        let run = "\(report.passedAttempts) of \(report.planned) attempts in \(report.duration) ms"
        let head = Page.line(
            Cell("canary \(verdict)", report.isPassed ? .gain : .loss),
            "\(report.market) on \(report.network), profile \(report.profile), \(run)"
        )
        var text = ""
        if let reason = report.reason {
            text += "  \(reason.message)\n"
            if let hint = reason.advice(context) { text += "  try: \(hint)\n" }
        }
        var page = head + .text(text)
        if !report.attempts.isEmpty { page = page + .table(attempts(report), emptyNote: "") }
        if !report.probes.isEmpty { page = page + .text("\n") + .table(probes(report), emptyNote: "") }
        let notes = report.allNotes.filter { $0 != report.reason }
        return notes.isEmpty ? page : page + .text("\n" + notes.map { "- \($0.message)\n" }.joined())
    }

    private static func attempts(_ report: CanaryReport) -> Table {
        var table = Table(
            .right("#"),
            .left("STATE"),
            .decimal("ACK"),
            .decimal("ACCEPTED").optional(2),
            .decimal("MODIFY").optional(3),
            .decimal("CANCEL ACK").optional(4),
            .decimal("TERMINAL"),
            .left("ORDER").optional(5)
        )
        func add(_ name: String, _ state: any CellContent, _ order: String, _ time: (CanaryStep) -> Int64?) {
            let times = CanaryStep.allCases.map { time($0).map(Figures.millisecondText) ?? "-" }
            table.add(name, state, times[0], times[1], times[2], times[3], times[4], order)
        }
        for attempt in report.attempts {
            let state = Cell(attempt.terminalState?.rawValue ?? "-", attempt.isPassed ? .gain : .loss)
            add("\(attempt.number)", state, attempt.orderIndex?.description ?? "-") {
                attempt.timings[keyPath: $0.timing]
            }
        }
        if report.attempts.count > 1 {
            add("", "median, ms", "") { report.latency($0.timing)?.median }
            add("", "p95, ms", "") { report.latency($0.timing)?.percentile95 }
        }
        return table
    }

    private static func probes(_ report: CanaryReport) -> Table {
        var table = Table(.left("PROBE"), .left("MARKET"), .left("RESULT"), .right("MS"), .left("SPREAD"))
        for probe in report.probes {
            table.add(
                probe.kind.rawValue,
                probe.market ?? "",
                Cell(probe.isPassed ? "pass" : "FAIL", probe.isPassed ? .gain : .loss),
                probe.latency.map(Figures.millisecondText) ?? "-",
                probe.spreadPercent.map { "\($0)%" } ?? ""
            )
        }
        return table
    }
}
