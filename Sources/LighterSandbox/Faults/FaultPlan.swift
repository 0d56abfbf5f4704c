import LighterEngine

/// The faults that are switched on, and the chance they follow from: the same seed and the same requests meet the same
/// faults.
struct FaultPlan: Sendable {
    private(set) var rules: [FaultRule] = []
    /// How often each rule came to bear, in their order.
    private(set) var counts: [Int] = []
    private var random: RandomSource

    init(seed: UInt64) { random = RandomSource(seed: seed ^ 0x6661_756C_7473_2121) }

    mutating func set(_ rules: [FaultRule]) {
        self.rules = rules
        counts = Array(repeating: 0, count: rules.count)
    }

    /// What befalls a request.
    mutating func faults(for request: Request) -> [Fault] {
        var faults: [Fault] = []
        for place in rules.indices where rules[place].applies(to: request) {
            switch rules[place].share {
            case .ofRequests(let parts):
                guard random.number(in: 0...9_999) < parts else { continue }
            case .next(let count):
                guard count > 0 else { continue }
                rules[place].share = .next(count - 1)
            }
            counts[place] += 1
            faults.append(rules[place].fault)
        }
        return faults
    }

    /// A time of a range.
    mutating func time(in range: ClosedRange<Fault.Milliseconds>) -> Int64 {
        random.number(in: range.lowerBound.value...range.upperBound.value)
    }

    /// The rules as one text, spent ones left out.
    var text: String { rules.filter { $0.share != .next(0) }.map(\.description).joined(separator: ";") }
}

/// What becomes of an answer on its way.
struct Delivery: Sendable {
    enum Kind: Sendable {
        /// It arrives.
        case whole
        /// It breaks off half way.
        case broken
        /// The connection closes instead.
        case none
        /// The connection is reset instead.
        case reset
    }

    var kind = Kind.whole
    /// Milliseconds until then.
    var delay: Int64 = 0
}
