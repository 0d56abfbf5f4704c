/// Why a command did not do what was asked: the one error every layer throws and the top renders.
///
/// In JSON it becomes a `lighter.error/1` object; its exit class is the exit code of the process.
public struct Failure: Error, Sendable, Equatable {
    /// A stable dotted name: `venue.invalid_nonce`, `order.off_tick`.
    public var code: String
    public var exit: ExitClass
    public var effect: Effect
    public var retry: Retry
    /// How long to wait before running it again, where that is known.
    public var retryAfterMilliseconds: Int64?
    /// One clause for people, without a full stop.
    public var message: String
    /// What to do about it; a runnable command when it starts with `lighter `.
    public var hint: String?
    /// How the command line would be right, where that is clear: the hint can be that line.
    public var mending: Mending?
    /// The venue's own answer, when there was one.
    public var venue: VenueReply?
    public var context: FailureContext

    /// Effect and retry follow from the exit class unless given.
    public init(
        _ code: String,
        _ exit: ExitClass,
        _ message: String,
        hint: String? = nil,
        mending: Mending? = nil,
        effect: Effect? = nil,
        retry: Retry? = nil,
        retryAfterMilliseconds: Int64? = nil,
        venue: VenueReply? = nil,
        context: FailureContext = FailureContext()
    ) {
        self.code = code
        self.exit = exit
        self.effect = effect ?? exit.effect
        self.retry = retry ?? exit.retry
        self.retryAfterMilliseconds = retryAfterMilliseconds
        self.message = message
        self.hint = hint.map(context.completing)
        self.mending = mending
        self.venue = venue
        self.context = context
    }

    /// The same failure about another transaction: what this context knows holds.
    public func about(_ context: FailureContext) -> Failure {
        var failure = self
        failure.context = context.filled(from: self.context)
        return failure
    }

    /// The same failure with what was missing from its context filled in. What is already known stays.
    ///
    /// A hint such as `lighter order <client id>` becomes runnable once the context knows the client index.
    public func with(_ context: FailureContext) -> Failure {
        var failure = self
        failure.context = self.context.filled(from: context)
        failure.hint = hint.map(failure.context.completing)
        return failure
    }
}

/// What makes a command line right.
public enum Mending: Sendable, Hashable {
    /// A word in the place of the one that was given.
    case replacing(String, with: String)
    /// Words at its end.
    case adding([String])
}

/// What the venue answered, cleaned for display.
public struct VenueReply: Sendable, Equatable {
    /// The HTTP status; none over a stream or when the connection broke.
    public var http: Int?
    /// The number in the venue's error envelope (`VenueCode`).
    public var code: Int?
    /// The venue's words, without control characters and markup, at most 300 characters.
    public var message: String?

    /// Cleans the message: what comes in here comes from the network.
    public init(http: Int? = nil, code: Int? = nil, message: String? = nil) {
        self.http = http
        self.code = code
        let clean = message.map { sanitized($0) } ?? ""
        self.message = clean.isEmpty ? nil : clean
    }
}
