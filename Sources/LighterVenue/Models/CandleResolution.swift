/// How long a candle lasts, in the venue's words (api.md, section 7.9).
public enum CandleResolution: String, CaseIterable, Sendable {
    case minute = "1m"
    case fiveMinutes = "5m"
    case quarterHour = "15m"
    case halfHour = "30m"
    case hour = "1h"
    case fourHours = "4h"
    case halfDay = "12h"
    case day = "1d"
    case week = "1w"

    public var milliseconds: Int64 {
        switch self {
        case .minute: 60_000
        case .fiveMinutes: 300_000
        case .quarterHour: 900_000
        case .halfHour: 1_800_000
        case .hour: 3_600_000
        case .fourHours: 14_400_000
        case .halfDay: 43_200_000
        case .day: 86_400_000
        case .week: 604_800_000
        }
    }
}
