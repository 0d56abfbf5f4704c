import Foundation
import LighterJSON
import Synchronization

/// Python packages of PyPI in an environment of their own, which is removed when the process ends.
public struct PythonEnvironment: Sendable {
    private let python: URL
    private let scripts: URL

    /// Installs packages, each with what it needs.
    ///
    /// - Parameters:
    ///   - packages: As PyPI calls them, with versions where they matter.
    ///   - alone: Packages of which no more is wanted than their own files.
    ///   - scripts: The folder of the scripts that are run in it.
    public init(_ packages: [String], alone: [String] = [], scripts: URL) async throws {
        self.scripts = scripts
        let environment = try TemporaryFolder.make().appending(path: "environment")
        python = environment.appending(path: "bin/python")
        try await Command(URL(filePath: "/usr/bin/env"), ["python3", "-m", "venv", environment.path()]).succeed()
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"]
        try await Command(python, install + packages).succeed()
        guard !alone.isEmpty else { return }
        try await Command(python, install + ["--no-deps"] + alone).succeed()
    }

    public func version(of package: String) async throws -> String {
        let program = "import importlib.metadata; print(importlib.metadata.version('\(package)'), end='')"
        return try await Command(python, ["-c", program]).succeed()
    }

    /// The words of a command line that runs one of the scripts.
    public func commandLine(of script: String) -> String { "\(python.path()) -B \(file(of: script))" }

    private func file(of script: String) -> String {
        scripts.appending(path: script).path()
    }

    /// Runs one of the scripts, giving it a line for each value and reading a value from each line it writes.
    public func run(_ script: String, _ lines: [JSON]) async throws -> [JSON] {
        let input = try lines.map { try $0.encoded() + "\n" }.joined()
        let command = Command(python, ["-B", file(of: script)], input: input)
        let output = try await command.succeed()
        return try output.split(separator: "\n").map { try JSON.decode(String($0)) }
    }
}

/// Folders that last as long as the process.
public enum TemporaryFolder {
    private static let folders = Mutex<[URL]>([])

    /// A new folder, removed when the process ends.
    public static func make() throws -> URL {
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
