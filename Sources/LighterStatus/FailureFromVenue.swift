extension Failure {
    /// The failure behind an error answer of the venue; `VenueCode.classify` has the rules.
    ///
    /// The message says what it means, then what the venue said, cleaned for display.
    public static func venue(http: Int?, code: Int?, message: String?, isSend: Bool) -> Failure {
        let reply = VenueReply(http: http, code: code, message: message)
        let verdict = VenueCode.classify(http: http, code: code, message: reply.message, isSend: isSend)
        return Failure(verdict, reply)
    }

    /// The failure of a transaction the venue accepted and the sequencer then refused, read from `ae` of `event_info`.
    ///
    /// Its nonce is used and nothing else has changed, so it is `dead` whatever the code says of an answer at the door.
    public static func notExecuted(code: Int?, message: String?) -> Failure {
        let reply = VenueReply(code: code, message: message)
        let row = code.flatMap(VenueCode.lookup)
        let verdict = VenueVerdict(
            row?.name ?? (code == nil ? "venue.not_executed" : "venue.undocumented_code"),
            .dead,
            row?.meaning ?? "the venue accepted the transaction and then did not execute it",
            hint: row?.hint
        )
        return Failure(verdict, reply)
    }

    /// Whether the venue held a request back for a limit: it took nothing of it, and takes the same later.
    public var isRequestLimit: Bool {
        guard exit == .temporary, let venue else { return false }
        return venue.http == 429 || venue.http == 405
            || venue.code.map { VenueCode.Group(code: $0) } == .rateLimit
    }

    private init(_ verdict: VenueVerdict, _ reply: VenueReply) {
        let words = [reply.code.map(String.init), reply.message].compactMap { $0 }
        self.init(
            verdict.name,
            verdict.exit,
            words.isEmpty ? verdict.meaning : "\(verdict.meaning) (venue: \(words.joined(separator: " ")))",
            hint: verdict.hint,
            effect: verdict.effect,
            retry: verdict.retry,
            retryAfterMilliseconds: verdict.retryAfterMilliseconds,
            venue: reply
        )
    }
}
