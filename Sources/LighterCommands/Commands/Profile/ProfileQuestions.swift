import LighterKeys
import LighterProfile
import LighterStatus
import LighterTrading

/// The questions to a person who makes a profile, one at a time. An answer that cannot be is told why, and asked for again.
struct ProfileQuestions {
    private let profiles: Profiles
    private let invocation: Invocation
    private let keystore: Keystore

    /// Where no guard is set and real money moves, this much is proposed.
    private static let proposedNotional = (order: "500", day: "5000")
    private static let none = "none"

    init(_ profiles: Profiles, _ invocation: Invocation) {
        self.profiles = profiles
        self.invocation = invocation
        keystore = Keystore(profiles.directories)
    }

    /// Asks for all of a profile.
    ///
    /// - Parameter name: its name, where that is known.
    /// - Throws: ``Failure``: interrupted where the person stops, cannot-create for a name that is taken.
    func ask(_ name: String?) throws(Failure) -> ProfileDraft {
        var draft = try begin(name)
        if draft.base.network != .sandbox { try askWhoSigns(&draft) }
        try askGuards(&draft)
        try askDefaults(&draft)
        return draft
    }

    private func begin(_ name: String?) throws(Failure) -> ProfileDraft {
        let begun = { (name: String, base: String) throws(Failure) in
            try Failure.ofProfile { () throws(ProfileError) in try profiles.draft(name, extending: base) }
        }
        let usual = ProfileValueOptions.usualBase
        let name =
            if let name { try begun(name, usual).name } else {
                try ask("name of the profile") { answer throws(Failure) in try begun(answer, usual).name }
            }
        say("  mainnet and robinhood move real money, testnet and sandbox play money")
        return try ask("which venue: mainnet, testnet, robinhood, sandbox, or another profile", usual: usual) {
            answer throws(Failure) in try begun(name, answer)
        }
    }

    // The key that signs, and for whom.

    private func askWhoSigns(_ draft: inout ProfileDraft) throws(Failure) {
        let binding = try askKey(&draft)
        if let binding {
            say("  the key signs for account \(binding.account) under index \(binding.apiKey)")
            return
        }
        try askSetting(ProfilePath.account, "account, as its index", proposed: nil, &draft)
        try askSetting(
            ProfilePath.apiKeyIndex,
            "API key index (0 to 3 are the venue's own apps')",
            proposed: nil,
            &draft
        )
    }

    /// - Returns: for whom the key says that it signs.
    private func askKey(_ draft: inout ProfileDraft) throws(Failure) -> KeyBinding? {
        let network = draft.base.network
        let keys = ((try? keystore.list()) ?? []).filter { listing in
            guard let key = try? listing.content.get() else { return false }
            return key.binding.map { $0.network == network } ?? true
        }
        let names = keys.map(\.name.text)
        let choices = names + ["file", "env", "command", ProfileQuestions.none]
        let choice = try ask("which key: \(choices.joined(separator: ", "))", usual: choices.first ?? "") {
            answer throws(Failure) in
            guard choices.contains(answer) else {
                throw Failure(
                    "key.not_found",
                    .notFound,
                    "there is no key \(withoutKeys(answer)) for \(network.rawValue)"
                )
            }
            return answer
        }
        if let key = keys.first(where: { $0.name.text == choice }) {
            try set(ProfilePath.keystore, choice, &draft)
            return try? key.content.get().binding
        }
        switch choice {
        case "file": try askValue(ProfilePath.keyFile, "file of the key", &draft)
        case "env": try askValue(ProfilePath.keyVariable, "name of the variable that holds the key", &draft)
        case "command":
            try askValue(ProfilePath.keyCommand, "command that prints the key, as pass show lighter", &draft)
        default: break
        }
        return nil
    }

    // What no order gets past, and what orders are when nothing else is said.

    private func askGuards(_ draft: inout ProfileDraft) throws(Failure) {
        let isReal = draft.base.network.movesRealMoney
        let (order, day) = ProfileQuestions.proposedNotional
        try askSetting(
            ProfilePath.maximumNotional,
            "the most one order may be worth",
            proposed: isReal ? order : nil,
            &draft
        )
        try askSetting(
            ProfilePath.maximumDayNotional,
            "the most all orders of a day may be worth",
            proposed: isReal ? day : nil,
            &draft
        )
        try askSetting(ProfilePath.markets, "the only markets to trade, as ETH,BTC", proposed: nil, &draft)
        try askSetting(ProfilePath.maximumDeviation, "how far from the mid a price may be", proposed: nil, &draft)
        try askSetting(
            ProfilePath.confirm,
            "when to ask first: never, mainnet (real money), always",
            proposed: nil,
            &draft
        )
    }

    private func askDefaults(_ draft: inout ProfileDraft) throws(Failure) {
        let settings = [
            (ProfilePath.slippage, "how much worse than the book a market order may fill"),
            (ProfilePath.expires, "how long an order rests"),
            (ProfilePath.timeInForce, "time in force: gtt, ioc, post-only"),
            (ProfilePath.wait, "what to wait for: accepted, open, filled, done"),
        ]
        let now = settings.compactMap { draft.base.value(of: $0.0) }.joined(separator: ", ")
        guard try askYes("change what orders are by default (\(now))?") else { return }
        for (key, question) in settings { try askSetting(key, question, proposed: nil, &draft) }
    }

    // Asking.

    /// Asks for a setting that may be left as the profile below has it, or unset.
    private func askSetting(
        _ key: String,
        _ question: String,
        proposed: String?,
        _ draft: inout ProfileDraft
    ) throws(Failure) {
        let inherited = draft.base.value(of: key)
        let usual = inherited ?? proposed ?? ProfileQuestions.none
        let alternative = inherited == nil && proposed != nil ? ", or none" : ""
        var changed = draft
        try ask(question + alternative, usual: usual) { answer throws(Failure) in
            if answer == inherited || (inherited == nil && answer == ProfileQuestions.none) { return }
            try set(key, answer, &changed)
        }
        draft = changed
    }

    /// Asks for a setting that has to be.
    private func askValue(_ key: String, _ question: String, _ draft: inout ProfileDraft) throws(Failure) {
        var changed = draft
        try ask(question) { answer throws(Failure) in try set(key, answer, &changed) }
        draft = changed
    }

    private func askYes(_ question: String) throws(Failure) -> Bool {
        try ask("\(question) y or n", usual: "n") { answer throws(Failure) in
            switch answer.lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: throw Failure("usage.invalid", .usage, "y or n")
            }
        }
    }

    private func ask<Answer>(
        _ question: String,
        usual: String? = nil,
        _ read: (String) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        while true {
            let line = try invocation.line(answering: question + (usual.map { " [\($0)]" } ?? "") + ": ")
            guard let line else {
                throw Failure(
                    "command.interrupted",
                    .interrupted,
                    "the answers ended before the last question; nothing was written",
                    hint: "lighter profile init --help"
                )
            }
            let answer = line.trimmed
            guard let text = answer.isEmpty ? usual : answer else { continue }
            do throws(Failure) { return try read(text) } catch {
                say("  \(error.message)" + (error.hint.map { "; \($0)" } ?? ""))
            }
        }
    }

    private func set(_ key: String, _ value: String, _ draft: inout ProfileDraft) throws(Failure) {
        try draft.set(key, typed: value, key, invocation.world)
    }

    private func say(_ text: String) { try? invocation.world.diagnostics.write(text + "\n") }
}

extension Profile {
    /// The value that holds for a key, as a person would write it; nil where none does.
    fileprivate func value(of key: String) -> String? { settings.first { $0.key == key }?.value }
}

extension String {
    /// Without the blanks at its ends.
    fileprivate var trimmed: String {
        let blanks = { (character: Character) in character.isWhitespace }
        return String(String(drop(while: blanks).reversed()).drop(while: blanks).reversed())
    }
}
