/// The newest values of a growing list, by key: what is beyond the limit is forgotten, oldest first.
public struct History<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        var value: Value
    }

    public let limit: Int
    /// A ring: the value of number n lies at n modulo the limit.
    private var entries: [Entry] = []
    private var numbers: [Key: Int] = [:]
    /// How many values there ever were.
    public private(set) var total = 0

    public init(limit: Int) { self.limit = max(1, limit) }

    public var count: Int { entries.count }

    public subscript(key: Key) -> Value? {
        guard let number = numbers[key] else { return nil }
        return entries[number % limit].value
    }

    /// Adds a value and returns the one forgotten for it.
    @discardableResult
    mutating func append(_ value: Value, for key: Key) -> Value? {
        var forgotten: Value?
        if entries.count < limit {
            entries.append(Entry(key: key, value: value))
        } else {
            let old = entries[total % limit]
            if numbers[old.key] == total - limit { numbers[old.key] = nil }
            forgotten = old.value
            entries[total % limit] = Entry(key: key, value: value)
        }
        numbers[key] = total
        total += 1
        return forgotten
    }

    /// Changes a value in place.
    mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
        guard let number = numbers[key] else { return }
        change(&entries[number % limit].value)
    }

    /// The values that pass, newest first, at most `limit` of them.
    public func newest(_ limit: Int, where passes: (Value) -> Bool = { _ in true }) -> [Value] {
        newestNumbered(limit, where: passes).map(\.value)
    }

    /// The values that pass and are older than number `before`, each with its number, newest first.
    public func newestNumbered(
        _ limit: Int,
        before: Int? = nil,
        where passes: (Value) -> Bool
    ) -> [(number: Int, value: Value)] {
        var values: [(number: Int, value: Value)] = []
        var number = min(before ?? total, total) - 1
        while number >= total - entries.count, number >= 0, values.count < limit {
            let value = entries[number % self.limit].value
            if passes(value) { values.append((number, value)) }
            number -= 1
        }
        return values
    }
}
