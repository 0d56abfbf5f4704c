import LighterJSON
import LighterTransactions

extension Report {
    /// What is other than in a report before, in a few words: of a list what is new, gone or changed, of figures by how
    /// much. Nil where nothing is.
    func change(since before: Report) -> String? {
        if let list, let earlier = before.list { return Report.change(from: earlier.items, to: list.items) }
        let changes = fields.members.compactMap { member in
            Report.change(of: member.key, from: before.fields[member.key], to: member.value)
        }
        return changes.isEmpty ? nil : changes.joined(separator: ", ")
    }

    /// Items are the same by their first member.
    private static func change(from earlier: [JSONObject], to items: [JSONObject]) -> String? {
        func byName(_ items: [JSONObject]) -> [JSON: JSONObject] {
            Dictionary(items.map { ($0.members.first?.value ?? .null, $0) }) { first, _ in first }
        }
        let (old, new) = (byName(earlier), byName(items))
        let counts = [
            (new.keys.count { old[$0] == nil }, "new"), (old.keys.count { new[$0] == nil }, "gone"),
            (new.count { name, item in old[name].map { $0 != item } ?? false }, "changed"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private static func change(of name: String, from earlier: JSON?, to value: JSON) -> String? {
        guard let earlier, earlier != value, let old = earlier.string, let new = value.string,
            let before = try? Decimal(parsing: old), let now = try? Decimal(parsing: new),
            let difference = try? now.subtracting(before)
        else { return nil }
        return "\(name.replacing("_", with: " ")) \(Figures.signed(difference))"
    }
}
