import ArgumentParser

/// How a command writes what it has.
public enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case table
    case json
    case ndjson
    case csv

    public static let allValueStrings = allCases.map(\.rawValue)
}
