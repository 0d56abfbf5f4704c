import Foundation
import LighterJSON
import TestSupport

/// A sandbox of its own for one test: the real binary on a free port, with a still book.
struct SandboxProcess: Sendable {
    /// What the sandbox said when it was ready: where it listens, and the account's key.
    let announcement: JSON

    /// How long it may take to be ready.
    private static let patience: TimeInterval = 30

    /// Starts a sandbox, gives it to `use`, and stops it.
    static func with<Value>(seed: Int, _ use: (SandboxProcess) async throws -> Value) async throws -> Value {
        let output = try TemporaryFolder.make().appending(path: "output")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = Binary.sandbox.url
        process.arguments = ["--port", "0", "--seed", String(seed), "--quiet-market", "--idle", "1h"]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        let line = try await firstLine(of: output, while: { process.isRunning })
        return try await use(SandboxProcess(announcement: JSON.decode(line)))
    }

    private static func firstLine(of output: URL, while isRunning: () -> Bool) async throws -> String {
        let end = Date(timeIntervalSinceNow: patience)
        while isRunning(), Date() < end {
            let text = try String(contentsOf: output, encoding: .utf8)
            if let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first {
                return String(line)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CommandFailure(description: "lighter-sandbox did not say that it is ready")
    }

    /// Runs one of `Scripts` against this sandbox.
    ///
    /// - Parameter more: what the script is told besides what the sandbox said.
    func run(_ script: String, telling more: [String: JSON] = [:]) async throws -> Observations {
        var told = announcement.object ?? [:]
        for (name, value) in more { told[name] = value }
        return try Observations(await OfficialSDK.installed().run(script, [.object(told)]))
    }
}

/// What a script saw, by the name it gave it.
struct Observations {
    private let values: [String: JSON]

    init(_ lines: [JSON]) throws {
        values = try Dictionary(
            uniqueKeysWithValues: lines.map { line in
                guard let name = line["name"]?.string, let value = line["saw"] else {
                    throw CommandFailure(description: "no observation: \(line)")
                }
                return (name, value)
            }
        )
    }

    /// What the script saw under a name, or the part of it at a path of members and elements.
    subscript(name: String, path: Step...) -> JSON? {
        path.reduce(values[name]) { value, step in
            switch step {
            case .member(let key): return value?[key]
            case .element(let index):
                guard let elements = value?.array, elements.indices.contains(index) else { return nil }
                return elements[index]
            }
        }
    }

    /// A member of an object or an element of an array.
    enum Step: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case member(String)
        case element(Int)

        init(stringLiteral key: String) { self = .member(key) }
        init(integerLiteral index: Int) { self = .element(index) }
    }
}

/// The programs that are built beside the tests.
enum Binary: String {
    case lighter = "lighter"
    case sandbox = "lighter-sandbox"

    /// The programs in Python.
    static var scripts: URL { Bundle.module.bundleURL.appending(path: "Scripts") }

    var url: URL { Bundle.module.bundleURL.deletingLastPathComponent().appending(path: rawValue) }
}
