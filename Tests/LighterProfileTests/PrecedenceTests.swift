import Foundation
import LighterTransactions
import Testing

@testable import LighterProfile

@Suite struct PrecedenceTests {
    @Test func `flags win over the environment and the environment over the profile`() throws {
        let world = try World()
        let path = try world.profile(
            "mine",
            "extends = \"testnet\"\naccount = 1\napi_key_index = 5\nkey.keystore = \"k\"\n"
        )
        let variables = [
            "LIGHTER_ACCOUNT": "2", "LIGHTER_API_KEY_INDEX": "6", "LIGHTER_KEY_FILE": "keys/a.key",
            "LIGHTER_URL": "https://venue.example",
        ]
        let flag = ProfileOverride(key: "account", value: "3", flag: "--account")

        let plain = try world.profiles().resolve("mine")
        #expect(plain.account?.value == 1)
        let environment = try world.profiles(variables).resolve("mine")
        #expect(environment.account?.value == 2)
        #expect(environment.apiKeyIndex?.value == 6)
        #expect(environment.url?.text == "https://venue.example")
        #expect(environment.key?.source == .file("\(world.directory)/keys/a.key"))
        let flags = try world.profiles(variables).resolve("mine", overrides: [flag])
        #expect(flags.account?.value == 3)
        #expect(flags.apiKeyIndex?.value == 6)

        for (profile, source) in [
            (plain, "\(path):2"), (environment, "environment LIGHTER_ACCOUNT"), (flags, "flag --account"),
        ] {
            #expect(profile.settings.first { $0.key == "account" }?.source.description == source)
        }
    }

    @Test(arguments: [
        ["LIGHTER_ACCOUNT": ""], ["LIGHTER_ACCOUNT": "null"], ["LIGHTER_ACCOUNT": "-1"], ["LIGHTER_ACCOUNT": "+5"],
        ["LIGHTER_ACCOUNT": "5.0"], ["LIGHTER_API_KEY_INDEX": "255"], ["LIGHTER_URL": "http://example.com"],
        ["LIGHTER_URL": "https://mainnet.zklighter.elliot.ai"], ["LIGHTER_KEY_FILE": "a", "LIGHTER_PRIVATE_KEY": "b"],
        ["LIGHTER_PROFILE": ""], ["LIGHTER_CONFIG_HOME": ""],
    ])
    func `a broken variable is refused by its name and never passed over`(_ variables: [String: String]) throws {
        let world = try World()
        let error = try #require(
            profileError { () throws(ProfileError) in
                var environment = world.environment
                environment.variables.merge(variables) { _, new in new }
                let profiles = try Profiles(environment)
                return variables["LIGHTER_PROFILE"] == nil ? try profiles.resolve("testnet") : try profiles.resolve()
            }
        )
        #expect(error.kind == .configuration)
        #expect(variables.keys.contains { error.message.contains($0) }, "\(error)")
    }

    @Test func `the profile is the one asked for, then the variable's, then the chosen one, then the sandbox`() throws {
        let world = try World()
        try world.profile("mine", "extends = \"mainnet\"\n")
        let profiles = try world.profiles()
        #expect(try profiles.resolve().network == .sandbox)
        #expect(try profiles.selection().reason == .fallback)

        try profiles.use("mine")
        #expect(try profiles.resolve().name == "mine")
        #expect(try profiles.selection().reason == .stored)
        let withVariable = try world.profiles(["LIGHTER_PROFILE": "testnet"])
        #expect(try withVariable.resolve().network == .testnet)
        #expect(try withVariable.selection().reason == .environment)
        #expect(try withVariable.resolve("robinhood").network == .robinhood)

        let relative = try world.write("work/own.toml", "extends = \"testnet\"\n")
        try profiles.use("work/own.toml")
        #expect(try profiles.resolve().path == relative)
    }

    @Test func `a stored choice that no longer holds is an error and not the sandbox`() throws {
        let world = try World()
        let path = try world.profile("mine", "extends = \"mainnet\"\n")
        let profiles = try world.profiles()
        try profiles.use("mine")
        #expect(unlink(path) == 0)
        let gone = try #require(profileError { () throws(ProfileError) in try profiles.resolve() })
        #expect(gone.kind == .notFound)

        for text in ["", "\n", "a b\n", "mine\nmine\n"] {
            try world.write(".config/lighter/active-profile", text)
            let broken = try #require(profileError { () throws(ProfileError) in try profiles.resolve() })
            #expect(broken.kind == .configuration)
            #expect(broken.hint == "lighter profile use sandbox")
        }
    }

    @Test func `a choice that cannot be used is not stored`() throws {
        let world = try World()
        try world.profile("broken", "acount = 5\n")
        let profiles = try world.profiles()
        for (name, kind) in [("broken", ProfileError.Kind.configuration), ("mainet", .notFound), ("a b", .notFound)] {
            let error = try #require(profileError { () throws(ProfileError) in try profiles.use(name) })
            #expect(error.kind == kind)
        }
        #expect(try profiles.selection().reason == .fallback)
        let typo = try #require(profileError { () throws(ProfileError) in try profiles.resolve("mainet") })
        #expect(typo.hint == "did you mean \"mainnet\"?")
    }

    @Test func `directories are where the variables say`() throws {
        func directories(_ variables: [String: String]) throws -> Directories {
            try Directories(ProfileEnvironment(variables: variables, workingDirectory: "/work"))
        }
        let home = try directories(["HOME": "/h", "XDG_STATE_HOME": "relative", "XDG_CACHE_HOME": ""])
        #expect(home.configuration == "/h/.config/lighter")
        #expect(home.state == "/h/.local/state/lighter")
        #expect(home.cache == "/h/.cache/lighter")
        let xdg = try directories([
            "HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/x",
        ])
        #expect([xdg.configuration, xdg.state, xdg.cache] == ["/c/lighter", "/s/lighter", "/x/lighter"])
        let own = try directories([
            "LIGHTER_CONFIG_HOME": "/own", "XDG_CONFIG_HOME": "/c", "LIGHTER_STATE_HOME": "./state",
            "LIGHTER_CACHE_HOME": "/k",
        ])
        #expect([own.configuration, own.state, own.cache] == ["/own", "/work/state", "/k"])
        let nowhere = profileError { () throws(ProfileError) in
            try Directories(ProfileEnvironment(variables: [:], workingDirectory: "/"))
        }
        #expect(nowhere?.kind == .configuration)
    }
}
