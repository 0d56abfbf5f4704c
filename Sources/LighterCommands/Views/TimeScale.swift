import LighterTrading

/// Equal lengths of time beside each other, with the times to write below some of them.
struct TimeScale {
    /// When the first one begins, in milliseconds since the Unix epoch.
    let start: Int64
    /// How long each of them is.
    let length: Int64
    let count: Int
    /// Columns each of them takes.
    let columns: Int

    private static let day: Int64 = 86_400_000
    private static let steps: [Int64] =
        [1, 5, 10, 15, 30, 60, 120, 180, 240, 360, 480, 720].map { $0 * 60_000 }
        + [1, 2, 5, 7, 10, 14, 28, 56, 91, 182, 364].map { $0 * day }
    /// Columns from one label to the next at the least.
    private static let leastDistance = 8

    /// The labels by the place of what they stand below: round times, in UTC.
    var labels: [(place: Int, text: String)] {
        // Weeks need not begin when the epoch did.
        let phase = start % length
        let isWide = { (step: Int64) in
            step % length == 0 && step / length * Int64(columns) >= Int64(TimeScale.leastDistance)
        }
        let step = TimeScale.steps.first(where: isWide) ?? length * Int64(max(count, 1))
        return (0..<count).compactMap { place in
            let time = start + Int64(place) * length
            return (time - phase) % step == 0 ? (place, TimeScale.text(time, step)) : nil
        }
    }

    /// `14:00`, or of a day `11-26`.
    private static func text(_ time: Int64, _ step: Int64) -> String {
        let text = UTC.text(time)
        return step >= day || time % day == 0
            ? String(text.dropFirst(5).prefix(5)) : String(text.dropFirst(11).prefix(5))
    }
}
