import Foundation
import LighterJSON
import Synchronization

/// The venue's own SDK in a Python environment of its own: made once for all tests of a run, removed when the process
/// ends.
struct OfficialSDK: Sendable {
    /// As PyPI calls it.
    let version: String
    private let python: URL
    private let folder: URL

    /// The environment, which the first caller makes.
    static func installed() async throws -> OfficialSDK { try await installation.value }

    /// Whether tests that need the SDK run. With `LIGHTER_REQUIRE_INTEROP=1` they always do, and fail without it.
    static func isExpected() async -> Bool {
        if ProcessInfo.processInfo.environment["LIGHTER_REQUIRE_INTEROP"] == "1" { return true }
        return (try? await installed()) != nil
    }

    private static let installation = Task {
        do { return try await OfficialSDK() } catch {
            print("The official SDK cannot be had: \(error)")
            throw error
        }
    }

    private init() async throws {
        folder = try TemporaryFolder.make()
        let environment = folder.appending(path: "environment")
        python = environment.appending(path: "bin/python")
        let env = URL(filePath: "/usr/bin/env")
        try await Command(env, ["python3", "-m", "venv", environment.path()]).succeed()
        try await Command(
            python,
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "lighter-sdk"]
        ).succeed()
        let metadata = "import importlib.metadata; print(importlib.metadata.version('lighter-sdk'), end='')"
        version = try await Command(python, ["-c", metadata]).succeed()
        print("The official SDK: lighter-sdk \(version)")
    }

    /// Runs one of `Scripts`, giving it a line for each value and reading a value from each line it writes.
    func run(_ script: String, _ lines: [JSON]) async throws -> [JSON] {
        let scripts = Bundle.module.bundleURL.appending(path: "Scripts")
        let input = try lines.map { try $0.encoded() + "\n" }.joined()
        let command = Command(python, ["-B", scripts.appending(path: script).path()], input: input)
        let output = try await command.succeed()
        return try output.split(separator: "\n").map { try JSON.decode(String($0)) }
    }
}

/// Folders that last as long as the process.
enum TemporaryFolder {
    private static let folders = Mutex<[URL]>([])

    /// A new folder, removed when the process ends.
    static func make() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lighter-interop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        folders.withLock { folders in
            if folders.isEmpty { atexit { TemporaryFolder.removeAll() } }
            folders.append(folder)
        }
        return folder
    }

    private static func removeAll() {
        for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
    }
}
