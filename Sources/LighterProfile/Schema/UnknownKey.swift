import LighterStatus

/// What to say to someone who wrote a key that no profile has.
enum UnknownKey {
    private static let secrets: Set = [
        "private_key", "privatekey", "secret", "secret_key", "api_secret", "seed", "token",
    ]

    /// - Parameter table: the path of the table the key stands in; nil at the top of the file.
    static func hint(for name: String, in table: String?) -> String? {
        if secrets.contains(name.lowercased()) {
            return "a profile holds no secret: put the key into a file of its own and name it, [key] file = \"…\""
        }
        let siblings = names(in: table)
        if table != nil, topNames.contains(name) { return "`\(name)` belongs at the top, above the first [table]" }
        if let home = ProfileSchema.keys.first(where: { $0.name == name })?.table {
            return "`\(name)` belongs in [\(home)]"
        }
        if let nearest = Spelling.nearest(to: name, among: siblings) { return "did you mean `\(nearest)`?" }
        guard let nearest = Spelling.nearest(to: name, among: ProfileSchema.keys.map(\.name)),
            let key = ProfileSchema.keys.first(where: { $0.name == nearest })
        else { return nil }
        return "did you mean `\(nearest)`\(key.table.map { " in [\($0)]" } ?? ", at the top")?"
    }

    private static let topNames =
        [ProfileSchema.extends] + ProfileSchema.keys.filter { $0.table == nil }.map(\.name)

    private static func names(in table: String?) -> [String] {
        switch table {
        case nil: topNames + ProfileSchema.tables
        case ProfileSchema.probes?: ProfileSchema.probeKeys.map(\.name)
        case "canary"?: ProfileSchema.keys.filter { $0.table == table }.map(\.name) + ["probe"]
        default: ProfileSchema.keys.filter { $0.table == table }.map(\.name)
        }
    }
}
