import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What the state of an order means for someone who waits for it.
enum OrderVerdict {
    /// Whether a live order is where it was wanted.
    static func hasReached(_ target: WaitTarget, _ order: Order) -> Bool {
        switch target {
        case .accepted: true
        case .open: order.state != .submitted
        case .filled, .done: false
        }
    }

    /// What to tell of an order that is over; nil of one that is filled.
    static func failure(ofFinal order: Order) -> Failure? {
        let exit = order.state.exitClass(anythingFilled: order.filledSize > .zero)
        guard exit != .ok else { return nil }
        let status = OrderStatus(venueWord: order.status)
        let reason = status?.reason ?? "the venue calls it \(sanitized(order.status, limit: 60))"
        let message =
            exit == .partial
            ? "filled \(order.filledSize) of \(order.initialSize), then cancelled: \(reason)"
            : "the order is dead, nothing was filled: \(reason)"
        return Failure(
            "order." + code(order.status),
            exit,
            message,
            hint: status?.hint,
            venue: VenueReply(message: order.status)
        )
    }

    /// What to tell when time is up and the order lives.
    static func pending(_ order: Order?, hint: String, _ target: WaitTarget) -> Failure {
        let message =
            order.map { "the order is \($0.state.rawValue), not \(target.rawValue), and lives on" }
            ?? "the venue took the order but has not executed it yet"
        return Failure("order.pending", .pending, message, hint: hint, effect: .applied)
    }

    /// The venue's word as the last part of a code.
    private static func code(_ word: String) -> String {
        String(word.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(60))
    }
}
