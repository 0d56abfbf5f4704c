import Foundation
import LighterJSON
import TestSupport

/// The venue's own SDK, made once for all tests of a run.
struct OfficialSDK: Sendable {
    /// As PyPI calls it.
    let version: String
    private let environment: PythonEnvironment

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
        environment = try await PythonEnvironment(["lighter-sdk"], scripts: Binary.scripts)
        version = try await environment.version(of: "lighter-sdk")
        print("The official SDK: lighter-sdk \(version)")
    }

    /// The words of a command line that runs one of `Scripts`.
    func commandLine(of script: String) -> String { environment.commandLine(of: script) }

    /// Runs one of `Scripts`, giving it a line for each value and reading a value from each line it writes.
    func run(_ script: String, _ lines: [JSON]) async throws -> [JSON] { try await environment.run(script, lines) }
}
