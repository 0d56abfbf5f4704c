import LighterEngine

/// How far apart the points of a chart are.
struct Resolution: Hashable, Sendable {
    /// The venue's word.
    let word: String
    let seconds: Int64

    /// Of candles of trades and of mark prices (api.md, sections 7.9 and 7.34).
    static let ofCandles = [
        Resolution(word: "1m", seconds: 60), Resolution(word: "5m", seconds: 300),
        Resolution(word: "15m", seconds: 900), Resolution(word: "30m", seconds: 1_800),
        Resolution(word: "1h", seconds: 3_600), Resolution(word: "4h", seconds: 14_400),
        Resolution(word: "12h", seconds: 43_200), Resolution(word: "1d", seconds: 86_400),
        Resolution(word: "1w", seconds: 604_800),
    ]
    /// Of profit (api.md, section 7.21).
    static let ofProfit = ofCandles.filter { !["30m", "12h", "1w"].contains($0.word) }
    /// Of funding (api.md, section 7.10).
    static let ofFunding = ofCandles.filter { ["1h", "1d"].contains($0.word) }
}

/// Parameters of charts.
extension Request {
    func requiredResolution(_ resolutions: [Resolution]) throws(Refusal) -> Resolution {
        let word = try query.requiredText("resolution")
        guard let resolution = resolutions.first(where: { $0.word == word }) else { throw .invalidResolution }
        return resolution
    }

    /// From `start_timestamp` to `end_timestamp`, each in seconds or milliseconds, told apart by its size.
    ///
    /// - Throws: ``Refusal`` 22400, 22401.
    func requiredTimes() throws(Refusal) -> ClosedRange<Moment> {
        let start = try requiredMoment("start_timestamp")
        let end = try requiredMoment("end_timestamp")
        guard end > start else { throw .invalidTimestamps }
        return start...end
    }

    private func requiredMoment(_ name: String) throws(Refusal) -> Moment {
        _ = try query.requiredText(name)
        guard let moment = try moment(name) else { throw .invalidTimestamp }
        return moment
    }

    /// A time in seconds or milliseconds, told apart by its size.
    ///
    /// - Throws: ``Refusal`` 22401.
    func moment(_ name: String) throws(Refusal) -> Moment? {
        guard let value = try query.integer(name, in: .min ... .max) else { return nil }
        guard let moment = Moment(venueTime: value) else { throw .invalidTimestamp }
        return moment
    }

    /// How many points `count_back` asks for at most: 0 asks for all of the range.
    func requiredCount(_ limit: Int) throws(Refusal) -> Int {
        let count = Int(try query.requiredInteger("count_back", in: 0...Int64(Int32.max)))
        return count == 0 ? limit : min(count, limit)
    }
}

extension Moment {
    /// A time in seconds or milliseconds, told apart by its size; nil beyond the year 2128 and below zero.
    init?(venueTime value: Int64) {
        guard (0...5_000_000_000_000).contains(value) else { return nil }
        self.init(milliseconds: value < 100_000_000_000 ? value * 1_000 : value)
    }
}
