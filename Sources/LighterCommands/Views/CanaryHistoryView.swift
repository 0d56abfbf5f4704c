import LighterJSON
import LighterLedger

/// A canary's last runs.
struct CanaryHistoryView {
    /// Newest first.
    let runs: [CanaryRecord]

    var report: Report {
        Report(
            schema: "lighter.canary_history/1",
            list: (key: "runs", items: runs.map(json)),
            page: page,
            quiet: runs.map(word)
        )
    }

    private func word(_ run: CanaryRecord) -> String {
        switch run.outcome {
        case .passed: "pass"
        case .failed: "fail"
        case .interrupted: "interrupted"
        // The newest one may still go on.
        case nil: run == runs.first ? "unfinished" : "killed"
        }
    }

    private func json(_ run: CanaryRecord) -> JSONObject {
        [
            "run_id": .string(run.run),
            "started_at": .integer(run.startedAt),
            "finished_at": JSON(run.finishedAt),
            "outcome": .string(word(run)),
            "terminal_state": JSON(run.terminalState),
            "reason": JSON(run.reason),
            "submit_ack_ms": run.acknowledgement.map(Figures.milliseconds) ?? .null,
            "terminal_ms": run.terminal.map(Figures.milliseconds) ?? .null,
        ]
    }

    private var page: Page {
        guard !runs.isEmpty else { return .text("no runs yet\n") }
        var table = Table(
            .left("STARTED"),
            .left("RESULT"),
            .left("STATE").optional(1),
            .decimal("ACK MS").optional(2),
            .decimal("TERMINAL MS").optional(3),
            .text("REASON")
        )
        for run in runs {
            let word = word(run)
            table.add(
                Figures.time(run.startedAt),
                Cell(word, run.outcome == .passed ? .gain : .loss),
                run.terminalState ?? "-",
                run.acknowledgement.map(Figures.millisecondText) ?? "-",
                run.terminal.map(Figures.millisecondText) ?? "-",
                run.reason ?? ""
            )
        }
        let passed = runs.count { $0.outcome == .passed }
        let oldestFirst = Array(runs.reversed())
        var head = Details()
        head.add("passed", "\(passed) of \(runs.count)")
        head.add("runs", oldestFirst.map { $0.outcome == .passed ? "." : "x" }.joined())
        head.add("ack", Sparkline.cell(oldestFirst.map(\.acknowledgement)))
        head.add("terminal", Sparkline.cell(oldestFirst.map(\.terminal)))
        return .details(head) + .text("\n") + .table(table, emptyNote: "")
    }
}
