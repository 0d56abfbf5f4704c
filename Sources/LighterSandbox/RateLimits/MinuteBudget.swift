import LighterEngine

/// What one party may spend within any minute, counted to the second.
struct MinuteBudget: Sendable {
    private static let length = 60

    let limit: Int
    /// By the second, modulo a minute.
    private var spent = [Int](repeating: 0, count: MinuteBudget.length)
    private var total = 0
    /// The last second that was looked at.
    private var second: Int64
    /// Nothing is given out before.
    private var blockedUntil: Moment

    init(limit: Int, at time: Moment) {
        self.limit = limit
        second = time.seconds
        blockedUntil = time
    }

    /// Whether so much may be spent. If not, nothing may for as long as so much takes to come back: amount ÷ (limit ÷ 60)
    /// seconds (api.md, section 8.1).
    mutating func allows(_ amount: Int, at time: Moment) -> Bool {
        forget(before: time)
        guard time >= blockedUntil else { return false }
        guard total + amount > limit else { return true }
        let wait = Int64(amount) * 60_000_000 / Int64(max(1, limit))
        blockedUntil = time.advanced(microseconds: min(wait, 60_000_000))
        return false
    }

    mutating func spend(_ amount: Int, at time: Moment) {
        forget(before: time)
        spent[slot(of: second)] += amount
        total += amount
    }

    /// Whether nothing was spent in the last minute, so that it need not be remembered.
    func isUntouched(at time: Moment) -> Bool {
        total == 0 || time.seconds - second >= Int64(MinuteBudget.length)
    }

    private mutating func forget(before time: Moment) {
        guard time.seconds > second else { return }
        let passed = min(time.seconds - second, Int64(MinuteBudget.length))
        for step in 1...passed {
            let slot = slot(of: second + step)
            total -= spent[slot]
            spent[slot] = 0
        }
        second = time.seconds
    }

    private func slot(of second: Int64) -> Int { Int(second % Int64(MinuteBudget.length)) }
}
