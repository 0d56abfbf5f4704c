import Testing

@testable import LighterProfile

@Suite struct KeyPlaceTests {
    private static let digits = String(repeating: "1f", count: 39) + "00"

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

    @Test(arguments: [
        ("file = \"k/a.key\"", KeySource.file("CONFIG/k/a.key")), ("env = \"A\"", .environment("A")),
        ("command = [\"pass\", \"b\"]", .command(["pass", "b"])), ("credential = \"c\"", .credential("c")),
    ])
    func `a profile says where the key is`(_ settings: String, _ source: KeySource) throws {
        let world = try World()
        try world.profile("mine", "extends = \"testnet\"\n[key]\n\(settings)\n")
        let profile = try world.profiles().resolve("mine")
        let key = try #require(profile.key)
        let expected = "\(source)".replacing("CONFIG", with: world.configuration)
        #expect("\(key.source)" == expected && profile.password == nil)
    }

    @Test(arguments: [
        ("password_command = [\"pass\"]", PasswordSource.command(["pass"])),
        ("password_credential = \"p\"", .credential("p")), ("password_fd = 3", .descriptor(3)),
    ])
    func `a profile says where the password is, and a variable says it instead`(
        _ settings: String,
        _ source: PasswordSource
    ) throws {
        let world = try World()
        try world.profile("mine", "extends = \"testnet\"\n[key]\nkeystore = \"bot\"\n\(settings)\n")
        #expect(try world.profiles().resolve("mine").password == source)
        let file = try world.profiles(["LIGHTER_PASSWORD_FILE": "/p"]).resolve("mine")
        #expect(file.password == .file("/p"))
        #expect(file.key?.source == .keystore(try KeyName("bot")))
        let descriptor = try world.profiles(["LIGHTER_PASSWORD_FD": "7"]).resolve("mine")
        #expect(descriptor.password == .descriptor(7))
        let other = try world.profiles(["LIGHTER_KEYSTORE": "other"]).resolve("mine")
        #expect(other.key?.source == .keystore(try KeyName("other")))
        #expect(other.password == nil, "another key's password is of no use")
    }

    @Test(arguments: ["", ".hidden", "-o", "a/b", "../x", "a b", "ä", String(repeating: "k", count: 65)])
    func `what cannot be a file of the keystore is no name of a key`(_ name: String) throws {
        let world = try World()
        try world.profile("mine", "extends = \"testnet\"\n[key]\nkeystore = \"\(name)\"\n")
        #expect(profileError { () throws(ProfileError) in try Profiles(world.environment).resolve("mine") }?.line == 3)
    }
}
