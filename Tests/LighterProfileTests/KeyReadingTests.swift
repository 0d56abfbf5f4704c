import Foundation
import LighterSigning
import Testing

@testable import LighterProfile

@Suite struct KeyReadingTests {
    static let digits = String(repeating: "1f", count: 39) + "00"

    private func read(_ settings: String, in world: World, _ variables: [String: String] = [:]) throws -> String {
        try world.profile("mine", "extends = \"testnet\"\n[key]\n\(settings)\n")
        let profiles = try world.profiles(variables)
        let key = try #require(try profiles.resolve("mine").key)
        return try key.privateKey(in: profiles.environment).publicKey.hexDigits
    }

    private func refusal(
        _ settings: String,
        in world: World,
        _ variables: [String: String] = [:]
    ) throws -> ProfileError {
        do {
            _ = try read(settings, in: world, variables)
        } catch let error as ProfileError {
            #expect(!"\(error) \(error.hint ?? "")".contains("1f1f"), "no key, and no part of one, is shown")
            return error
        }
        throw Missing()
    }

    private struct Missing: Error {}

    @Test(arguments: [digits, "0x" + digits, digits + "\n", "0x" + digits.uppercased() + "\r\n"])
    func `a key is read from a file or a variable, whichever way it is written`(_ text: String) throws {
        let world = try World()
        let expected = try PrivateKey(hex: Self.digits).publicKey.hexDigits
        for mode in [0o600, 0o400] {
            try world.write(".config/lighter/keys/my.key", text, mode: mode)
            #expect(try read("file = \"keys/my.key\"", in: world) == expected)
        }
        #expect(try read("file = \"~/.config/lighter/keys/my.key\"", in: world) == expected)
        #expect(try read("env = \"MY_KEY\"", in: world, ["MY_KEY": text]) == expected)
        #expect(try read("keystore = \"k\"", in: world, ["LIGHTER_PRIVATE_KEY": text]) == expected)
    }

    @Test(arguments: [0o640, 0o604, 0o610, 0o601, 0o620, 0o602, 0o644, 0o777])
    func `a key file that others may use is refused`(_ mode: Int) throws {
        let world = try World()
        let path = try world.write(".config/lighter/it's mine.key", Self.digits, mode: mode)
        let error = try refusal("file = \"it's mine.key\"", in: world)
        #expect(error.kind == .permission)
        #expect(error.file == path)
        #expect(error.hint == "chmod 600 '\(path.replacingOccurrences(of: "'", with: "'\\''"))'")
    }

    @Test func `links, directories, pipes and missing files are no key files`() throws {
        let world = try World()
        let target = try world.write("target.key", Self.digits)
        let keys = world.configuration
        try FileManager.default.createSymbolicLink(atPath: "\(keys)/link.key", withDestinationPath: target)
        try FileManager.default.createDirectory(atPath: "\(keys)/directory.key", withIntermediateDirectories: false)
        #expect(mkfifo("\(keys)/pipe.key", 0o600) == 0)
        for (name, kind) in [
            ("link", ProfileError.Kind.permission), ("directory", .permission), ("pipe", .permission),
            ("none", .notFound),
        ] {
            #expect(try refusal("file = \"\(name).key\"", in: world).kind == kind, "\(name)")
        }
    }

    @Test(arguments: [
        "", "\n", String(digits.dropLast()), digits + "0", digits + "\n\n", " " + digits, "0x", "0X" + digits,
        String(digits.dropLast()) + "g", String(repeating: "0", count: 80), String(repeating: "1f", count: 4000),
    ])
    func `what is no key is refused and not shown`(_ text: String) throws {
        let world = try World()
        try world.write(".config/lighter/my.key", text)
        #expect(try refusal("file = \"my.key\"", in: world).kind == .configuration)
        #expect(try refusal("env = \"MY_KEY\"", in: world, ["MY_KEY": text]).kind == .configuration)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `a key file of another user is refused`() throws {
        let world = try World()
        let path = try world.write(".config/lighter/my.key", Self.digits)
        #expect(chown(path, 65_534, 65_534) == 0)
        let error = try refusal("file = \"my.key\"", in: world)
        #expect(error.kind == .permission && error.message.contains("another user"))
    }

    @Test(arguments: ["keystore = \"k\"", "command = [\"pass\"]", "file = \"a\"\npassword_command = [\"pass\"]"])
    func `sources that are not built yet say so`(_ settings: String) throws {
        let error = try refusal(settings, in: World())
        #expect(error.kind == .configuration)
        #expect(error.message.contains("not available in this version"))
        #expect(error.line != nil)
    }

    @Test func `a variable that is not set is named`() throws {
        let error = try refusal("env = \"MY_KEY\"", in: World())
        #expect(error.kind == .configuration)
        #expect(error.message.contains("MY_KEY"))
    }

    @Test func `show names the place of a key and holds no secret`() throws {
        let world = try World()
        let secret = "0x" + Self.digits
        try world.profile("mine", "extends = \"testnet\"\nkey.command = [\"echo\", \"\(secret)\"]\n")
        for variables in [[:], ["LIGHTER_PRIVATE_KEY": secret]] {
            let profile = try world.profiles(variables).resolve("mine")
            let shown = profile.settings.map { "\($0.key) \($0.value) \($0.source)" }.joined(separator: "\n")
            #expect(shown.contains(variables.isEmpty ? "key.command [\"echo\", …]" : "key.env LIGHTER_PRIVATE_KEY"))
            #expect(!shown.contains("1f1f"))
            #expect(!"\(profile.key.map { "\($0.source)" } ?? "")".contains("1f1f"))
        }
    }
}
