import LighterTransactions
import Testing

@testable import LighterProfile

@Suite struct InheritanceTests {
    @Test func `later values win key by key and arrays replace`() throws {
        let world = try World()
        let base = try world.profile(
            "base",
            """
            extends = "testnet"
            account = 1
            api_key_index = 7
            [guard]
            markets = ["ETH", "BTC"]
            max_notional = "500"
            [[canary.probe]]
            kind = "book"
            [[canary.probe]]
            kind = "signer"
            """
        )
        let desk = try world.write(
            "desk/prod.toml",
            """
            extends = "base"
            account = 2
            guard.markets = ["SOL"]
            [[canary.probe]]
            kind = "stream"
            max_latency = "800ms"
            """
        )
        let profile = try world.profiles().resolve(desk)
        #expect(profile.name == "prod")
        #expect(profile.path == desk)
        #expect(profile.network == .testnet)
        #expect(profile.account?.value == 2)
        #expect(profile.apiKeyIndex?.value == 7)
        #expect(profile.guards.markets == ["SOL"])
        #expect(profile.guards.maximumNotional == Decimal(500))
        #expect(profile.canary.probes.map(\.kind) == [.stream])
        #expect(profile.canary.probes.first?.maximumLatency == .milliseconds(800))

        let sources = Dictionary(uniqueKeysWithValues: profile.settings.map { ($0.key, $0.source.description) })
        #expect(sources["account"] == "\(desk):2")
        #expect(sources["api_key_index"] == "\(base):3")
        #expect(sources["network"] == "built-in testnet")
        #expect(sources["guard.read_only"] == "default")
        #expect(sources["canary.probe[0].max_latency"] == "\(desk):6")
    }

    @Test func `a user's file hides the built-in profile of its name and may build upon it`() throws {
        let world = try World()
        try world.profile("mainnet", "extends = \"mainnet\"\naccount = 9\n")
        try world.profile("mine", "extends = \"mainnet\"\n")
        for name in ["mainnet", "mine"] {
            let profile = try world.profiles().resolve(name)
            #expect(profile.network == .mainnet)
            #expect(profile.account?.value == 9)
        }
    }

    @Test func `circles are refused where they close`() throws {
        let world = try World()
        try world.profile("a", "extends = \"b\"\n")
        let second = try world.profile("b", "\nextends = \"../lighter/a.toml\"\n")
        let profiles = try world.profiles()
        let error = try #require(profileError { () throws(ProfileError) in try profiles.resolve("a") })
        #expect(error.kind == .configuration)
        #expect(error.message.contains("circle"))
        #expect(error.file == second && error.line == 2, "\(error)")
    }

    @Test func `a key source replaces the one below it with all that belongs to it`() throws {
        let world = try World()
        try world.profile(
            "base",
            "extends = \"testnet\"\n[key]\nkeystore = \"main\"\npassword_command = [\"pass\", \"show\", \"x\"]\n"
        )
        try world.profile("other", "extends = \"base\"\nkey.file = \"keys/other.key\"\n")
        try world.profile("same", "extends = \"base\"\nkey.password_command = [\"gpg\"]\n")
        let other = try #require(try world.profiles().resolve("other").key)
        #expect(other.source == .file("\(world.configuration)/keys/other.key"))
        #expect(try world.profiles().resolve("other").password == nil)
        let same = try #require(try world.profiles().resolve("same").key)
        #expect(same.source == .keystore(try KeyName("main")))
        #expect(try world.profiles().resolve("same").password == .command(["gpg"]))
    }

    @Test func `streams follow the venue they were not given with`() throws {
        let world = try World()
        try world.profile("local", "extends = \"mainnet\"\nurl = \"http://127.0.0.1:8080/\"\n")
        let local = try world.profiles().resolve("local")
        #expect(local.url?.text == "http://127.0.0.1:8080")
        #expect(local.streamURL?.text == "ws://127.0.0.1:8080/stream")
        let other = try world.profiles(["LIGHTER_URL": "https://venue.example"]).resolve("testnet")
        #expect(other.streamURL?.text == "wss://venue.example/stream")
    }
}
