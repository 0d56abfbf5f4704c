import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions

/// A canary's report for people.
enum CanaryTable {
    static func text(_ report: CanaryReport, _ context: FailureContext) -> String {
        let verdict = report.isPassed ? "pass" : "FAIL"
        var text = "canary \(verdict): \(report.market) on \(report.network), profile \(report.profile), "
        text += "\(report.passedAttempts) of \(report.planned) attempts in \(report.duration) ms\n"
        if let reason = report.reason {
            text += "  \(reason.message)\n"
            if let hint = reason.advice(context) { text += "  try: \(hint)\n" }
        }
        if !report.attempts.isEmpty { text += attempts(report) }
        if !report.probes.isEmpty { text += "\n" + probes(report) }
        let notes = report.allNotes.filter { $0 != report.reason }
        for (place, note) in notes.enumerated() { text += (place == 0 ? "\n" : "") + "- \(note.message)\n" }
        return text
    }

    private static func attempts(_ report: CanaryReport) -> String {
        var table = Table(
            .right("#"),
            .left("STATE"),
            .right("ACK"),
            .right("ACCEPTED"),
            .right("MODIFY"),
            .right("CANCEL ACK"),
            .right("TERMINAL"),
            .left("ORDER")
        )
        func add(_ name: String, _ state: String, _ order: String, _ time: (CanaryStep) -> Int64?) {
            let times = CanaryStep.allCases.map { time($0).map(Figures.millisecondText) ?? "-" }
            table.add(name, state, times[0], times[1], times[2], times[3], times[4], order)
        }
        for attempt in report.attempts {
            add("\(attempt.number)", attempt.terminalState?.rawValue ?? "-", attempt.orderIndex?.description ?? "-") {
                attempt.timings[keyPath: $0.timing]
            }
        }
        if report.attempts.count > 1 {
            add("", "median, ms", "") { report.latency($0.timing)?.median }
            add("", "p95, ms", "") { report.latency($0.timing)?.percentile95 }
        }
        return table.text(emptyNote: "")
    }

    private static func probes(_ report: CanaryReport) -> String {
        var table = Table(.left("PROBE"), .left("MARKET"), .left("RESULT"), .right("MS"), .left("SPREAD"))
        for probe in report.probes {
            table.add(
                probe.kind.rawValue,
                probe.market ?? "",
                probe.isPassed ? "pass" : "FAIL",
                probe.latency.map(Figures.millisecondText) ?? "-",
                probe.spreadPercent.map { "\($0)%" } ?? ""
            )
        }
        return table.text(emptyNote: "")
    }
}
