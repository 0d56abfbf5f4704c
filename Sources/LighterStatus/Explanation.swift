/// What one code, number or word means that a command, an error or the venue gives.
public struct Explanation: Sendable, Equatable {
    /// What kind of thing the code is. The same word, or number, may be several.
    public enum Kind: String, Sendable, CaseIterable {
        case exitCode = "exit_code"
        case errorCode = "error_code"
        case orderState = "order_state"
        case orderStatus = "order_status"
        case transactionStatus = "transaction_status"
        case venueCode = "venue_code"
        case httpStatus = "http_status"

        /// The kind in words, as it stands beside a code.
        public var word: String {
            switch self {
            case .exitCode: "exit code"
            case .errorCode: "error code"
            case .orderState: "state of an order"
            case .orderStatus: "the venue's status of an order"
            case .transactionStatus: "the venue's status of a transaction"
            case .venueCode: "the venue's error code"
            case .httpStatus: "HTTP status of the venue"
            }
        }
    }

    public let kind: Kind
    /// As it is printed: `69`, `book.empty`, `21104`, `canceled-oco`, `FILLED`.
    public let code: String
    /// Its other name: `unavailable`, `venue.invalid_nonce`, or a number.
    public let name: String?
    /// The venue's literal message.
    public let venueWords: String?
    /// One clause for people, without a full stop.
    public let meaning: String
    /// How commands end with it, the usual way first; none where no command ends for it.
    public let outcomes: [Outcome]
    /// What to do next; a runnable command when it starts with `lighter `.
    public let hint: String?
    /// How long the cause lasts, where that is known.
    public let retryAfterMilliseconds: Int64?

    init(
        _ kind: Kind,
        _ code: String,
        name: String? = nil,
        venueWords: String? = nil,
        _ meaning: String,
        outcomes: [Outcome] = [],
        hint: String?,
        retryAfterMilliseconds: Int64? = nil
    ) {
        (self.kind, self.code, self.name, self.venueWords, self.meaning) = (kind, code, name, venueWords, meaning)
        (self.outcomes, self.hint, self.retryAfterMilliseconds) = (outcomes, hint, retryAfterMilliseconds)
    }

    /// One way in which commands end.
    public struct Outcome: Sendable, Equatable {
        /// None where the process did not choose it.
        public let exit: ExitClass?
        /// Which of several outcomes it is: `of a read`.
        public let when: String?
        /// What was sent, and what of it holds, as a clause for people.
        public let fate: String
        /// Whether the same command may be run again as it is, in a few words.
        public let repeating: String

        init(_ exit: ExitClass, when: String? = nil) {
            (self.exit, self.when, fate, repeating) = (exit, when, exit.fate, exit.repeating)
        }

        init(fate: String, repeating: String) { (exit, when, self.fate, self.repeating) = (nil, nil, fate, repeating) }
    }
}

extension Explanation {
    /// Everything that has a meaning here, by kind.
    public static let all: [Explanation] =
        ExitClass.allCases.map(Explanation.init) + ErrorCode.all.map(Explanation.init)
        + OrderState.allCases.map(Explanation.init) + OrderStatus.allCases.map(Explanation.init)
        + TransactionStatus.allCases.map(Explanation.init) + VenueCode.all.map(Explanation.init)
        + HTTPRefusal.explained.map(Explanation.init(httpStatus:))

    private static let byWord: [String: [Explanation]] = {
        var meanings: [String: [Explanation]] = [:]
        for row in all {
            for word in Set([row.code, row.name ?? row.code].map { $0.lowercased() }) {
                meanings[word, default: []].append(row)
            }
        }
        return meanings
    }()

    /// All meanings of a word or a number as a person gives it, whatever its case; none where nobody knows it.
    ///
    /// A number may be an exit code, a status of an order or a transaction, an HTTP status, or a code of the venue. A code of
    /// the venue, or a status, that this version does not know is explained by the range it is in.
    public static func meanings(of word: String) -> [Explanation] {
        let folded = word.lowercased()
        if let known = byWord[folded] { return known }
        return meaning(ofEnd: folded).map { [$0] } ?? meaning(ofRange: folded).map { [$0] } ?? []
    }

    /// Codes and names that look like a word, most alike first.
    public static func codes(near word: String) -> [String] {
        let names = all.flatMap { [$0.code, $0.name].compactMap { $0 } }.filter { $0.contains(where: \.isLetter) }
        let folded = word.lowercased()
        let containing = folded.count < 3 ? [] : names.filter { $0.lowercased().contains(folded) }
        var codes: [String] = []
        for name in Spelling.ranked(word, among: names) + containing where !codes.contains(name) { codes.append(name) }
        return Array(codes.prefix(5))
    }

    /// `order.canceled_post_only`, the code of an error about an order that ended, and `active`, the venue's other word.
    private static func meaning(ofEnd word: String) -> Explanation? {
        let ended = word.hasPrefix("order.") ? String(word.dropFirst("order.".count)) : word
        return OrderStatus(venueWord: ended.replacing("_", with: "-")).map(Explanation.init)
    }

    /// A number, or `venue.http_503`, that has no entry of its own.
    private static func meaning(ofRange word: String) -> Explanation? {
        let digits = word.hasPrefix("venue.http_") ? String(word.dropFirst("venue.http_".count)) : word
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits) else { return nil }
        switch number {
        case 129...192: return Explanation(signal: number - 128)
        case 200..<600: return Explanation(httpStatus: number)
        default:
            let group = VenueCode.Group(code: number)
            return group == .other ? nil : Explanation(undocumented: number, of: group)
        }
    }
}
