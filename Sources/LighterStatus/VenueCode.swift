/// One documented error code of the venue: its words, and what they mean here.
///
/// The venue answers `{"code": 21104, "message": "invalid nonce"}`. It may append details to the message, so only the
/// number identifies an error. Source: the venue's page on data structures, constants and errors.
public struct VenueCode: Sendable, Equatable {
    /// The number in the venue's error envelope.
    public let code: Int
    /// Our stable name: `venue.` and words joined by underscores.
    public let name: String
    /// The venue's literal message.
    public let text: String
    /// How a command ends that this answer stopped.
    public let exit: ExitClass
    /// What it says and what to do, as a clause for people.
    public let meaning: String
    /// The next step; a runnable command when it starts with `lighter `.
    public let hint: String?
    /// How long the cause lasts, where that is known.
    public let retryAfterMilliseconds: Int64?
    /// Whether a transaction answered with this code may have been taken all the same: the server failed, it did not
    /// decide.
    public let leavesSendsUncertain: Bool

    init(
        _ code: Int,
        _ name: String,
        _ text: String,
        _ exit: ExitClass,
        _ meaning: String,
        hint: String? = nil,
        retryAfter: Int64? = nil,
        uncertain: Bool = false
    ) {
        self.code = code
        self.name = name
        self.text = text
        self.exit = exit
        self.meaning = meaning
        self.hint = hint
        self.retryAfterMilliseconds = retryAfter
        self.leavesSendsUncertain = uncertain
    }

    /// The part of the venue the code belongs to.
    public var group: Group { Group(code: code) }

    /// Whether what was asked may be asked again as it is.
    public var retry: Retry { exit.retry }
}

extension VenueCode {
    /// Every documented code, in ascending order.
    public static let all: [VenueCode] = [
        request, account, publicPool, collateral, block, transaction, orderBook, order, asset, deleverage, candlestick,
        rateLimit, general, webSocket, referral, readOnlyToken, tier,
    ].flatMap { (table: [VenueCode]) in table }

    /// The row of a code, or nothing when it is not documented.
    public static func lookup(_ code: Int) -> VenueCode? {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].code == code { return all[middle] }
            if all[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The row of a name such as `venue.invalid_nonce`.
    public static func lookup(named name: String) -> VenueCode? {
        all.first { $0.name == name }
    }
}
