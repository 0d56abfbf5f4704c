import LighterStatus
import LighterTrading

/// A canary's report in one line, as Nagios and its like read it: what it is about, a bar, and performance data.
enum CanaryLine {
    static func text(_ report: CanaryReport) -> String {
        let verdict = report.isPassed ? "OK" : "FAIL"
        let state = report.terminalState?.rawValue ?? "nothing sent"
        let outcome = report.reason?.message ?? "order \(state)"
        // A bar would end the text.
        let message = "CANARY \(verdict) - \(report.market) on \(report.network): \(outcome)".replacing("|", with: "/")
        var figures = CanaryStep.allCases.compactMap { step in
            report.latency(step.timing).map { "\(step.rawValue)=\(Figures.millisecondText($0.median))ms" }
        }
        figures.append("attempts_passed=\(report.passedAttempts);;;0;\(report.planned)")
        figures.append("residue=\(report.residue)")
        return "\(message) | \(figures.joined(separator: " "))\n"
    }
}
