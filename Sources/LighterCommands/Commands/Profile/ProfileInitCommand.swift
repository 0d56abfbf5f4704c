import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterStatus
import LighterTrading

struct ProfileInitCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "init",
        abstract: "Write a profile of your own that builds upon another.",
        discussion: """
            At a terminal it asks, unless options say what to write:

              $ lighter profile init
              $ lighter profile init prod --extends mainnet --keystore bot --max-notional 500 --max-day-notional 5000
              $ lighter profile init watch --extends mainnet --set guard.read_only=true --set limits.requests_per_minute=30
            """
    )

    @Argument(help: "The new profile's name.")
    var name: String?

    @OptionGroup var values: ProfileValueOptions

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let profiles = try invocation.profiles()
        let asks = values.areAbsent && invocation.hasPerson
        let draft = asks ? try ProfileQuestions(profiles, invocation).ask(name) : try draft(profiles, invocation)
        let profile = try resolved(draft, profiles)
        warn(of: profile, draft, invocation)
        if asks {
            try? invocation.world.diagnostics.write("\n\(draft.text)\n")
            try confirm(draft, invocation)
        }
        guard !options.dryRun else { return try emit(draft, path: nil, [], invocation) }
        let path = try Failure.ofProfile { () throws(ProfileError) in try profiles.create(draft) }
        try emit(draft, path: path, ProfileNextSteps(profile, named: draft.name, profiles).lines, invocation)
    }

    private func draft(_ profiles: Profiles, _ invocation: Invocation) throws -> ProfileDraft {
        guard let name else {
            throw Failure(
                "usage.invalid",
                .usage,
                "the new profile needs a name, as there is nobody to ask",
                hint: "lighter profile init NAME --extends testnet --keystore KEY --max-notional 500"
            )
        }
        let base = values.extends ?? ProfileValueOptions.usualBase
        var draft = try Failure.ofProfile { () throws(ProfileError) in try profiles.draft(name, extending: base) }
        try values.set(in: &draft, invocation.world)
        return draft
    }

    /// The profile that it will be; values that do not fit together are wrong arguments.
    private func resolved(_ draft: ProfileDraft, _ profiles: Profiles) throws(Failure) -> Profile {
        do { return try profiles.resolve(draft) } catch {
            throw Failure("usage.invalid", .usage, error.description, hint: error.hint)
        }
    }

    /// Says what it means that real money moves.
    private func warn(of profile: Profile, _ draft: ProfileDraft, _ invocation: Invocation) {
        guard profile.network.movesRealMoney else { return }
        let guards = profile.guards
        let asking = guards.confirm == .never ? "nothing asks before it" : "each change asks first, or needs -y"
        let limit = guards.maximumNotional == nil && !guards.isReadOnly ? ", and no max_notional limits an order" : ""
        invocation.notice("\(draft.name) moves real money on \(profile.network.rawValue): \(asking)\(limit)")
    }

    private func confirm(_ draft: ProfileDraft, _ invocation: Invocation) throws(Failure) {
        guard !options.yes, !options.dryRun else { return }
        guard try ["y", "yes"].contains(invocation.answer(to: "write it as \(draft.name)? [y/N] ").lowercased()) else {
            throw Failure("guard.confirm", .refused, "not confirmed; nothing was written")
        }
    }

    private func emit(_ draft: ProfileDraft, path: String?, _ steps: [String], _ invocation: Invocation) throws {
        let next = steps.map { "  \($0)\n" }.joined()
        try invocation.emit(
            Report(
                schema: "lighter.profile-init/1",
                fields: [
                    "name": .string(draft.name), "path": JSON(path), "text": .string(draft.text),
                    "dry_run": .bool(path == nil), "next": .array(steps.map(JSON.string)),
                ],
                page: .text(path.map { "\($0)\nnext:\n\(next)" } ?? draft.text),
                quiet: [path ?? draft.text]
            )
        )
    }
}

/// What is to be done under a profile that is new, as lines to paste.
struct ProfileNextSteps {
    let lines: [String]

    init(_ profile: Profile, named name: String, _ profiles: Profiles) {
        let lighter = "lighter -p \(name)"
        var lines: [String] = []
        if let key = ProfileNextSteps.missingKey(of: profile, profiles) {
            let account = profile.account.map { "--account \($0)" } ?? "--account ACCOUNT"
            let index = profile.apiKeyIndex.map { "--index \($0)" } ?? "--index 5"
            lines.append("\(lighter) keys generate \(key) \(account) \(index)")
            lines.append("\(lighter) keys register \(key)")
            if profile.key == nil {
                lines.append("\(lighter) profile path   # in this file: [key] keystore = \"\(key)\"")
            }
        }
        lines.append("\(lighter) doctor")
        lines.append("lighter profile use \(name)")
        self.lines = lines
    }

    /// The name of the key that is still to be made; nil where there is one.
    private static func missingKey(of profile: Profile, _ profiles: Profiles) -> String? {
        guard profile.network != .sandbox else { return nil }
        guard let source = profile.key?.source else { return "bot" }
        guard case .keystore(let name) = source, (try? Keystore(profiles.directories).requireFree(name)) != nil else {
            return nil
        }
        return name.text
    }
}
