/// Each table's rows as explanations.
extension Explanation {
    init(_ exit: ExitClass) {
        self.init(
            .exitCode,
            String(exit.rawValue),
            name: exit.name,
            exit.meaning,
            outcomes: [Outcome(exit)],
            hint: exit.hint
        )
    }

    init(_ error: ErrorCode) {
        self.init(.errorCode, error.code, error.meaning, outcomes: error.exits.map { Outcome($0) }, hint: error.hint)
    }

    init(_ state: OrderState) {
        self.init(.orderState, state.rawValue, state.meaning, outcomes: state.outcomes, hint: state.hint)
    }

    init(_ status: OrderStatus) {
        self.init(
            .orderStatus,
            status.rawValue,
            name: String(status.number),
            "\(status.reason); here it is \(status.state.rawValue)",
            outcomes: status.state.outcomes,
            hint: status.hint ?? status.state.hint
        )
    }

    init(_ status: TransactionStatus) {
        self.init(
            .transactionStatus,
            String(status.rawValue),
            name: status.word,
            status.meaning + (status.mayHideRefusal ? "; whether it was refused is told beside it" : ""),
            outcomes: [status.outcome],
            hint: "lighter orders --ledger"
        )
    }

    init(_ code: VenueCode) {
        let asSend: ExitClass = code.leavesSendsUncertain ? .unknown : code.exit
        self.init(
            .venueCode,
            String(code.code),
            name: code.name,
            venueWords: code.text,
            code.meaning,
            outcomes: Outcome.of(read: code.exit, send: asSend),
            hint: code.hint ?? code.exit.hint,
            retryAfterMilliseconds: code.retryAfterMilliseconds
        )
    }

    /// A code of the venue that this version does not know, by the range it is in.
    init(undocumented code: Int, of group: VenueCode.Group) {
        let verdict = VenueCode.classify(http: 400, code: code, isSend: false)
        self.init(
            .venueCode,
            String(code),
            name: verdict.name,
            "a code this version does not know, from the venue's range \"\(group.rawValue)\"",
            outcomes: [Outcome(verdict.exit)],
            hint: verdict.hint ?? "lighter version",
            retryAfterMilliseconds: verdict.retryAfterMilliseconds
        )
    }

    init(httpStatus status: Int) {
        let verdicts = [false, true].map { VenueCode.classify(http: status, code: nil, isSend: $0) }
        self.init(
            .httpStatus,
            String(status),
            name: verdicts[0].name,
            verdicts[0].meaning,
            outcomes: Outcome.of(read: verdicts[0].exit, send: verdicts[1].exit),
            hint: verdicts[0].hint ?? verdicts[0].exit.hint,
            retryAfterMilliseconds: verdicts[0].retryAfterMilliseconds
        )
    }

    /// The exit code that a shell gives to a program which a signal ended.
    init(signal: Int) {
        self.init(
            .exitCode,
            String(128 + signal),
            "signal \(signal) ended the process, which could not say anything more: somebody killed it, or the system did",
            outcomes: [Outcome(fate: ExitClass.unknown.fate, repeating: ExitClass.unknown.repeating)],
            hint: ExitClass.unknown.hint
        )
    }
}

extension Explanation.Outcome {
    /// How a read ends, and how a transaction that was sent, where these differ.
    fileprivate static func of(read: ExitClass, send: ExitClass) -> [Self] {
        read == send ? [Self(read)] : [Self(read, when: "of a read"), Self(send, when: "of what was sent")]
    }
}

extension OrderState {
    fileprivate var outcomes: [Explanation.Outcome] {
        let exits = [false, true].map { exitClass(anythingFilled: $0) }
        guard exits[0] != exits[1] else { return [.init(exits[0])] }
        return [.init(exits[0], when: "with nothing filled"), .init(exits[1], when: "with some filled")]
    }
}

extension TransactionStatus {
    fileprivate var outcome: Explanation.Outcome {
        self == .failed
            ? .init(fate: "nothing has changed at the venue, and the nonce is used", repeating: "no; see why it failed")
            : .init(fate: "it was sent", repeating: "no; it is on its way, or done")
    }
}

extension HTTPRefusal {
    /// The statuses that mean something of their own.
    static let explained = [401, 403, 404, 405, 408, 413, 429, 500, 502, 503, 504]
}
