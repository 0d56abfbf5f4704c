import Foundation
import LighterProfile
import LighterSigning
import LighterStatus
import Testing

@testable import LighterKeys

@Suite struct KeyReadingTests {
    static let digits = String(repeating: "1f", count: 39) + "00"
    private static let password = String(repeating: "correct horse ", count: 3)

    /// The same refusal from wherever a text comes; none of it shows a part of the text.
    private func refusals(of text: String) throws -> [Failure] {
        let world = try KeyWorld()
        world.variables["MY_KEY"] = text
        let path = try world.write("my.key", text)
        let sources: [KeySource] = [.file(path), .environment("MY_KEY"), .command(["cat", path])]
        return try sources.map { source in
            let refusal = try #require(world.refusal(source))
            #expect(!"\(refusal)".contains("1f1f"), "no key, and no part of one, is shown")
            return refusal
        }
    }

    @Test(arguments: [digits, "0x" + digits, digits + "\n", "0x" + digits.uppercased() + "\r\n"])
    func `a key is read from wherever it is, whichever way it is written`(_ text: String) throws {
        let world = try KeyWorld()
        let expected = try PrivateKey(hex: Self.digits).publicKey
        for mode in [0o600, 0o400] {
            #expect(try world.read(.file(world.write("keys/my.key", text, mode: mode))).publicKey == expected)
        }
        #expect(try world.read(.keystore(KeyName("my"))).publicKey == expected)
        #expect(try world.read(.command(["cat", "\(world.home)/keys/my.key"])).publicKey == expected)
        world.variables["MY_KEY"] = text
        #expect(try world.read(.environment("MY_KEY")).publicKey == expected)
        // What systemd hands to a service whose user is not root: root's, and readable by an access list.
        world.variables["CREDENTIALS_DIRECTORY"] = world.home
        try world.write("cred", text, mode: 0o440)
        #expect(try world.read(.credential("cred")).publicKey == expected)
    }

    @Test func `a key under a password opens with the password from wherever it is`() throws {
        let world = try KeyWorld()
        let key = try PrivateKey(hex: Self.digits)
        let text = try KeyFile.example(key, Self.password).text
        try world.write("keys/bot.key", text)
        world.variables["CREDENTIALS_DIRECTORY"] = world.home
        let bot = KeySource.keystore(try KeyName("bot"))
        let file = try world.write("password", Self.password + "\nand more\n")
        try world.write("cred", Self.password + "\r\n", mode: 0o400)
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        for password in [
            .file(file), .command(["cat", file]), .command(["/bin/sh", "-c", "printf %s '\(Self.password)'"]),
            .credential("cred"), .descriptor(descriptor),
        ] as [PasswordSource] {
            #expect(try world.read(bot, password).publicKey == key.publicKey, "\(password)")
        }
        // The command may print a key file, too, and a person may type.
        world.typed = Self.password
        #expect(try world.read(.command(["cat", "\(world.home)/keys/bot.key"])).publicKey == key.publicKey)
        world.typed = "another"
        #expect(world.refusal(bot)?.code == "key.wrong_password")
        world.typed = nil
        #expect(world.refusal(bot)?.code == "test.nobody")
    }

    @Test(arguments: [0o640, 0o604, 0o610, 0o601, 0o620, 0o602, 0o644, 0o777])
    func `files that others may use are refused, keys and passwords alike`(_ mode: Int) throws {
        let world = try KeyWorld()
        let path = try world.write("it's mine.key", Self.digits, mode: mode)
        let key = try #require(world.refusal(.file(path)))
        #expect(key.exit == .permission && key.message.contains(path))
        #expect(key.hint == "chmod 600 '\(path.replacingOccurrences(of: "'", with: "'\\''"))'")
        try world.write("keys/bot.key", KeyFile.example(PrivateKey.generate(), Self.password).text)
        let password = try world.write("password", Self.password, mode: mode)
        let refusal = try #require(world.refusal(.keystore(KeyName("bot")), .file(password)))
        #expect(refusal.exit == .permission && refusal.hint == "chmod 600 \(password)")
    }

    @Test func `links, directories, pipes and missing files are no key files`() throws {
        let world = try KeyWorld()
        let target = try world.write("target.key", Self.digits)
        let place = world.home
        try FileManager.default.createSymbolicLink(atPath: "\(place)/link.key", withDestinationPath: target)
        try FileManager.default.createDirectory(atPath: "\(place)/directory.key", withIntermediateDirectories: false)
        #expect(mkfifo("\(place)/pipe.key", 0o600) == 0)
        for (name, exit) in [
            ("link", ExitClass.permission), ("directory", .permission), ("pipe", .permission), ("none", .notFound),
        ] {
            #expect(world.refusal(.file("\(place)/\(name).key"))?.exit == exit, "\(name)")
        }
    }

    @Test(arguments: [
        "", "\n", String(digits.dropLast()), digits + "0", digits + "\n\n", " " + digits, "0x", "0X" + digits,
        String(digits.dropLast()) + "g", String(repeating: "0", count: 80), String(repeating: "1f", count: 4000),
    ])
    func `what is no key is refused and not shown`(_ text: String) throws {
        for refusal in try refusals(of: text) { #expect(refusal.exit == .data && refusal.code == "key.malformed") }
    }

    @Test func `a layer-1 key is told from an API key`() throws {
        for text in [String(repeating: "1f", count: 32), "0x" + String(repeating: "1f", count: 32) + "\n"] {
            for refusal in try refusals(of: text) {
                #expect(refusal.code == "key.layer_one" && refusal.exit == .data)
                #expect(refusal.hint?.contains("keys register") == true)
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `a key file of another user is refused`() throws {
        let world = try KeyWorld()
        let path = try world.write("my.key", Self.digits)
        #expect(chown(path, 65_534, 65_534) == 0)
        let refusal = try #require(world.refusal(.file(path)))
        #expect(refusal.exit == .permission && refusal.message.contains("another user"))
    }

    @Test func `what gives no key or password says so`() throws {
        let world = try KeyWorld()
        #expect(world.refusal(.environment("MY_KEY"))?.exit == .configuration)
        #expect(world.refusal(.credential("a"))?.exit == .configuration)
        world.variables["CREDENTIALS_DIRECTORY"] = world.home
        #expect(world.refusal(.credential("../a"))?.exit == .configuration)
        #expect(world.refusal(.credential("a"))?.exit == .notFound)
        #expect(world.refusal(.command(["/nonexistent/program"]))?.code == "key.command_failed")
        #expect(
            world.refusal(.command(["sh", "-c", "echo \(Self.digits); exit 3"]))?.message.contains("exit code 3")
                == true
        )
        #expect(world.refusal(.command(["sh", "-c", "kill -9 $$"]))?.code == "key.command_failed")
        #expect(world.refusal(.command(["cat", "/dev/zero"]))?.exit == .permission)
        #expect(world.refusal(.command(["true"]))?.code == "key.malformed")
        try world.write("keys/bot.key", KeyFile.example(PrivateKey.generate(), Self.password).text)
        let bot = KeySource.keystore(try KeyName("bot"))
        #expect(world.refusal(bot, .command(["true"]))?.code == "key.no_password")
        #expect(world.refusal(bot, .descriptor(999))?.exit == .permission)
        #expect(try world.refusal(bot, .file(world.write("p", String(repeating: "p", count: 1024))))?.exit == .data)
        #expect(world.refusal(bot, .command(["seq", "-s", " ", "500"]))?.code == "key.malformed")
    }

    @Test func `a command gets a clean environment, and nothing on standard input`() throws {
        let world = try KeyWorld()
        world.variables["LIGHTER_PRIVATE_KEY"] = Self.digits
        world.variables["AWS_SECRET_ACCESS_KEY"] = "secret"
        world.variables["GPG_TTY"] = "/dev/pts/1"
        let seen = "\(world.home)/seen"
        let script = "env > \(seen); cat >> \(seen); ls -l /proc/$$/fd >> \(seen); echo \(Self.digits)"
        _ = try world.read(.command(["sh", "-c", script]))
        let text = try String(contentsOfFile: seen, encoding: .utf8)
        #expect(text.contains("GPG_TTY=/dev/pts/1") && text.contains("HOME=\(world.home)"))
        #expect(!text.contains("LIGHTER_") && !text.contains("AWS_"))
    }
}
