import LighterProfile
import LighterStatus

/// What the venue is asked to give a read-only token out on.
public struct ReadOnlyTokenTerms: Hashable, Sendable {
    public let name: ReadOnlyTokenName
    public let lifetime: ReadOnlyTokenLifetime
    /// Whether it reads the other accounts of the same owner too.
    public let coversSubAccounts: Bool

    public init(name: ReadOnlyTokenName, lifetime: ReadOnlyTokenLifetime, coversSubAccounts: Bool) {
        self.name = name
        self.lifetime = lifetime
        self.coversSubAccounts = coversSubAccounts
    }
}

/// The name of a read-only token: 1 to 50 letters, digits, spaces, hyphens, underscores and full stops.
public struct ReadOnlyTokenName: Hashable, Sendable {
    private static let longest = 50

    public let text: String

    /// - Throws: ``Failure`` of class data, which names the rule that is broken.
    public init(_ text: String) throws(Failure) {
        guard !text.isEmpty else { throw Failure("token.name_empty", .data, "a read-only token needs a name") }
        guard text.utf8.allSatisfy(ReadOnlyTokenName.isAllowed) else {
            throw Failure(
                "token.name_malformed",
                .data,
                "the name of a read-only token has letters of ASCII, digits, spaces, -, _ and . only"
            )
        }
        guard text.utf8.count <= ReadOnlyTokenName.longest else {
            throw Failure(
                "token.name_too_long",
                .data,
                "the name of a read-only token has at most \(ReadOnlyTokenName.longest) characters, not \(text.utf8.count)"
            )
        }
        self.text = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// How long a read-only token is good: a day to ten years.
public struct ReadOnlyTokenLifetime: Hashable, Sendable {
    private static let day: Int64 = 86_400
    /// In seconds.
    private static let bounds = day...3_650 * day
    /// The venue's clock judges the bounds, and it may be another one.
    private static let leeway: Int64 = 60

    private let seconds: Int64

    /// - Throws: ``Failure`` of class data, which names the bound that is passed.
    public init(_ span: TimeSpan) throws(Failure) {
        let bounds = ReadOnlyTokenLifetime.bounds
        guard span.milliseconds >= bounds.lowerBound * 1000 else {
            throw Failure(
                "token.lifetime_too_short",
                .data,
                "a read-only token is good for a day at least, not \(span)",
                hint: "--expires 1d, or for less a token of your own key: lighter keys token create --expires 8h"
            )
        }
        guard span.milliseconds <= bounds.upperBound * 1000 else {
            let message = "a read-only token is good for ten years at most, not \(span)"
            throw Failure("token.lifetime_too_long", .data, message, hint: "--expires 3650d")
        }
        seconds = span.milliseconds / 1000
    }

    /// The token's end in seconds since the Unix epoch.
    ///
    /// - Parameter now: milliseconds since then.
    public func end(from now: Int64) -> Int64 {
        let bounds = ReadOnlyTokenLifetime.bounds
        let least = bounds.lowerBound + ReadOnlyTokenLifetime.leeway
        let most = bounds.upperBound - ReadOnlyTokenLifetime.leeway
        return now / 1000 + min(max(seconds, least), most)
    }
}
