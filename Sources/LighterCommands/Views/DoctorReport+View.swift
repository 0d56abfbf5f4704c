import LighterJSON
import LighterStatus
import LighterTrading

extension DoctorReport {
    func view(_ context: FailureContext) -> Report {
        Report(
            schema: "lighter.doctor/1",
            fields: ["state": .string(worst.rawValue)],
            list: (key: "checks", items: checks.map { $0.json(context) }),
            page: .table(table(context), emptyNote: ""),
            quiet: [worst.rawValue]
        )
    }

    private func table(_ context: FailureContext) -> Table {
        let isAdvised = checks.contains { $0.finding.hint != nil }
        let columns: [Table.Column] = [.left(""), .left("CHECK"), .text("FOUND"), .decimal("MS").optional()]
        var table = Table(columns + (isAdvised ? [.text("WHAT TO DO")] : []))
        for check in checks {
            let finding = check.finding
            table.add(
                finding.state.mark,
                check.name.rawValue.replacing("_", with: " "),
                finding.found,
                finding.microseconds.map(Figures.millisecondText) ?? "",
                finding.hint.map(context.pasted) ?? ""
            )
        }
        return table
    }
}

extension DoctorCheck {
    fileprivate func json(_ context: FailureContext) -> JSONObject {
        [
            "name": .string(name.rawValue),
            "state": .string(finding.state.rawValue),
            "found": .string(finding.found),
            "hint": JSON(finding.hint.map(context.pasted)),
            "milliseconds": finding.microseconds.map(Figures.milliseconds) ?? .null,
        ]
    }
}

extension DoctorCheck.State {
    /// A sign, or a word where signs cannot be shown.
    fileprivate var mark: Cell {
        switch self {
        case .fine: Cell(.gain) { $0 == .unicode ? "✓" : "ok" }
        case .skipped: Cell(.faint) { $0 == .unicode ? "–" : "skip" }
        case .warning: Cell(.warning) { $0 == .unicode ? "!" : "warn" }
        case .failed: Cell(.loss) { $0 == .unicode ? "✗" : "FAIL" }
        }
    }
}
