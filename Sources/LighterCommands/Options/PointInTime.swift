import ArgumentParser
import LighterProfile
import LighterTrading

/// A point in time as a person gives it: how long ago, or when in UTC.
enum PointInTime: ExpressibleByArgument {
    case ago(TimeSpan)
    case at(Int64)

    init?(argument: String) {
        if let span = try? TimeSpan(parsing: argument) {
            self = .ago(span)
        } else if let time = UTC.milliseconds(parsing: argument) {
            self = .at(time)
        } else {
            return nil
        }
    }

    /// Milliseconds since the Unix epoch.
    func milliseconds(now: Int64) -> Int64 {
        switch self {
        case .ago(let span): max(now - span.milliseconds, 0)
        case .at(let time): time
        }
    }
}
