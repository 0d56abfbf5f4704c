import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What a canary has to say that no failure says.
extension CanaryNote {
    /// The gravest of all: whatever else went wrong, this is said first.
    static let orderLeft = "canary.order_left"

    static let interrupted = CanaryNote(
        "canary.interrupted",
        "the run was interrupted before its end",
        exit: .interrupted
    )

    /// What is sent could not be written down, so nothing is.
    static func ledgerUnwritable(_ reason: String) -> CanaryNote {
        CanaryNote(
            "ledger.unwritable",
            "nothing was sent, as it could not be written down: \(reason)",
            hint: "look at the disk, and at who owns the state directory"
        )
    }

    /// An order that could not be ended.
    static func left(_ name: String, on market: String, _ failure: Failure?) -> CanaryNote {
        let reason = failure.map { ": \($0.message)" } ?? ""
        return CanaryNote(
            orderLeft,
            "an order on \(market) lives, or may live, and could not be cancelled\(reason)",
            hint: "lighter cancel \(name)"
        )
    }

    /// An order of which nobody knew whether the venue took it, until it was made sure.
    static let neverArrived = CanaryNote(
        "canary.never_arrived",
        "the order never became one at the venue, and cannot any more",
        isFatal: false
    )

    /// An order that an earlier run had left.
    static func cleanedUp(_ run: String, _ order: Order?) -> CanaryNote {
        let outcome = order.map { "it is \($0.state.rawValue) now" } ?? "it never reached the book"
        return CanaryNote(
            "canary.cleaned_up",
            "the run \(run) had left an order behind: \(outcome)",
            isFatal: false
        )
    }

    /// All orders of a market were cancelled to end one.
    static func swept(_ market: Market) -> CanaryNote {
        CanaryNote(
            "canary.cancel_all",
            "all orders on \(market.symbol) were cancelled, as allow_cancel_all says, since this one could not be alone",
            isFatal: false
        )
    }

    static func limited(_ count: Int) -> CanaryNote {
        let limits = count == 1 ? "a request limit" : "\(count) request limits"
        return CanaryNote("venue.limited", "the venue set \(limits), which took the attempt's time", isFatal: false)
    }

    static func answerLost(_ step: String) -> CanaryNote {
        CanaryNote(
            "canary.answer_lost",
            "the venue took the \(step), but no answer said so; it was found by its hash",
            hint: "look at the venue's gateway and this host's network: lighter markets -v"
        )
    }

    static func slow(_ step: String, _ microseconds: Int64, _ most: TimeSpan) -> CanaryNote {
        CanaryNote("canary.slow_\(step)", "the \(step) took \(microseconds / 1000) ms, more than \(most)")
    }

    /// An order that was over when its cancel came: an outcome, unless it was filled.
    static func alreadyOver(_ order: Order) -> CanaryNote {
        guard order.state == .filled else {
            let failure = Failure(alreadyOver: order)
            return CanaryNote(failure.code, failure.message, isFatal: false)
        }
        return CanaryNote("order.already_filled", "the order was filled before it could be cancelled")
    }

    /// What was filled was bought back or sold again, by the canary or somebody else.
    static func undone(_ filled: Order, on market: Market, byUs: Bool, isWanted: Bool) -> CanaryNote {
        let verb = filled.side == .buy ? "sold again" : "bought back"
        return CanaryNote(
            "canary.undone",
            "\(filled.filledSize) \(market.symbol) were filled and \(verb)\(byUs ? "" : " by somebody else")",
            isFatal: !isWanted
        )
    }

    /// What was filled is left.
    static func positionLeft(_ filled: Order, on market: Market, _ failure: Failure) -> CanaryNote {
        CanaryNote(
            "canary.position_left",
            "\(filled.filledSize) \(market.symbol) were filled and could not be undone, which the next run tries again: "
                + failure.message,
            hint: "lighter positions"
        )
    }
}
