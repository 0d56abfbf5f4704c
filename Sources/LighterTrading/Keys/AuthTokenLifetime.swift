import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions

/// How long an auth token is good: a second to eight hours, as the venue takes none whose end is further ahead (api.md,
/// section 3.3).
public struct AuthTokenLifetime: Hashable, Sendable {
    /// What the official client takes.
    public static let usual = AuthTokenLifetime(seconds: 600)
    /// What a stream is asked for with: an hour below the longest, as clocks differ.
    static let stream = AuthTokenLifetime(seconds: 7 * 3_600)
    private static let longest: Int64 = 8 * 3_600

    let seconds: Int64

    private init(seconds: Int64) { self.seconds = seconds }

    /// A part of a second at the end is cut off, as the venue counts in whole ones.
    ///
    /// - Throws: ``Failure`` of class data, which names the bound that is passed.
    public init(_ span: TimeSpan) throws(Failure) {
        seconds = span.milliseconds / 1000
        guard seconds >= 1 else {
            throw Failure("token.lifetime_too_short", .data, "an auth token is good for a second at least, not \(span)")
        }
        guard span.milliseconds <= AuthTokenLifetime.longest * 1000 else {
            throw Failure(
                "token.lifetime_too_long",
                .data,
                "the venue takes an auth token only within 8h of its end, and this one would last \(span)",
                hint: "--expires 8h, or for longer a read-only token of the venue: --read-only NAME --expires 30d"
            )
        }
    }
}

extension Trader {
    /// A token, made here with the profile's key, by which its bearer reads the account.
    ///
    /// - Throws: ``Failure`` of class configuration or permission where there is no such key.
    public func authToken(goodFor lifetime: AuthTokenLifetime) throws(Failure) -> AuthToken {
        do {
            return try AuthToken.create(
                deadline: clock.now() / 1000 + lifetime.seconds,
                accountIndex: account().value,
                apiKeyIndex: Int(apiKey().value),
                key: privateKey()
            )
        } catch { throw Failure.from(error) }
    }
}
