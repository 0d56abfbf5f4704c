import Foundation
import LighterJSON
import LighterLayerOne
import LighterSigning
import Testing

/// A world in which every command has something to show: a position, orders that live and that are over, keys, tokens,
/// profiles, among them broken ones.
struct MatrixWorld: @unchecked Sendable {
    // Its process and its files are used by many, and changed by none of them.
    let world: CommandLineWorld
    private let values: [String: String]

    init() throws {
        let world = try CommandLineWorld()
        self.world = world
        try world.writeProfile(streamURL: try #require(world.account["stream_url"]?.string))
        let files = ["password": "0123456789abcdef0123456789abcdef\n", "owner.key": try world.owner().exposedHex()]
        for (name, text) in files { try world.write(name, text) }
        try world.write("digits", PrivateKey.generate().exposedHex() + "\n")
        let password = "--password-file \(world.directory)/password"
        for line in [
            "submit ETH buy 0.1 --market --stop-loss 2000", "submit ETH buy 0.01 --price 2001 --client-id 1",
            "submit ETH buy 0.01 --price 2002 --client-id 2", "submit ETH buy 0.01 --price 2003 --client-id 3",
            "cancel 3",
            "canary", "keys token create --read-only dash --expires 1d",
            "keys generate bot --index 5 --kdf none \(password)",
            "keys register bot --l1-key-file \(world.directory)/owner.key \(password)",
            "keys generate fresh --index 6 --kdf none \(password)", "sandbox start",
        ] { try world.lighter(words: line).expectSuccess() }
        try world.write("bin/lighter-demo", "#!/bin/sh\n", mode: 0o755)
        try world.write("config/keys/damaged.key", "{}\n")
        try world.write("config/broken.toml", "nonsense = 1\n")
        let order = try world.lighter(words: "submit ETH buy 0.1 --price 2000 -n").json
        let unsigned: JSON = ["chain_id": 300, "tx_type": 14, "tx_info": order["wire"] ?? .null]
        let signed = try world.lighter("sign", "-", input: unsigned.encoded() + "\n").json
        let judged: JSON = ["chain_id": 300, "tx_type": 14, "tx_info": signed["tx_info"] ?? .null]
        values = [
            "dir": world.directory, "password": password,
            "owner": "--l1-key-file \(world.directory)/owner.key",
            "hash": try #require(world.ledger().first?["tx_hash"]?.string),
            "digits": try String(contentsOfFile: world.directory + "/digits", encoding: .utf8),
            "unsigned": try unsigned.encoded(), "signed": try judged.encoded(),
        ]
    }

    /// A text with what the world knows in the place of `{…}`.
    func filled(_ text: String) -> String {
        values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// The commands of the real tree by the words that call them.
    static func commands(of world: CommandLineWorld) throws -> Set<String> {
        func leaves(_ command: JSON, _ path: [String]) -> [String] {
            let below = (command["subcommands"]?.array ?? []).filter { $0["commandName"] != "help" }
            guard !below.isEmpty else { return [path.joined(separator: " ")] }
            return below.flatMap { leaves($0, path + [$0["commandName"]?.string ?? ""]) }
        }
        let tree = try world.lighter("--experimental-dump-help", profile: nil).json
        return Set(leaves(try #require(tree["command"]), []))
    }

    /// What `lighter schema` publishes, by name.
    func schemas() throws -> [String: JSON] {
        let names = try world.lighter("schema", "-q", profile: nil).output.split(separator: "\n").map(String.init)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try world.lighter("schema", $0, profile: nil).json) }
        )
    }
}
