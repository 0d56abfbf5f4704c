import LighterJSON
import TestSupport

/// The trading library that knows a hundred venues, among them this one: a client that neither the venue nor this
/// project wrote. It signs with the library inside the venue's SDK, of which it takes nothing else.
struct CCXT: Sendable {
    private static let packages = (client: "ccxt==4.5.90", signer: "lighter-sdk==1.1.8")
    private static let installation = Task {
        try await PythonEnvironment([packages.client], alone: [packages.signer], scripts: Binary.scripts)
    }

    /// Runs one of `Scripts` against a sandbox.
    static func run(_ script: String, against sandbox: SandboxProcess) async throws -> Observations {
        try await Observations(installation.value.run(script, [sandbox.announcement]))
    }
}
