import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions

extension CanaryReport {
    /// The report in every form.
    ///
    /// - Parameter context: what hints have to name.
    func view(_ context: FailureContext) -> Report {
        var report = Report(
            schema: "lighter.canary/1",
            fields: fields(context),
            list: (key: "attempts", items: attempts.map { $0.json(context) }),
            page: CanaryTable.page(self, context),
            quiet: [isPassed ? "pass" : "fail"]
        )
        report.monitors = MonitorText(metrics: CanaryMetrics.text(self), line: CanaryLine.text(self))
        return report
    }

    private func fields(_ context: FailureContext) -> JSONObject {
        [
            "run_id": .string(run),
            "account": .string(account.description),
            "api_key_index": .integer(apiKey.value),
            "market": .string(market),
            "type": .string(type.rawValue),
            "dry_run": .bool(isDryRun),
            "started_at": .integer(startedAt),
            "finished_at": .integer(finishedAt),
            "duration_ms": .integer(duration),
            "compliance_pass": .bool(isPassed),
            "exit": .integer(Int64(exit.rawValue)),
            "reason": JSON(reason?.message),
            "terminal_state": JSON(terminalState?.rawValue),
            "submitted": .bool(isSubmitted),
            "full_soak": .bool(isFullSoak),
            "attempt_count": JSON(attempts.count),
            "critical_ok_count": JSON(passedAttempts),
            "terminal_success_count": JSON(terminalSuccesses),
            "non_fatal_rate_limits": JSON(rateLimits),
            "requests": JSON(requests),
            "residue": JSON(residue),
            "cleaned_up": JSON(cleanedUp),
            "failures_in_a_row": JSON(failuresInARow.map(Int64.init)),
            "last_pass_at": JSON(lastPass),
            "latency_ms": .object(JSONObject(CanaryStep.allCases.map { ($0.rawValue, json(latency($0.timing))) })),
            "probes": .array(probes.map { .object($0.json(context)) }),
            "notes": .array(notes.map { .object($0.json(context)) }),
        ]
    }

    private func json(_ figures: LatencyFigures?) -> JSON {
        guard let figures else { return .null }
        return [
            "min": Figures.milliseconds(figures.least), "median": Figures.milliseconds(figures.median),
            "p95": Figures.milliseconds(figures.percentile95), "max": Figures.milliseconds(figures.greatest),
        ]
    }
}

/// The steps of an attempt that are timed.
enum CanaryStep: String, CaseIterable {
    case submitAcknowledgement = "submit_ack"
    case accepted
    case modify
    case cancelAcknowledgement = "cancel_ack"
    case terminal

    var timing: KeyPath<CanaryAttempt.Timings, Int64?> & Sendable {
        switch self {
        case .submitAcknowledgement: \.submitAcknowledgement
        case .accepted: \.accepted
        case .modify: \.modify
        case .cancelAcknowledgement: \.cancelAcknowledgement
        case .terminal: \.terminal
        }
    }
}

extension CanaryAttempt {
    fileprivate func json(_ context: FailureContext) -> JSONObject {
        var object: JSONObject = [
            "attempt": JSON(number),
            "pass": .bool(isPassed),
            "entry_client_order_id": JSON(clientID),
            "client_order_index": Figures.json(clientIndex),
            "order_index": Figures.json(orderIndex),
            "tx_hashes": .array(transactionHashes.map(JSON.string)),
            "submitted": .bool(isSubmitted),
            "accepted": .bool(isAccepted),
            "modified": isModified.map(JSON.bool) ?? .null,
            "cancel_action": .string(cancelAction.rawValue),
            "cancel_rejected": .bool(isCancelRejected),
            "cancel_reason": JSON(cancelReason),
            "filled_size": Figures.json(filledSize),
            "terminal_state": JSON(terminalState?.rawValue),
            "left_behind": .bool(isLeft),
            "states": .array(sightings.map { .object($0.json) }),
            "started_at": .integer(startedAt),
            "finished_at": .integer(finishedAt),
        ]
        for step in CanaryStep.allCases {
            object["\(step.rawValue)_ms"] = timings[keyPath: step.timing].map(Figures.milliseconds) ?? .null
        }
        object["notes"] = .array(notes.map { .object($0.json(context)) })
        return object
    }

    /// `CANCELED`, or why not.
    var summary: String {
        let state = terminalState?.rawValue ?? "no order"
        return notes.first(where: \.isFatal).map { "\(state): \($0.message)" } ?? state
    }
}

extension CanaryAttempt.Sighting {
    fileprivate var json: JSONObject {
        ["state": .string(state.rawValue), "status": JSON(word), "reason": JSON(reason), "at": .integer(at)]
    }
}

extension CanaryNote {
    /// What to do about it, as it can be pasted.
    func advice(_ context: FailureContext) -> String? {
        hint.map(context.pasted)
    }

    fileprivate func json(_ context: FailureContext) -> JSONObject {
        ["code": .string(code), "message": .string(message), "hint": JSON(advice(context)), "fatal": .bool(isFatal)]
    }
}

extension CanaryProbeResult {
    fileprivate func json(_ context: FailureContext) -> JSONObject {
        [
            "kind": .string(kind.rawValue),
            "market": JSON(market),
            "pass": .bool(isPassed),
            "latency_ms": latency.map(Figures.milliseconds) ?? .null,
            "spread_percent": Figures.json(spreadPercent),
            "note": note.map { .object($0.json(context)) } ?? .null,
        ]
    }
}
