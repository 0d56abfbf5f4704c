import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

/// A record of a stream by its number, or why it is none.
public struct NumberedRecord: Sendable {
    public let number: Int64
    public let record: Result<OrderRecord, Failure>

    public init(_ number: Int64, _ record: Result<OrderRecord, Failure>) {
        self.number = number
        self.record = record
    }
}

/// Orders of a stream that are ready to be sent.
public struct PreparedOrders: Sendable {
    public struct Item: Sendable {
        public let number: Int64
        public let order: Result<NewOrder, Failure>
    }

    public let items: [Item]
    /// The transactions of those that are orders, where their nonces could be guessed.
    public let signedAhead: [SignedTransaction]

    /// Those that are orders.
    public var orders: [NewOrder] { items.compactMap { try? $0.order.get() } }
}

/// Makes orders of records, checks them against the guards, and signs them ahead of time: work that needs neither the key's
/// lock nor the ledger, and so goes on while other orders are on their way.
public final class OrderPreparation {
    private let trader: Trader
    private var markets: [String: Market] = [:]

    /// - Parameter trader: used by nobody else.
    public init(_ trader: Trader) { self.trader = trader }

    /// - Parameter nonce: the first order's, as a guess; nil signs nothing.
    public func prepare(_ records: [NumberedRecord], signingFrom nonce: Nonce?) -> PreparedOrders {
        trader.beginPiece()
        let snapshot = MarketSnapshot(trader)
        let items = records.map { record in
            PreparedOrders.Item(
                number: record.number,
                order: record.record.flatMap { record in
                    Result { () throws(Failure) in try order(record, snapshot) }
                }
            )
        }
        let orders = items.compactMap { try? $0.order.get() }
        return PreparedOrders(items: items, signedAhead: nonce.map { signed(orders, from: $0) } ?? [])
    }

    private func order(_ record: OrderRecord, _ snapshot: MarketSnapshot) throws(Failure) -> NewOrder {
        do throws(Failure) {
            let market = try market(record.market)
            let order = try trader.order(record.ticket, on: market, snapshot: snapshot)
            try trader.checkGuards(order, snapshot: snapshot)
            return order
        } catch { throw error.with(FailureContext(clientOrderIndex: record.ticket.identifier?.clientIndex?.value)) }
    }

    private func market(_ word: String) throws(Failure) -> Market {
        if let market = markets[word] { return market }
        let market = try trader.market(word)
        markets[word] = market
        return market
    }

    /// Whoever sends them signs those that were not signed here, and tells why it cannot.
    private func signed(_ orders: [NewOrder], from nonce: Nonce) -> [SignedTransaction] {
        (try? trader.signed(orders.map { order throws(Failure) in try trader.draft(creating: order) }, from: nonce))
            ?? []
    }
}

extension Trader {
    /// The nonce that is next as far as this host knows; nil where it does not, or not now.
    public func expectedNonce() -> Nonce? {
        do throws(Failure) {
            let key = SigningKeyIdentity(venue: access.identity, account: try account(), apiKey: try apiKey())
            return (try? ledger().nextNonce(of: key)) ?? nil
        } catch { return nil }
    }
}

extension Failure {
    /// One of many transactions that was not sent because of another one.
    public static let notSent = Failure(
        "batch.not_sent",
        .unavailable,
        "not sent, because what was to go before it failed",
        hint: "send it again"
    )
}
