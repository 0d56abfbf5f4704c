import Foundation
import Testing

@testable import LighterProfile

@Suite struct ProfileListTests {
    @Test func `the list has every profile, the active one marked and broken ones explained`() throws {
        let world = try World()
        let mine = try world.profile("mine", "extends = \"testnet\"\n")
        let broken = try world.profile("broken", "acount = 1\n")
        let testnet = try world.profile("testnet", "extends = \"testnet\"\naccount = 5\n")
        try world.write(".config/lighter/not a name.toml", "")
        try world.write(".config/lighter/notes.txt", "")
        let profiles = try world.profiles()
        try profiles.use("mine")
        let list = try profiles.list()
        #expect(list.map(\.name) == ["broken", "mainnet", "mine", "robinhood", "sandbox", "testnet"])
        #expect(list.map(\.path) == [broken, nil, mine, nil, nil, testnet])
        #expect(list.filter(\.isActive).map(\.name) == ["mine"])
        #expect(list.map(\.extends) == [nil, nil, "testnet", nil, nil, "testnet"])
        #expect(list.map(\.network) == [nil, .mainnet, .testnet, .robinhood, .sandbox, .testnet])
        #expect(list.compactMap(\.problem?.message).count == 1)
        #expect(try profiles.path() == mine)
        #expect(try profiles.path("mainnet") == nil)

        let elsewhere = try world.write("own.toml", "extends = \"mainnet\"\n")
        let last = try #require(try world.profiles(["LIGHTER_PROFILE": elsewhere]).list().last)
        #expect(last.path == elsewhere && last.isActive && last.name == "own")
    }

    @Test func `a new profile can be used at once and never overwrites one`() throws {
        let world = try World()
        try FileManager.default.removeItem(atPath: world.configuration)
        let profiles = try world.profiles()
        for (name, base) in [("mine", "mainnet"), ("testnet", "testnet"), ("third", "mine")] {
            let path = try profiles.create(name, extending: base)
            #expect(try profiles.resolve(name).path == path)
        }
        #expect(try profiles.resolve("third").network == .mainnet)
        let text = try profiles.text("mine")
        let again = try #require(
            profileError { () throws(ProfileError) in try profiles.create("mine", extending: "testnet") }
        )
        #expect(again.kind == .cannotCreate)
        #expect(try profiles.text("mine") == text)
        for (name, base) in [
            ("a/b", "mainnet"), ("new", "nothing"), ("new", "new"), ("..", "mainnet"), ("", "mainnet"),
        ] {
            let error = try #require(
                profileError { () throws(ProfileError) in try profiles.create(name, extending: base) }
            )
            #expect(error.kind == .notFound, "\(name)")
        }
    }

    /// What a template offers in comments must be right once the marks are taken away.
    @Test func `the comments of a new profile are working settings`() throws {
        let world = try World()
        let profiles = try world.profiles()
        let path = try profiles.create("mine", extending: "testnet")
        let text = try profiles.text("mine")
        let settings = text.split(separator: "\n").map {
            $0.hasPrefix("# ") && !$0.hasPrefix("# What") ? $0.dropFirst(2) : $0
        }
        try Data(settings.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
        let profile = try profiles.resolve("mine")
        #expect(profile.account != nil && profile.apiKeyIndex != nil && profile.guards.maximumNotional != nil)
        #expect(profile.key?.source == .keystore(try KeyName("bot")))
    }

    @Test func `a file where the directory should be is said plainly`() throws {
        let world = try World()
        let file = try world.write("file", "")
        let profiles = try world.profiles(["LIGHTER_CONFIG_HOME": file])
        let error = try #require(profileError { () throws(ProfileError) in try profiles.use("testnet") })
        #expect(error.kind == .cannotCreate)
    }
}
