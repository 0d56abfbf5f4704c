/// What an error answer of the venue means for the command that met it.
public struct VenueVerdict: Sendable, Equatable {
    /// `venue.` and words joined by underscores.
    public let name: String
    public let exit: ExitClass
    public let retry: Retry
    public let effect: Effect
    /// What happened, as a clause for people.
    public let meaning: String
    /// The next step; a runnable command when it starts with `lighter `.
    public let hint: String?
    public let retryAfterMilliseconds: Int64?

    init(_ name: String, _ exit: ExitClass, _ meaning: String, hint: String? = nil, retryAfter: Int64? = nil) {
        self.name = name
        self.exit = exit
        self.retry = exit.retry
        self.effect = exit.effect
        self.meaning = meaning
        self.hint = hint
        self.retryAfterMilliseconds = retryAfter
    }

    /// The verdict on a send whose fate the answer does not tell.
    static func uncertain(_ name: String, _ meaning: String) -> VenueVerdict {
        VenueVerdict(name, .unknown, meaning + "; the transaction may have been taken", hint: "lighter tx <hash>")
    }
}

extension VenueCode {
    /// Reads an error answer: the HTTP status, the error envelope, or what there is of them.
    ///
    /// A send is refused only by an answer that decides. A 5xx, a time-out, a code by which the server says that it
    /// failed, and anything unreadable leave its outcome unknown. A limit (429, 405 or their codes) is temporary, and
    /// nothing was taken. 401 is about the token. Everything else goes by the table, then by the range of the code,
    /// then by the status.
    ///
    /// - Parameters:
    ///   - http: the status; none over a stream, or when the connection broke after the request was written. A request
    ///     that was provably not sent is no answer of the venue: whoever failed to connect knows that it is
    ///     `unavailable`.
    ///   - code: the number in the envelope; 200 and 0 are no error code and count as none.
    ///   - message: the venue's words. They only tell a missing token from another bad parameter (20001), and an
    ///     exhausted volume quota from a request limit (429), which share a code or have none.
    ///   - isSend: whether a signed transaction was on its way.
    public static func classify(http: Int?, code: Int?, message: String? = nil, isSend: Bool) -> VenueVerdict {
        let code = code == 200 || code == 0 ? nil : code
        let row = code.flatMap(lookup)
        let refusal = HTTPRefusal(status: http)

        if isSend && refusal.leavesSendsUncertain(hasCode: code != nil) {
            return .uncertain(row?.name ?? refusal.name, row?.meaning ?? refusal.meaning)
        }
        let isLimit = http == 429 || code.map(Group.init) == .rateLimit
        if isLimit, message?.lowercased().contains("quota") == true { return .volumeQuotaExhausted }
        if refusal.overrules(row) { return refusal.verdict(isSend: isSend) }
        if let row { return row.verdict(isSend: isSend, message: message) }
        if let code { return undocumented(code, refusal: refusal, isSend: isSend) }
        return refusal.verdict(isSend: isSend)
    }

    private func verdict(isSend: Bool, message: String?) -> VenueVerdict {
        if isSend && leavesSendsUncertain { return .uncertain(name, meaning) }
        if code == 20001, message?.lowercased().contains("auth") == true { return .missingToken }
        return VenueVerdict(name, exit, meaning, hint: hint, retryAfter: retryAfterMilliseconds)
    }

    /// A code that is not in the table: its range decides, and beyond all ranges a status that refuses.
    private static func undocumented(_ code: Int, refusal: HTTPRefusal, isSend: Bool) -> VenueVerdict {
        let name = "venue.undocumented_code"
        let meaning = "the venue answered with a code this version does not know"
        guard let exit = Group(code: code).exit ?? refusal.exitOfUnknownCode else {
            return isSend ? .uncertain(name, meaning) : VenueVerdict(name, .protocol, meaning, hint: "lighter version")
        }
        if isSend && exit == .unavailable { return .uncertain(name, meaning) }
        return VenueVerdict(name, exit, meaning, retryAfter: exit == .temporary ? 2_000 : nil)
    }
}

extension VenueVerdict {
    fileprivate static let missingToken = VenueVerdict(
        "venue.token_missing",
        .permission,
        "this needs an auth token, and none came with the request",
        hint: "lighter profile show --sources"
    )

    /// One transaction every 15 s is free of quota (API reference, volume quota). The nonce is not used.
    fileprivate static let volumeQuotaExhausted = VenueVerdict(
        "venue.volume_quota_exhausted",
        .temporary,
        "the owner's volume quota is used up; trading earns more",
        hint: "lighter account",
        retryAfter: 15_000
    )
}
