import LighterProfile
import LighterStatus
import LighterTrading

/// Where a list of the past begins: so long ago, or at a point in time.
enum Since {
    case ago(TimeSpan)
    /// Milliseconds since the Unix epoch.
    case at(Int64)

    /// - Throws: ``Failure`` of class usage.
    init(parsing text: String) throws {
        if let time = UTC.milliseconds(text) {
            self = .at(time)
        } else if let span = try? TimeSpan(parsing: text) {
            self = .ago(span)
        } else {
            throw SinceError(text: text)
        }
    }

    /// Milliseconds since the Unix epoch.
    func start(_ now: Int64) -> Int64 {
        switch self {
        case .ago(let span): max(0, now - span.milliseconds)
        case .at(let time): time
        }
    }
}

/// A text that is no beginning.
private struct SinceError: Error, CustomStringConvertible {
    let text: String

    var description: String {
        "\"\(sanitized(withoutKeys(text), limit: 40))\" is neither a span such as 24h or 7d nor a time in UTC such as 2026-11-22 "
            + "or 2026-11-22T17:03"
    }
}
