import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// An order in ticks and lots, checked against its market and ready to be signed.
public struct NewOrder: Sendable {
    public let market: Market
    public let terms: OrderTerms
    public let clientIndex: ClientOrderIndex
    /// Whether whoever asks for the order chose the client index, by which they may ask for it again.
    public let isIdentified: Bool
    /// The text the client index stands for.
    public let name: String?
    /// Price × size, in the quote asset; of an order at market at its worst price.
    public let notional: Decimal
    /// What closes the position it opens; sent together with it.
    public let attached: [AttachedOrder]
    /// Whether its price is only the worst it takes.
    public let isAtMarket: Bool
    /// How long it trades in slices, where it does.
    public let span: TimeSpan?
    /// Whether it is for the whole of a position, whatever its size.
    public let closesPosition: Bool

    /// What to say of it in an error.
    public var context: FailureContext { FailureContext(market: market.symbol, clientOrderIndex: clientIndex.value) }

    /// How many orders it adds to those that rest or wait.
    var restingOrders: Int {
        let rests = terms.timeInForce != .immediateOrCancel || terms.type.isConditional
        return (rests ? 1 : 0) + attached.count
    }

    /// What the venue calls it together with what is attached to it; nil for an order of its own.
    var grouping: CreateGroupedOrders.Grouping? {
        switch attached.count {
        case 0: nil
        case 1: .oneTriggersTheOther
        default: .oneTriggersAOneCancelsTheOther
        }
    }
}

extension NewOrder {
    /// What is asked for, in words that are the same each time: of an order at market not at which worst price, of one
    /// that closes a position not how large that is.
    var ledgerSummary: String {
        guard !closesPosition else { return "close \(market.symbol)" }
        var words = "\(terms.side.rawValue) \(market.precision.text(terms.size)) \(market.symbol)"
        if let span { words += " over \(span)" }
        words += isAtMarket ? " at market" : " at \(market.precision.text(terms.price))"
        if let kind = terms.type.triggerKind, let trigger = terms.triggerPrice {
            words = "\(kind.rawValue) \(market.precision.text(trigger)): \(words)"
        }
        return words + attachedSummary
    }

    /// Whether an order of such words never rests: it is at market, and waits for no trigger.
    static func isOverAtOnce(ledgerSummary words: String) -> Bool {
        words.hasPrefix("close ") || words.hasSuffix(" at market") && !words.contains(": ") && !words.contains(" over ")
    }

    /// `, stop-loss 2200.00, take-profit 2500.00`; empty where nothing is attached.
    public var attachedSummary: String {
        attached.map { ", \($0.kind.rawValue) \(market.precision.text($0.trigger))" }.joined()
    }

    func identifierTaken(by other: String) -> Failure {
        Failure(
            "order.client_id_taken",
            .rejected,
            "the client id \(name ?? clientIndex.description) is another order's: \(sanitized(other, limit: 120))",
            hint: "lighter order <client id>",
            context: FailureContext(market: market.symbol, clientOrderIndex: clientIndex.value)
        )
    }

    /// The market's least and greatest sizes. The minimums bind orders that may rest; one that takes may be smaller
    /// (api.md, section 5.3).
    func requireMarketLimits() throws(Failure) {
        let context = FailureContext(market: market.symbol)
        let hint = "lighter markets \(market.symbol)"
        if let maximum = market.maximumNotional, notional > maximum {
            let message = "the order is worth \(notional), more than the \(maximum) that \(market.symbol) takes at once"
            throw Failure("order.too_large", .data, message, hint: hint, context: context)
        }
        guard terms.timeInForce != .immediateOrCancel, terms.type != .twap, !terms.reduceOnly else { return }
        let size = market.precision.decimal(terms.size)
        if let minimum = market.minimumSize, size < minimum {
            let message = "size \(size) is below the least of \(market.symbol), \(minimum)"
            throw Failure("order.too_small", .data, message, hint: hint, context: context)
        }
        if let minimum = market.minimumNotional, notional < minimum {
            let message = "the order is worth \(notional), less than the least of \(market.symbol), \(minimum)"
            throw Failure("order.too_small", .data, message, hint: hint, context: context)
        }
    }
}
