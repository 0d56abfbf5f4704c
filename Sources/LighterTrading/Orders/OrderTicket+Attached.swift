import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// A stop-loss or take-profit that belongs to another order: it waits for that one to be filled, then for its trigger.
public struct AttachedOrder: Sendable {
    public let kind: TriggerKind
    public let trigger: Price
    public let clientIndex: ClientOrderIndex
    /// The text the client index stands for: that of its order, a slash and the kind. So it can be found by its order's
    /// identifier, on every host.
    public let name: String
    public let terms: OrderTerms
}

extension OrderTicket {
    /// The orders attached to an order (signing.md, "Groups"): each on the other side, reduce-only, of the size that
    /// is filled, at market no worse than the slippage from its trigger.
    ///
    /// - Parameter identifier: the order's.
    func attached(
        to parent: OrderTerms,
        named identifier: String,
        _ market: Market,
        _ book: OrderBook?,
        _ defaults: OrderDefaults,
        _ now: Int64
    ) throws(Failure) -> [AttachedOrder] {
        guard case .atOnce(let attached) = timing, !attached.isEmpty else { return [] }
        let expiry = if let end = parent.expiry { end } else { try moment(expires ?? defaults.expires, from: now) }
        var orders: [AttachedOrder] = []
        for (kind, text) in attached.prices {
            let trigger = try OrderTicket.price(text, on: market, rounding: rounding, naming: kind.rawValue)
            try requireBeyond(parent, kind, trigger, market, book)
            let side = parent.side.opposite
            let start = market.precision.decimal(trigger)
            let name = "\(identifier)/\(kind.rawValue)"
            let index = OrderIdentifier.index(ofName: name)
            let terms = OrderTerms(
                market: market.index,
                clientOrderIndex: index,
                size: try OrderTicket.parentsSize(),
                price: try OrderTicket.worstPrice(
                    side,
                    "the \(kind.rawValue)",
                    start,
                    on: market,
                    slippage: attached.slippage ?? defaults.slippage
                ),
                side: side,
                type: kind.type(isLimit: false),
                timeInForce: .immediateOrCancel,
                reduceOnly: true,
                triggerPrice: trigger,
                expiry: expiry
            )
            orders.append(AttachedOrder(kind: kind, trigger: trigger, clientIndex: index, name: name, terms: terms))
        }
        return orders
    }

    /// Requires that a trigger is past the price at which its order is filled, on the side of a loss or of a profit.
    private func requireBeyond(
        _ parent: OrderTerms,
        _ kind: TriggerKind,
        _ trigger: Price,
        _ market: Market,
        _ book: OrderBook?
    ) throws(Failure) {
        let limit = market.precision.decimal(parent.price)
        let isAbove = kind.awaitsRise(parent.side.opposite)
        let best = book?.best(for: parent.side)
        // A limit beyond the book is filled at the book's price; a market order's own is only the worst it takes.
        let filled = best.map { parent.side == .buy ? min($0, limit) : max($0, limit) } ?? limit
        let entry = kind == .takeProfit && parent.type == .limit ? limit : filled
        let price = market.precision.decimal(trigger)
        guard isAbove ? price > entry : price < entry else {
            throw Failure(
                "order.trigger_direction",
                .data,
                "the \(kind.rawValue) of an order to \(parent.side.rawValue) has to be \(isAbove ? "above" : "below") "
                    + "its price, \(entry): \(market.precision.text(trigger)) is not",
                context: FailureContext(market: market.symbol)
            )
        }
    }

    /// What the venue wants in place of a size: a child takes its parent's.
    private static func parentsSize() throws(Failure) -> Size {
        do { return try Size(0) } catch { throw Failure.from(error) }
    }
}
