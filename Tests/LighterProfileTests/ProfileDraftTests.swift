import Foundation
import LighterTransactions
import TestSupport
import Testing

@testable import LighterProfile

@Suite struct ProfileDraftTests {
    /// Whatever is answered and taken, the file says it, and the profile can be used at once.
    @Test func `what is written reads back as it was answered`() throws {
        var random = SeededGenerator(seed: 5)
        let world = try World()
        try FileManager.default.removeItem(atPath: world.configuration)
        let profiles = try world.profiles()
        for round in 0..<300 {
            let base = try #require(["mainnet", "testnet", "robinhood", "sandbox"].randomElement(using: &random))
            var draft = try profiles.draft("p\(round)", extending: base)
            var said: [String: String] = [:]
            for key in Self.keys(&random) {
                let word = Self.word(for: key, &random)
                try draft.set(key, to: word, by: "--set")
                said[key] = word
            }
            let meant = try profiles.resolve(draft)
            let path = try profiles.create(draft)
            let read = try profiles.resolve(draft.name)
            #expect(read.path == path)
            #expect(read.settings.map { [$0.key, $0.value] } == meant.settings.map { [$0.key, $0.value] })
            #expect(read.key?.source == meant.key?.source && read.password == meant.password, "\(draft.text)")
            #expect(read.guards == meant.guards && read.defaults == meant.defaults && read.account == meant.account)
            // Each of them, and nothing else, comes from the file.
            let own = read.settings.filter { if case .file = $0.source { true } else { false } }.map(\.key)
            #expect(Set(own) == Set(said.keys), "\(draft.text)")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    private static func keys(_ random: inout SeededGenerator) -> [String] {
        let venue: Set = ["network", "url", "stream_url", "chain_id"]
        let sources = Set(ProfileSchema.keySources + ProfileSchema.passwordSources)
        var keys = ProfileSchema.keys.map(\.path).filter { !venue.contains($0) && !sources.contains($0) }
            .filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        if let source = ProfileSchema.keySources.randomElement(using: &random) { keys.append(source) }
        if let source = ProfileSchema.passwordSources.randomElement(using: &random) { keys.append(source) }
        return keys
    }

    /// A word that the key takes.
    private static func word(for key: String, _ random: inout SeededGenerator) -> String {
        let text = String(
            (0..<Int.random(in: 1...12, using: &random)).map { _ in
                "abcXYZ019 \"\\'#=[]{}$,;äß→/._-".randomElement(using: &random) ?? "x"
            }
        )
        switch key {
        case "account": return String(Int64.random(in: 0...281_474_976_710_654, using: &random))
        case "api_key_index": return String(Int64.random(in: 0...254, using: &random))
        case "key.keystore": return "k" + text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        case "key.file", "key.password_file": return "/" + text
        case "key.password_fd", "guard.max_open_orders", "limits.requests_per_minute", "canary.attempts":
            return String(Int.random(in: 1...65_535, using: &random))
        case "defaults.expires": return "\(Int.random(in: 5...40_000, using: &random))m"
        case "defaults.wait": return ["accepted", "open", "filled", "done"].randomElement(using: &random) ?? ""
        case "defaults.tif": return ["gtt", "ioc", "post-only"].randomElement(using: &random) ?? ""
        case "guard.confirm": return ["never", "mainnet", "always"].randomElement(using: &random) ?? ""
        case "canary.type": return ["limit", "market"].randomElement(using: &random) ?? ""
        case "guard.max_notional", "guard.max_day_notional", "canary.size":
            return "\(Int.random(in: 1...1_000_000, using: &random)).\(Int.random(in: 0...99, using: &random))"
        case "defaults.slippage", "guard.max_deviation", "canary.offset":
            return "\(Int.random(in: 1...98, using: &random)).\(Int.random(in: 0...9, using: &random))%"
        case "canary.interval", "canary.deadline", "canary.max_ack", "canary.max_cancel":
            return "\(Int.random(in: 1...86_400, using: &random))s"
        case "guard.read_only", "canary.modify", "canary.live_orders", "canary.allow_cancel_all":
            return Bool.random(using: &random) ? "true" : "false"
        default: return "a" + text
        }
    }

    @Test func `a command line is its words where blanks alone part them, and the shell's elsewhere`() throws {
        let world = try World()
        let profiles = try world.profiles()
        for (text, words) in [
            ("pass show lighter", ["pass", "show", "lighter"]), (" pass  x ", ["pass", "x"]),
            ("gpg -d ~/key.gpg", ["/bin/sh", "-c", "gpg -d ~/key.gpg"]),
            ("A=1 pass", ["/bin/sh", "-c", "A=1 pass"]), ("pass 'a b'", ["/bin/sh", "-c", "pass 'a b'"]),
            ("[\"pass\", \"a b\"]", ["pass", "a b"]),
        ] {
            var draft = try profiles.draft("new", extending: "testnet")
            try draft.set("key.command", to: text, by: "--key-command")
            #expect(try profiles.resolve(draft).key?.source == .command(words), "\(text)")
        }
    }

    @Test func `a draft takes no name, key or value that a profile has not, and never overwrites`() throws {
        let world = try World()
        let profiles = try world.profiles()
        for (name, base) in [
            ("a/b", "mainnet"), ("new", "nothing"), ("new", "new"), ("..", "mainnet"), ("", "mainnet"),
            ("new", "../x.toml"),
        ] {
            let error = profileError { () throws(ProfileError) in try profiles.draft(name, extending: base) }
            #expect(error?.kind == .notFound, "\(name)")
        }
        var draft = try profiles.draft("mine", extending: "testnet")
        for (key, value) in [
            ("account", "-1"), ("account", ""), ("api_key_index", "255"), ("guard.max_notional", "NaN"),
            ("guard.max_notional", "0"), ("guard.confirm", "yes"), ("key.keystore", "../x"), ("key.command", ""),
            ("guard.markets", "[1]"), ("extends", "mainnet"), ("guard", "x"), ("private_key", "x"), ("", ""),
        ] {
            #expect(
                profileError { () throws(ProfileError) in try draft.set(key, to: value, by: "--set") } != nil,
                "\(key) \(value)"
            )
        }
        try draft.set("key.env", to: "A", by: "--key-env")
        var both = draft
        try both.set("key.file", to: "/k", by: "--key-file")
        #expect(profileError { () throws(ProfileError) in try profiles.create(both) }?.kind == .configuration)
        var elsewhere = draft
        try elsewhere.set("url", to: "https://mainnet.zklighter.elliot.ai", by: "--set")
        #expect(profileError { () throws(ProfileError) in try profiles.create(elsewhere) }?.kind == .configuration)

        let path = try profiles.create(draft)
        let text = try profiles.text("mine")
        #expect(profileError { () throws(ProfileError) in try profiles.create(draft) }?.kind == .cannotCreate)
        let again = profileError { () throws(ProfileError) in try profiles.draft("mine", extending: "testnet") }
        #expect(again?.kind == .cannotCreate)
        #expect(try profiles.text("mine") == text && profiles.path("mine") == path)
        // A built-in profile may be hidden by one of one's own that builds upon it, and profiles upon that.
        _ = try profiles.create(profiles.draft("testnet", extending: "testnet"))
        _ = try profiles.create(profiles.draft("third", extending: "mine"))
        #expect(try profiles.resolve("third").key?.source == .environment("A"))
    }

    /// What a draft offers in comments must be right once the marks are taken away.
    @Test func `the comments of an empty draft are working settings`() throws {
        let world = try World()
        let profiles = try world.profiles()
        let draft = try profiles.draft("mine", extending: "testnet")
        let settings = draft.text.split(separator: "\n").map {
            $0.hasPrefix("# ") && !$0.hasPrefix("# What") ? $0.dropFirst(2) : $0
        }
        try world.profile("mine", settings.joined(separator: "\n"))
        let profile = try profiles.resolve("mine")
        #expect(profile.account != nil && profile.apiKeyIndex != nil && profile.guards.maximumNotional != nil)
        #expect(profile.key?.source == .keystore(try KeyName("bot")))
    }
}
