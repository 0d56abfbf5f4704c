import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions

/// A canary's report as metrics, in Prometheus's text format: what was true after the last run.
enum CanaryMetrics {
    static func text(_ report: CanaryReport) -> String {
        var metrics = MetricText(common: [("profile", report.profile), ("network", report.network)])
        metrics.gauge("pass", "Whether the last run passed.", report.isPassed ? 1 : 0)
        metrics.gauge("exit_code", "The exit code of the last run.", Int64(report.exit.rawValue))
        metrics.time("last_run_timestamp_seconds", "When the last run ended.", report.finishedAt)
        if let lastPass = report.lastPass {
            metrics.time("last_pass_timestamp_seconds", "When a run passed last.", lastPass)
        }
        if let failures = report.failuresInARow {
            metrics.gauge("failures_in_a_row", "Runs in a row that did not pass.", Int64(failures))
        }
        metrics.time("duration_seconds", "How long the last run took.", report.duration)
        metrics.gauge("attempts", "Orders the last run was to take through their lives.", Int64(report.planned))
        metrics.gauge("attempts_passed", "Orders in which nothing went wrong.", Int64(report.passedAttempts))
        metrics.gauge("residue_orders", "Orders that live, or may live, after the run.", Int64(report.residue))
        metrics.gauge("rate_limits", "Limits of the venue that the last run waited out.", Int64(report.rateLimits))
        metrics.gauge("requests", "Requests the last run made.", Int64(report.requests))
        metrics.gauge(
            "terminal_state",
            "1 for the state the last order was seen in last.",
            OrderState.allCases.map { state in
                ([("state", state.rawValue)], report.terminalState == state ? "1" : "0")
            }
        )
        metrics.gauge("latency_seconds", "How long the steps of an order took.", latencies(report))
        metrics.gauge(
            "probe_pass",
            "Whether a probe held.",
            report.probes.enumerated().map { (labels($1, $0), $1.isPassed ? "1" : "0") }
        )
        metrics.gauge(
            "probe_latency_seconds",
            "How long a probe took.",
            report.probes.enumerated().compactMap { place, probe in
                probe.latency.map { (labels(probe, place), MetricText.seconds(microseconds: $0)) }
            }
        )
        return metrics.text
    }

    private static func latencies(_ report: CanaryReport) -> [(MetricText.Labels, String)] {
        CanaryStep.allCases.flatMap { step -> [(MetricText.Labels, String)] in
            guard let figures = report.latency(step.timing) else { return [] }
            let figuresByName = [
                ("min", figures.least), ("median", figures.median), ("p95", figures.percentile95),
                ("max", figures.greatest),
            ]
            return figuresByName.map { name, value in
                ([("step", step.rawValue), ("stat", name)], MetricText.seconds(microseconds: value))
            }
        }
    }

    /// Of one kind and market there may be several.
    private static func labels(_ probe: CanaryProbeResult, _ place: Int) -> MetricText.Labels {
        [("probe", probe.kind.rawValue), ("market", probe.market ?? ""), ("number", "\(place + 1)")]
    }
}

/// Metrics in Prometheus's text format, under one prefix and with the same labels.
struct MetricText {
    typealias Labels = [(name: String, value: String)]

    private static let prefix = "lighter_canary_"

    private let common: Labels
    private(set) var text = ""

    init(common: Labels) { self.common = common }

    mutating func gauge(_ name: String, _ help: String, _ value: Int64) {
        gauge(name, help, [([], String(value))])
    }

    /// A time of so many milliseconds.
    mutating func time(_ name: String, _ help: String, _ milliseconds: Int64) {
        gauge(name, help, [([], MetricText.seconds(microseconds: milliseconds * 1000))])
    }

    /// Nothing is written for no values.
    mutating func gauge(_ name: String, _ help: String, _ values: [(labels: Labels, value: String)]) {
        guard !values.isEmpty else { return }
        let name = MetricText.prefix + name
        text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
        for (labels, value) in values {
            let list = (common + labels).map { "\($0.name)=\"\(MetricText.escaped($0.value))\"" }
            text += "\(name){\(list.joined(separator: ","))} \(value)\n"
        }
    }

    static func seconds(microseconds: Int64) -> String {
        (Decimal(coefficient: Int128(microseconds), scale: 6) ?? .zero).description
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
