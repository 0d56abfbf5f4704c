extension ExitClass {
    /// What the class says, as a clause for people.
    public var meaning: String { row.meaning }

    /// What was sent, and what of it holds, as a clause for people.
    public var fate: String { row.fate }

    /// Whether the same command may be run again as it is, in a few words.
    public var repeating: String { row.repeating }

    /// What to do next; a runnable command when it starts with `lighter `.
    public var hint: String? { row.hint }

    private struct Row {
        let meaning: String
        let fate: String
        let repeating: String
        let hint: String?

        init(_ meaning: String, fate: String, repeating: String, hint: String?) {
            (self.meaning, self.fate, self.repeating, self.hint) = (meaning, fate, repeating, hint)
        }
    }

    // swift-format-ignore
    private var row: Row {
        switch self {
        case .ok:
            Row("done; with --wait, the state that was asked for was reached",
                fate: "what was asked for was sent, where anything was to be",
                repeating: "there is no need to",
                hint: nil)
        case .no:
            Row("it ran, and the answer is no: the canary failed, a key does not match, no sandbox runs",
                fate: "nothing is left of it at the venue, unless the message says so",
                repeating: "no; the answer is the same until something changes",
                hint: "read the reason in the answer on standard output")
        case .rejected:
            Row("the venue refused, or the order is not what was asked to be changed",
                fate: "nothing has changed at the venue",
                repeating: "no; change what was refused",
                hint: "give the `code` of the error to lighter explain")
        case .dead:
            Row("the venue accepted it, then cancelled it or let it fail with nothing filled",
                fate: "it was sent, and nothing of it holds",
                repeating: "no; the same order ends the same way while the market is as it is",
                hint: "lighter orders --history")
        case .partial:
            Row("some was filled, or some of a batch was accepted",
                fate: "it was sent, and some of it holds",
                repeating: "look first; what holds would be there twice",
                hint: "lighter positions")
        case .unknown:
            Row("sent, and no usable answer came: a time-out after the write, a lost connection, an error of the server",
                fate: "it may hold at the venue or not",
                repeating: "never blindly; the next command with the same key finds out first",
                hint: "lighter orders --ledger")
        case .refused:
            Row("a guard, a read-only profile or a missing confirmation stopped it",
                fate: "nothing was sent",
                repeating: "no; confirm with -y where a yes was missing, or change the guard",
                hint: "lighter profile show --sources")
        case .pending:
            Row("the wait ran out of time, and the order lives",
                fate: "it was sent, and holds",
                repeating: "no; look at the order instead, or cancel it",
                hint: "lighter orders")
        case .usage:
            Row("wrong arguments",
                fate: "nothing was sent",
                repeating: "no; the message says what is wrong",
                hint: "lighter --help")
        case .data:
            Row("an illegal value: off the tick, too small, an expiry too near, a broken order file",
                fate: "nothing was sent",
                repeating: "no; the message names the legal values",
                hint: "lighter markets")
        case .notFound:
            Row("there is no such market, order, key, profile or file",
                fate: "nothing was sent",
                repeating: "no; the message says what is missing, and what may have been meant",
                hint: "look at what there is: lighter markets, lighter orders, lighter keys list, lighter profile list")
        case .unavailable:
            Row("provably not sent: no name, no connection, no TLS; or a read that failed",
                fate: "nothing was sent",
                repeating: "yes",
                hint: "run it again; where the address is wrong: lighter profile show --sources")
        case .internal:
            Row("a bug in lighter",
                fate: "nothing was sent, unless the message says so",
                repeating: "no",
                hint: "report it with the message and what this prints: lighter version")
        case .cannotCreate:
            Row("the output, the ledger or a key file cannot be written",
                fate: "nothing was sent",
                repeating: "no; make room first, or name another place",
                hint: "the ledger is in LIGHTER_STATE_HOME; look at the disk, and at who owns the directory")
        case .temporary:
            Row("in the way for now: a rate limit, a lock held too long, a nonce race left after a resync",
                fate: "nothing was sent",
                repeating: "yes, after `retry_after_ms`",
                hint: "wait, and run it again; or let the command itself wait longer with --timeout 1m")
        case .protocol:
            Row("the venue speaks differently than expected: a wrong chain id, an unknown shape, a failed self-test",
                fate: "nothing was sent",
                repeating: "no; see that the address is the venue's, and that lighter is the newest",
                hint: "lighter profile show --sources")
        case .permission:
            Row("a key, token, signature or file mode does not allow it",
                fate: "nothing has changed at the venue",
                repeating: "no; mend the key or the file first",
                hint: "lighter keys check")
        case .configuration:
            Row("the profile is wrong, or misses something; file, line and column are named",
                fate: "nothing was sent",
                repeating: "no; mend the profile first",
                hint: "lighter profile show --sources")
        case .interrupted:
            Row("interrupted before anything was sent",
                fate: "nothing was sent; an interrupt after a send is 6",
                repeating: "if you want to",
                hint: nil)
        case .brokenPipe:
            Row("the reader of the output went away, as head does when it has enough",
                fate: "nothing was sent; an answer lost after a send is 6",
                repeating: "there is no need to, where the reader had enough",
                hint: nil)
        }
    }
}
