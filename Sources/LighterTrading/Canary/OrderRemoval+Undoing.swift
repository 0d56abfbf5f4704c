import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

extension OrderRemoval {
    /// How many tries it may take, which share the time.
    private static let tries = 4

    /// Sells at market what the order bought, or buys what it sold, so that the account holds what it held before. What was
    /// done of it before is not done again, by this run or another.
    ///
    /// - Parameter isLate: whether time has passed since, in which somebody may have seen to it: then only a position is
    ///   made smaller, where there are positions.
    /// - Returns: whether there was anything left to undo.
    /// - Throws: ``Failure`` where some of it is left.
    func undo(_ filled: Order, on market: Market, isLate: Bool) throws(Failure) -> Bool {
        var ticket = OrderTicket(
            side: filled.side == .buy ? .sell : .buy,
            size: filled.filledSize.description,
            pricing: .market(slippage: nil, worst: nil),
            reduceOnly: isLate && market.kind == .perp
        )
        var left = filled.filledSize
        var number = 1
        for trial in 1...OrderRemoval.tries {
            trader.deadline.renew(in: span / OrderRemoval.tries)
            let name = "\(order.name)-undo\(number)"
            ticket.size = left.description
            ticket.identifier = .name(name, OrderIdentifier.index(ofName: name))
            do throws(Failure) {
                _ = try trader.place(try trader.order(ticket, on: market), wait: .done)
                return true
            } catch {
                if ticket.reduceOnly, error.isAboutReducing { return false }
                guard trial < OrderRemoval.tries else { throw error }
                switch error.exit {
                // Under the same name it is found, where it was sent.
                case .unknown, .pending, .temporary, .unavailable: continue
                case .partial, .dead:
                    let done = try trader.recent(OrderIdentifier.index(ofName: name))?.filledSize ?? .zero
                    left = (try? left.subtracting(done)) ?? left
                    number += 1
                    guard left > .zero else { return true }
                default: throw error
                }
            }
        }
        return true
    }
}

extension Failure {
    /// Whether an order that may only make a position smaller found none on its side.
    fileprivate var isAboutReducing: Bool {
        let isRefused = venue?.code.map([21_732, 21_738, 21_740].contains) ?? false
        return isRefused || OrderStatus(venueWord: venue?.message ?? "") == .canceledReduceOnly
    }
}
