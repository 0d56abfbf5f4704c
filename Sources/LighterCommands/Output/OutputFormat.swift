import ArgumentParser

/// How a command writes what it has.
public enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case table
    case json
    case ndjson
    case csv
    /// Metrics as Prometheus reads them, of commands that monitors run.
    case prometheus
    /// A line as Nagios and its like read it, of commands that monitors run.
    case nagios

    /// What every command writes.
    static let common: [OutputFormat] = [.table, .json, .ndjson, .csv]

    /// Whether what goes beside it to standard error is plain text.
    var isForPeople: Bool { self == .table || self == .nagios }

    public static let allValueStrings = common.map(\.rawValue)
    public static let allValueDescriptions: [String: String] = [:]
}
