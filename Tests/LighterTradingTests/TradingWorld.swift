import Foundation
import LighterKeys
import LighterLayerOne
import LighterProfile
import LighterSandbox
import LighterSigning
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

/// A real sandbox on a socket of this machine, and directories and profiles of its own for who trades there.
final class TradingWorld {
    private let directory: String
    private let server: SandboxServer

    init(seed: UInt64 = 7) throws {
        directory = NSTemporaryDirectory() + "lighter-trading-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        server = try SandboxServer.start(SandboxSettings(seed: seed, chainID: ChainID(300), isQuiet: true))
        let key = directory + "/test.key"
        try Data(server.identity.privateKey.exposedHex().utf8).write(to: URL(fileURLWithPath: key))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    }

    deinit {
        server.stop()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// The account's owner on layer 1.
    var owner: LayerOneKey { server.identity.owner }

    /// The port of the sandbox.
    var port: UInt16 { UInt16(server.port) }

    /// Moves the sandbox's clock on.
    func advanceClock(milliseconds: Int64) throws {
        let request = HTTPRequest(
            .post,
            "/sandbox/clock",
            parameters: [.init("advance_ms", String(milliseconds))]
        )
        _ = try HTTPClient(version: "test").perform(request, at: BaseURL(server.url), deadline: .now + .seconds(20))
    }

    /// Someone who trades here under a profile with these guards and defaults.
    func trader(_ more: String = "", streamURL: String? = nil, clock: Clock = .system) throws -> Trader {
        let path = directory + "/test.toml"
        let profile = """
            extends = "sandbox"
            url = "\(server.url)"
            stream_url = "\(streamURL ?? server.streamURL)"
            account = \(server.identity.accountIndex)
            api_key_index = \(server.identity.apiKeyIndex)
            [key]
            file = "test.key"
            \(more)
            """
        try Data(profile.utf8).write(to: URL(fileURLWithPath: path))
        let environment = ProfileEnvironment(variables: ["HOME": directory], workingDirectory: directory)
        let profiles = try Profiles(environment)
        let resolved = try profiles.resolve(path, overrides: [])
        return Trader(
            profile: resolved,
            access: try VenueAccess(resolved) { () throws(Failure) in throw Failure("test.url", .internal, "no URL") },
            version: "0",
            clock: clock,
            deadline: Deadline(in: .seconds(20)),
            directories: profiles.directories,
            keys: KeyReader(
                environment,
                keystore: Keystore(profiles.directories),
                prompt: { _ throws(Failure) in throw Failure("test.nobody", .internal, "nobody is there") },
                isInterrupted: { false }
            )
        )
    }
}

/// The failure of `body`; nil where it throws none.
func failure(of body: () throws -> some Any) throws -> Failure? {
    do {
        _ = try body()
        return nil
    } catch let failure as Failure {
        return failure
    }
}
