import Foundation
import LighterJSON
import LighterTransactions
import LighterVenue
import Testing

/// A throw-away world for real commands: directories and a profile of its own, the real `lighter`, and a real sandbox,
/// or another venue that a test puts in its place.
final class CommandLineWorld {
    /// HOME, and all that commands keep.
    let directory: String
    private let sandbox: ChildProcess?
    /// What the sandbox said when it was ready.
    let account: JSON

    /// Where the products of this build are.
    static var binaries: String { Bundle.module.bundleURL.deletingLastPathComponent().path }

    /// A world whose profile `test` trades at a sandbox of its own, where nobody else trades.
    ///
    /// - Parameters:
    ///   - isQuiet: whether nobody but clients trades.
    ///   - more: further arguments of the sandbox.
    init(seed: UInt64 = 7, isQuiet: Bool = true, more: [String] = []) throws {
        directory = try CommandLineWorld.freshDirectory()
        let sandbox = try ChildProcess(
            CommandLineWorld.binaries + "/lighter-sandbox",
            ["--port", "0", "--seed", String(seed), "--idle", "1h"] + (isQuiet ? ["--quiet-market"] : []) + more,
            environment: [:],
            directory: directory
        )
        self.sandbox = sandbox
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while !sandbox.output.hasSuffix("\n"), Date() < deadline { usleep(1_000) }
        account = try JSON.decode(sandbox.output)
        try write("config/test.key", try #require(account["private_key"]?.string))
        try writeProfile()
    }

    /// A world whose profile `test` trades at a venue that is no sandbox, with the key of the vectors; without one it has
    /// the built-in profiles alone.
    init(venue: String?) throws {
        directory = try CommandLineWorld.freshDirectory()
        sandbox = nil
        account = [
            "url": JSON(venue), "chain_id": 300, "account_index": 123_456, "api_key_index": 4,
        ]
        guard venue != nil else { return }
        try write("config/test.key", Vectors().privateKey)
        try writeProfile()
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private static func freshDirectory() throws -> String {
        let path = NSTemporaryDirectory() + "lighter-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// The file in which the sandbox told its account and its key.
    var announcementFile: String? { sandbox?.outputPath }

    /// The sandbox's address.
    var url: String { account["url"]?.string ?? "" }

    /// Writes a profile for this world's venue, with more lines at its end.
    func writeProfile(
        _ name: String = "test",
        url: String? = nil,
        streamURL: String = "ws://127.0.0.1:9/stream",
        chainID: Int64? = nil,
        _ more: String = ""
    ) throws {
        try write(
            "config/\(name).toml",
            """
            extends = "sandbox"
            url = "\(url ?? self.url)"
            stream_url = "\(streamURL)"
            chain_id = \(chainID ?? account["chain_id"]?.integer ?? 300)
            account = \(account["account_index"]?.integer ?? 0)
            api_key_index = \(account["api_key_index"]?.integer ?? 0)
            [key]
            file = "test.key"
            \(more)

            """
        )
    }

    /// Writes a file below the world's directory.
    func write(_ path: String, _ text: String, mode: Int = 0o600) throws {
        let path = "\(directory)/\(path)"
        let parent = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    var environment: [String: String] {
        [
            "HOME": directory, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LIGHTER_CONFIG_HOME": directory + "/config",
            "LIGHTER_STATE_HOME": directory + "/state", "LIGHTER_CACHE_HOME": directory + "/cache",
        ]
    }

    /// Starts `lighter` under the profile `test`, or the one asked for.
    ///
    /// - Parameter variables: of its environment, beside those of all.
    func start(
        _ arguments: [String],
        profile: String? = "test",
        variables: [String: String] = [:],
        input: String = "",
        program: String = CommandLineWorld.binaries + "/lighter"
    ) throws -> ChildProcess {
        var environment = environment.merging(variables) { $1 }
        environment["LIGHTER_PROFILE"] = profile
        return try ChildProcess(
            program,
            arguments,
            environment: environment,
            directory: directory,
            input: Array(input.utf8)
        )
    }

    /// Runs `lighter` to its end.
    @discardableResult
    func lighter(_ arguments: String..., profile: String? = "test", input: String = "") throws -> Outcome {
        try start(arguments, profile: profile, input: input).wait()
    }

    /// Runs `lighter` with the words of a line.
    @discardableResult
    func lighter(words line: String, profile: String? = "test", input: String = "") throws -> Outcome {
        try start(line.split(separator: " ").map(String.init), profile: profile, input: input).wait()
    }

    /// What the sandbox answers, asked past `lighter`.
    func get(_ path: String, _ parameters: [HTTPRequest.Field] = []) throws -> JSON {
        try ask(HTTPRequest(.get, path, parameters: parameters))
    }

    /// What the sandbox answers to a form.
    @discardableResult
    func post(_ path: String, _ parameters: [HTTPRequest.Field]) throws -> JSON {
        try ask(HTTPRequest(.post, path, parameters: parameters))
    }

    private func ask(_ request: HTTPRequest) throws -> JSON {
        let client = try HTTPClient(version: "test")
        return try JSON.decode(client.perform(request, at: BaseURL(url), deadline: .now + .seconds(30)).body)
    }

    /// The best price of a side, `asks` or `bids`, of ETH's book.
    func best(_ side: String) throws -> LighterTransactions.Decimal {
        let book = try lighter("book", "ETH", "--depth", "1").json
        return try LighterTransactions.Decimal(parsing: try #require(book[side]?.array?.first?["price"]?.string))
    }

    /// Runs a line of shell, in which `lighter` is ours.
    func shell(_ line: String, patience: TimeInterval = ChildProcess.patience) throws -> Outcome {
        try startShell(line).wait(patience)
    }

    /// Starts a line of shell, in which `lighter` is ours.
    func startShell(_ line: String) throws -> ChildProcess {
        var environment = environment
        environment["PATH"] = CommandLineWorld.binaries + ":/usr/bin:/bin"
        return try ChildProcess("/bin/bash", ["-c", line], environment: environment, directory: directory)
    }
}
