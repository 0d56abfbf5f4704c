import LighterJSON
import LighterLedger
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions

/// How the errors of the layers below become failures: one place, so that a code means one thing.
extension Failure {
    /// A number that is none.
    public init(_ error: DecimalError, naming name: String) {
        self.init("input.not_a_number", .data, "\(name): \(error)")
    }

    /// A price or a size that the market does not have.
    public init(_ error: PrecisionError, market: String) {
        let context = FailureContext(market: market)
        switch error {
        case .between(.tick, _, let below, let above):
            let hint = "use \(below) or \(above), or let it be rounded with --round down|up|nearest"
            self.init("order.off_tick", .data, error.description, hint: hint, context: context)
        case .between(.lot, _, let below, let above):
            let hint = "use \(below) or \(above), or let it be rounded with --round down|up|nearest"
            self.init("order.off_lot", .data, error.description, hint: hint, context: context)
        case .outOfRange(let unit, _, _, _):
            let code = unit == .tick ? "order.price_out_of_range" : "order.size_out_of_range"
            self.init(code, .data, error.description, hint: "lighter markets \(market)", context: context)
        }
    }

    /// A transaction that the venue would not take.
    public init(_ error: TransactionError) {
        switch error {
        case .unknownType: self.init("transaction.unknown_type", .data, error.description)
        case .malformed: self.init("transaction.malformed", .data, error.description)
        case .outOfBounds: self.init("transaction.out_of_bounds", .data, error.description)
        case .invalid: self.init("transaction.invalid", .data, error.description)
        }
    }

    /// A text that is not the JSON it should be.
    public init(_ error: JSONError) {
        self.init("input.malformed_json", .data, error.description)
    }

    /// A key that is none, or a signature that failed its own check.
    public init(_ error: SigningError) {
        guard error != .selfCheckFailed else {
            self.init("signing.self_check_failed", .protocol, error.description)
            return
        }
        self.init("key.malformed", .permission, error.description)
    }

    /// Any error of the layers below, as a failure.
    public static func from(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as ProfileError: Failure(error)
        case let error as TransactionError: Failure(error)
        case let error as JSONError: Failure(error)
        case let error as DatabaseError: Failure(error)
        case let error as SigningError: Failure(error)
        case let error as OutOfBounds: Failure(TransactionError.outOfBounds(error))
        default: Failure("internal.unexpected", .internal, "an error nobody expected: \(sanitized("\(error)"))")
        }
    }
}
