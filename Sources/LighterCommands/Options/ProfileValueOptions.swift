import ArgumentParser
import LighterProfile
import LighterStatus

/// The values of a new profile.
struct ProfileValueOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The profile it builds upon; testnet without one.", valueName: "name"),
        completion: .profileNames
    )
    var extends: String?

    @Option(help: ArgumentHelp("The account; not needed where the key says it.", valueName: "index"))
    var account: String?

    @Option(help: ArgumentHelp("The API key index; not needed where the key says it.", valueName: "index"))
    var apiKeyIndex: String?

    @Option(help: ArgumentHelp("The key that signs, by its name in the keystore.", valueName: "key"), completion: .keys)
    var keystore: String?

    @Option(help: ArgumentHelp("The file of the key that signs.", valueName: "file"), completion: .file())
    var keyFile: String?

    @Option(help: ArgumentHelp("The variable that holds the key that signs.", valueName: "variable"))
    var keyEnv: String?

    @Option(help: ArgumentHelp("A command that prints the key that signs.", valueName: "command"))
    var keyCommand: String?

    @Option(help: ArgumentHelp("The only markets that may be traded.", valueName: "ETH,BTC"))
    var markets: String?

    @Option(help: ArgumentHelp("The most one order may be worth.", valueName: "amount"))
    var maxNotional: String?

    @Option(help: ArgumentHelp("The most all orders of a day may be worth together.", valueName: "amount"))
    var maxDayNotional: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Any value of a profile: guard.max_deviation=5%.", valueName: "key=value")
    )
    var others: [String] = []

    static let usualBase = "testnet"

    /// Whether nothing was said.
    var areAbsent: Bool { extends == nil && others.isEmpty && named.allSatisfy { $0.value == nil } }

    private var named: [(flag: String, key: String, value: String?)] {
        [
            ("--account", ProfilePath.account, account), ("--api-key-index", ProfilePath.apiKeyIndex, apiKeyIndex),
            ("--keystore", ProfilePath.keystore, keystore), ("--key-file", ProfilePath.keyFile, keyFile),
            ("--key-env", ProfilePath.keyVariable, keyEnv), ("--key-command", ProfilePath.keyCommand, keyCommand),
            ("--markets", ProfilePath.markets, markets), ("--max-notional", ProfilePath.maximumNotional, maxNotional),
            ("--max-day-notional", ProfilePath.maximumDayNotional, maxDayNotional),
        ]
    }

    /// Sets all that was said.
    ///
    /// - Throws: ``Failure`` of class usage.
    func set(in draft: inout ProfileDraft, _ world: World) throws(Failure) {
        for (flag, key, value) in named {
            if let value { try draft.set(key, typed: value, flag, world) }
        }
        for other in others {
            guard let mark = other.firstIndex(of: "="), mark != other.startIndex else {
                throw Failure("usage.invalid", .usage, "--set: KEY=VALUE is needed, as guard.max_notional=500")
            }
            let key = String(other[..<mark])
            try draft.set(key, String(other[other.index(after: mark)...]), "--set \(key)")
        }
    }
}

extension ProfileDraft {
    /// Sets a value that a person typed: a path begins where they stand.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class usage.
    mutating func set(_ key: String, typed value: String, _ flag: String, _ world: World) throws(Failure) {
        let isPath = key == ProfilePath.keyFile && !value.isEmpty
        try set(key, isPath ? world.environment.absolutePath(value) : value, flag)
    }

    /// Sets a value as a profile has it.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class usage.
    fileprivate mutating func set(_ key: String, _ value: String, _ flag: String) throws(Failure) {
        func wrong(_ message: String, hint: String?) -> Failure {
            Failure("usage.invalid", .usage, "\(flag): \(withoutKeys(message))", hint: hint)
        }
        guard withoutKeys(value) == value else {
            throw wrong("this looks like a key, and a profile holds none: say where it is", hint: nil)
        }
        do { try set(key, to: value, by: flag) } catch { throw wrong(error.message, hint: error.hint) }
    }
}
