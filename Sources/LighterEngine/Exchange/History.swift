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

    /// The values, newest first, until `body` returns false.
    public func forEachNewestFirst(_ body: (Value) -> Bool) {
        var number = total - 1
        while number >= total - entries.count {
            guard body(entries[number % limit].value) else { return }
            number -= 1
        }
    }

    /// The values that pass, newest first, at most `limit` of them.
    public func newest(_ limit: Int, where passes: (Value) -> Bool = { _ in true }) -> [Value] {
        var values: [Value] = []
        guard limit > 0 else { return values }
        forEachNewestFirst { value in
            if passes(value) { values.append(value) }
            return values.count < limit
        }
        return values
    }
}
