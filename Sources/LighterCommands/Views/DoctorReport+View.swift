import LighterJSON
import LighterStatus
import LighterTrading

extension DoctorReport {
    func view(_ context: FailureContext) -> Report {
        Report(
            schema: "lighter.doctor/1",
            fields: ["state": .string(worst.rawValue)],
            list: (key: "checks", items: checks.map { $0.json(context) }),
            page: .table(table, emptyNote: "") + advice(context),
            quiet: [worst.rawValue]
        )
    }

    private var table: Table {
        var table = Table(.left(""), .left("CHECK"), .text("FOUND"), .decimal("MS").optional())
        for check in checks {
            let finding = check.finding
            table.add(
                finding.state.mark,
                check.name.words,
                finding.found,
                finding.microseconds.map(Figures.millisecondText) ?? ""
            )
        }
        return table
    }

    /// What to do, each on a line of its own that nothing breaks: it is there to be pasted.
    private func advice(_ context: FailureContext) -> Page {
        let lines = checks.compactMap { check in
            check.finding.hint.map { "\(check.name.words)\n  try: \(context.pasted($0))\n" }
        }
        return .drawing { _ in lines.isEmpty ? "" : "\n" + lines.joined() }
    }
}

extension DoctorCheck.Name {
    fileprivate var words: String { rawValue.replacing("_", with: " ") }
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
