import Synchronization

/// What readers of a text met that they did not expect: members nobody asked for, and values nobody knows. Readers keep one
/// only where they were given it.
public final class JSONReadingRecord: Sendable {
    private struct Members {
        var found: Set<String> = []
        var expected: Set<String> = []
    }

    private struct State {
        var objects: [String: Members] = [:]
        var values: Set<String> = []
    }

    private let state = Mutex(State())

    public init() {}

    /// The paths of members that nobody asked for, sorted; of all elements of an array as one: `orders[].flag`.
    public var unexpectedMembers: [String] {
        state.withLock { state in
            state.objects.flatMap { path, members in
                members.found.subtracting(members.expected).map { path.isEmpty ? $0 : "\(path).\($0)" }
            }.sorted()
        }
    }

    /// The values that nobody knows, sorted, with the paths where they stand: `orders[].status = iceberg`.
    public var unknownValues: [String] { state.withLock { $0.values.sorted() } }

    func find(_ members: [String], in path: String) {
        change(path) { $0.found.formUnion(members) }
    }

    func expect(_ members: Set<String>, in path: String) {
        change(path) { $0.expected.formUnion(members) }
    }

    func noteUnknown(_ value: String, at path: String) {
        state.withLock { state in _ = state.values.insert("\(JSONReadingRecord.general(path)) = \(value)") }
    }

    private func change(_ path: String, _ change: (inout Members) -> Void) {
        state.withLock { state in change(&state.objects[JSONReadingRecord.general(path), default: Members()]) }
    }

    /// The path with no element's number in it.
    private static func general(_ path: String) -> String {
        var isNumber = false
        return String(
            path.filter { character in
                if character == "[" { isNumber = true }
                if character == "]" { isNumber = false }
                return !isNumber || character == "["
            }
        )
    }
}
