/// What an HTTP status says by itself, when no code explains it (API reference, error envelope and HTTP status).
struct HTTPRefusal {
    let name: String
    /// How a read ends with it.
    let exit: ExitClass
    let meaning: String
    private let status: Int?
    private let exitOfSend: ExitClass
    private let hint: String?
    private let retryAfterMilliseconds: Int64?

    private init(
        _ status: Int?,
        _ name: String,
        _ exit: ExitClass,
        _ meaning: String,
        exitOfSend: ExitClass? = nil,
        hint: String? = nil,
        retryAfter: Int64? = nil
    ) {
        self.status = status
        self.name = name
        self.exit = exit
        self.meaning = meaning
        self.exitOfSend = exitOfSend ?? exit
        self.hint = hint
        self.retryAfterMilliseconds = retryAfter
    }

    init(status: Int?) {
        guard let status else {
            self.init(nil, "venue.no_answer", .unavailable, "no answer came from the venue", hint: "run it again")
            return
        }
        switch status {
        case 401:
            let meaning = "the venue does not accept the auth token"
            self.init(status, "venue.unauthorized", .permission, meaning, hint: "lighter profile show --sources")
        case 403:
            let meaning = "the venue forbids this from here; it closes some regions"
            self.init(status, "venue.forbidden", .permission, meaning, hint: "use the venue from where it is open")
        case 404:
            let meaning = "the venue has nothing at this address; the profile's URL may be wrong"
            self.init(status, "venue.no_such_path", .protocol, meaning, hint: "lighter profile show")
        case 405:
            let meaning = "the venue's firewall blocks this address for a minute"
            self.init(status, "venue.blocked", .temporary, meaning, retryAfter: 60_000)
        case 408, 500..<600:
            self.init(status, "venue.http_\(status)", .unavailable, "the venue failed with HTTP status \(status)")
        case 413:
            let meaning = "the request is too long for the venue"
            self.init(status, "venue.request_too_long", .rejected, meaning, hint: "send smaller batches")
        case 429:
            let meaning = "the venue's request limit is reached for this owner or address"
            self.init(status, "venue.too_many_requests", .temporary, meaning, retryAfter: 2_000)
        case 400..<500:
            let meaning = "the venue refused without giving a reason"
            self.init(status, "venue.http_\(status)", .protocol, meaning, exitOfSend: .rejected)
        case 200..<300:
            self.init(status, "venue.unreadable_answer", .protocol, "the venue's answer cannot be read")
        default:
            let meaning = "the venue answered with HTTP status \(status), which it should not use"
            self.init(status, "venue.unexpected_status", .protocol, meaning, hint: "lighter profile show")
        }
    }

    /// Whether a send may have been taken all the same. A code decides, unless the status says that the server failed.
    func leavesSendsUncertain(hasCode: Bool) -> Bool {
        if saysServerFailed { return true }
        return !hasCode && !refuses
    }

    /// Tokens and limits are what 401 and 429 are for, whatever the code. 405 comes from the firewall, which blocks for
    /// longer than any code says.
    func overrules(_ row: VenueCode?) -> Bool {
        switch status {
        case 401, 429: row?.exit != exit
        case 405: true
        default: false
        }
    }

    /// What a code outside every known range means: a refusal only when the status refuses, too.
    var exitOfUnknownCode: ExitClass? {
        if saysServerFailed { return .unavailable }
        return refuses ? .rejected : nil
    }

    func verdict(isSend: Bool) -> VenueVerdict {
        let exit = isSend ? exitOfSend : exit
        return VenueVerdict(name, exit, meaning, hint: hint, retryAfter: retryAfterMilliseconds)
    }

    private var saysServerFailed: Bool {
        status != nil && exit == .unavailable
    }

    private var refuses: Bool {
        guard let status else { return false }
        return (400..<500).contains(status) && !saysServerFailed
    }
}
