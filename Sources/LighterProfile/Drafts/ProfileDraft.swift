import LighterStatus

/// A profile of one's own that is not written yet: what it builds upon, and the values it sets itself.
public struct ProfileDraft: Sendable {
    public let name: String
    /// The profile it builds upon, as it stands.
    public let base: Profile
    private(set) var layer = ProfileLayer()

    init(_ name: String, extending base: Profile) {
        self.name = name
        self.base = base
    }

    /// Sets a value.
    ///
    /// - Parameters:
    ///   - path: `TABLE.KEY`.
    ///   - text: as a flag has it: `500`, `ETH,BTC`.
    ///   - flag: who says it, for errors.
    /// - Throws: ``ProfileError`` for a key that no profile has, or an impossible value.
    public mutating func set(_ path: String, to text: String, by flag: String) throws(ProfileError) {
        guard let key = ProfileSchema.keys.first(where: { $0.path == path }) else { throw ProfileDraft.unknown(path) }
        do {
            let value = try key.written(.word(text))
            layer.values[path] = .init(value: value, text: try key.text(value), source: .flag(flag))
        } catch {
            throw ProfileError(.configuration, error.message, hint: error.hint)
        }
    }

    private static func unknown(_ path: String) -> ProfileError {
        let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let table = parts.count > 1 ? parts[0] : nil
        return ProfileError(
            .configuration,
            "unknown key `\(withoutKeys(path).prefix(80).description.printable)`",
            hint: path == ProfileSchema.extends
                ? "the profile it builds upon is given with --extends"
                : UnknownKey.hint(for: parts.last ?? path, in: table)
        )
    }

    /// Whether it says where the private key is.
    public var namesKey: Bool { ProfileSchema.keySources.contains { layer.values[$0] != nil } }
}

// The file.
extension ProfileDraft {
    /// The file's text: the values it sets, and what is worth setting in comments.
    public var text: String {
        var sections = [
            """
            # What is not said here is as in "\(base.name)": lighter -p \(name) profile show --sources
            extends = \(RawValue.string(base.name).toml)

            """
        ]
        sections.append(section(nil) ?? (isAlone && wantsKey ? ProfileDraft.suggestedAccount : ""))
        for table in ProfileSchema.tables { sections.append(section(table) ?? suggestion(for: table)) }
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The sandbox brings a key along.
    private var wantsKey: Bool { base.network != .sandbox }

    /// Whether nobody says yet who signs.
    private var isAlone: Bool { !namesKey && base.key == nil && base.account == nil }

    private func section(_ table: String?) -> String? {
        let lines = ProfileSchema.keys.filter { $0.table == table }.compactMap { key in
            layer.values[key.path].map { setting in
                ProfileDraft.line("\(key.name) = \(setting.value.toml)", ProfileDraft.remarks[key.path])
            }
        }
        guard !lines.isEmpty else { return nil }
        return (table.map { "[\($0)]\n" } ?? "") + lines.joined()
    }

    private func suggestion(for table: String) -> String {
        switch table {
        case "key" where isAlone && wantsKey:
            ProfileDraft.line("# [key]", "lighter -p \(name) keys generate bot --account 12345 --index 5")
                + "# keystore = \"bot\"\n"
        case "guard": "# [guard]\n# markets = [\"ETH\", \"BTC\"]\n# max_notional = \"500\"\n"
        default: ""
        }
    }

    private static let suggestedAccount =
        line("# account = 12345", "these two only where the key does not say them itself")
        + line("# api_key_index = 5", "0–3 are the venue's own apps'")

    private static let remarks = [
        ProfileSchema.readOnly.path: "true: nothing is signed",
        ProfileSchema.confirm.path: "never | mainnet (wherever real money moves) | always",
        ProfileSchema.maximumNotional.path: "of one order",
        ProfileSchema.maximumDayNotional.path: "of a day, UTC, counted in the ledger",
        ProfileSchema.maximumDeviation.path: "from the mid",
        ProfileSchema.slippage.path: "how much worse than the book a market order may fill",
    ]

    /// The column at which remarks begin.
    private static let remarkColumn = 34

    private static func line(_ text: String, _ remark: String?) -> String {
        guard let remark else { return text + "\n" }
        return text + String(repeating: " ", count: max(2, remarkColumn - text.count)) + "# \(remark)\n"
    }
}
