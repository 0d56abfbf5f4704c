import LighterJSON
import LighterLedger

/// A canary's last runs.
struct CanaryHistoryView {
    /// Newest first.
    let runs: [CanaryRecord]
    let palette: Palette

    var report: Report {
        Report(
            schema: "lighter.canary_history/1",
            list: (key: "runs", items: runs.map(json)),
            table: table,
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

    private var table: String {
        var table = Table(
            .left("STARTED"),
            .left("RESULT"),
            .left("STATE"),
            .right("ACK MS"),
            .right("TERMINAL MS"),
            .left("REASON")
        )
        for run in runs {
            let word = word(run)
            table.add(
                Figures.time(run.startedAt),
                run.outcome == .passed ? palette.gain(word) : palette.loss(word),
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
        head.add("ack", Sparkline.text(oldestFirst.map(\.acknowledgement)))
        head.add("terminal", Sparkline.text(oldestFirst.map(\.terminal)))
        return runs.isEmpty ? "no runs yet\n" : head.text + "\n" + table.text(emptyNote: "")
    }
}

/// Figures as bars of a line of text, the greatest as the highest.
enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A space stands for no figure; empty where there is none at all.
    static func text(_ values: [Int64?]) -> String {
        let known = values.compactMap { $0 }
        guard let least = known.min(), let greatest = known.max() else { return "" }
        let range = max(greatest - least, 1)
        return String(
            values.map { value in
                value.map { bars[Int(($0 - least) * Int64(bars.count - 1) / range)] } ?? " "
            }
        )
    }
}
