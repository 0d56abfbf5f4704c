/// The members of a JSON object, in the order they were written.
public struct JSONObject: Hashable, Sendable {
    /// One member.
    public struct Member: Hashable, Sendable {
        public var key: String
        public var value: JSON

        public init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The members, first to last.
    public private(set) var members: [Member]

    /// An object without members.
    public init() { members = [] }

    /// An object of these members; of a key written twice the last value holds, in the first one's place.
    public init(_ pairs: [(String, JSON)]) {
        members = []
        members.reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    /// An object of members whose keys the caller knows to be different.
    package init(distinct pairs: some Collection<(String, JSON)>) {
        members = pairs.map { Member(key: $0.0, value: $0.1) }
        assert(Set(keys).count == members.count, "a key is there twice: \(keys)")
    }

    /// The keys, first to last.
    public var keys: [String] { members.map(\.key) }

    /// The value under `key`. Setting nil removes the member; setting a new key appends it.
    public subscript(key: String) -> JSON? {
        get { members.first { $0.key == key }?.value }
        set {
            guard let index = members.firstIndex(where: { $0.key == key }) else {
                if let newValue { members.append(Member(key: key, value: newValue)) }
                return
            }
            if let newValue { members[index].value = newValue } else { members.remove(at: index) }
        }
    }

    /// Appends a member whose key the caller knows to be new.
    package mutating func append(_ key: String, _ value: JSON) { members.append(Member(key: key, value: value)) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSON)...) { self.init(distinct: elements) }
}
