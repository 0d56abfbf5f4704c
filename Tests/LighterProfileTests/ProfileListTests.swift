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

    @Test func `a file where the directory should be is said plainly`() throws {
        let world = try World()
        let file = try world.write("file", "")
        let profiles = try world.profiles(["LIGHTER_CONFIG_HOME": file])
        let error = try #require(profileError { () throws(ProfileError) in try profiles.use("testnet") })
        #expect(error.kind == .cannotCreate)
    }
}
