import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

extension NewOrder {
    /// `buy 0.1000 ETH at 3000.00, stop-loss 2900.00, worth 300`.
    var summary: String {
        var words = "\(terms.side.rawValue) \(market.precision.text(terms.size)) \(market.symbol)"
        if let span { words += " over \(span)" }
        words += "\(isAtMarket ? " at worst " : " at ")\(market.precision.text(terms.price))"
        if let kind = terms.type.triggerKind, let trigger = terms.triggerPrice {
            words = "\(kind.rawValue) at \(market.precision.text(trigger)): \(words)"
        }
        return "\(words)\(attachedSummary), worth \(notional)"
    }

    /// What is known of the order before it is sent.
    ///
    /// - Parameter found: what is attached to it as the venue shows it.
    func json(foundAttached found: [ClientOrderIndex: Order] = [:]) -> JSONObject {
        [
            "market": .string(market.symbol),
            "market_index": .integer(market.index.value),
            "side": .string(terms.side.rawValue),
            "type": .string(terms.type.word),
            "size": Figures.json(market.precision.decimal(terms.size)),
            "price": Figures.json(market.precision.decimal(terms.price)),
            "trigger_price": Figures.json(terms.triggerPrice.map(market.precision.decimal)),
            "notional": Figures.json(notional),
            "reduce_only": .bool(terms.reduceOnly),
            "client_order_index": Figures.json(clientIndex),
            "client_id": JSON(name),
            "expires_at": JSON(terms.expiry?.value),
            "attached": .array(attached.map { .object($0.json(market, found[$0.clientIndex])) }),
        ]
    }
}

extension AttachedOrder {
    fileprivate func json(_ market: Market, _ found: Order?) -> JSONObject {
        [
            "kind": .string(kind.rawValue),
            "trigger": Figures.json(market.precision.decimal(trigger)),
            "price": Figures.json(found?.price ?? market.precision.decimal(terms.price)),
            "client_order_index": Figures.json(clientIndex),
            "client_id": .string(name),
            "expires_at": JSON(found?.expiry ?? terms.expiry?.value),
            "order_index": Figures.json(found?.index),
            "state": JSON(found?.state.rawValue),
            "status": JSON(found?.status),
        ]
    }

    /// `2200.00, at worst 2189.00, client id entry/stop-loss, PENDING`.
    fileprivate func line(_ market: Market, _ found: Order?) -> String {
        let price = "\(market.precision.text(trigger)), at worst \(market.precision.text(terms.price))"
        return "\(price), client id \(name)" + (found.map { ", \($0.state.rawValue)" } ?? "")
    }
}

extension PlacedOrder {
    var report: Report {
        let page: Page =
            if let found {
                .details(found.details(symbol: order.market.symbol)) + .details(attachedDetails)
            } else {
                .text("\(order.summary)\naccepted as client order \(order.clientIndex), not executed yet\n")
            }
        return Report(schema: "lighter.submit/1", fields: json, page: page, quiet: [order.clientIndex.description])
    }

    /// The order, and what became of it.
    var json: JSONObject {
        var fields = order.json(foundAttached: foundAttached)
        fields.append("state", .string(state.rawValue))
        fields.append("status", JSON(found?.status))
        fields.append("order_index", Figures.json(found?.index))
        fields.append("filled_size", Figures.json(found?.filledSize))
        fields.append("remaining_size", Figures.json(found?.remainingSize))
        let averagePrice = found.flatMap { Figures.average($0.filledNotional, $0.filledSize) }
        fields.append("average_price", Figures.json(averagePrice))
        fields.append("nonce", .integer(sent.nonce.value))
        fields.append("tx_hash", .string(sent.hash))
        fields.append("dry_run", false)
        fields.append("duplicate", .bool(isDuplicate))
        if isDuplicate, let found {
            // As the first one was sent, not as it would be sent now.
            fields["price"] = Figures.json(found.price)
            fields["notional"] = Figures.json(try? found.price.multiplied(by: found.initialSize))
            fields["expires_at"] = JSON(found.expiry)
        }
        return fields
    }

    private var attachedDetails: Details {
        var details = Details()
        for attached in order.attached {
            details.add(attached.kind.rawValue, attached.line(order.market, foundAttached[attached.clientIndex]))
        }
        return details
    }
}

/// An order that was resolved, checked and signed, and not sent.
enum DryRun {
    /// What cannot be known without asking the venue.
    private static let notChecked = ["nonce", "margin", "price protection", "client id already used"]

    static func report(of order: NewOrder, _ trader: Trader) throws -> Report {
        let transaction = try signed(order, trader)
        var details = Details()
        details.add("dry run", order.summary)
        details.add("price", "\(order.terms.price.ticks) ticks")
        details.add("size", "\(order.terms.size.lots) lots")
        details.add("client order", order.clientIndex.description)
        details.add("expires", order.terms.expiry.map { Figures.time($0.value) })
        for attached in order.attached { details.add(attached.kind.rawValue, attached.line(order.market, nil)) }
        details.add("hash", "\(transaction.hash) (under nonce 0)")
        details.add("not checked", notChecked.joined(separator: ", "))
        return Report(
            schema: "lighter.submit/1",
            fields: json(order, transaction),
            page: .details(details),
            quiet: [transaction.hash]
        )
    }

    /// The order, and what would be sent.
    static func json(_ order: NewOrder, _ trader: Trader) throws -> JSONObject {
        json(order, try signed(order, trader))
    }

    private static func json(_ order: NewOrder, _ transaction: SignedTransaction) -> JSONObject {
        var fields = order.json()
        fields["dry_run"] = true
        fields["tx_hash"] = .string(transaction.hash)
        fields["wire"] = transaction.unsignedFields
        fields["not_checked"] = .array(notChecked.map(JSON.string))
        return fields
    }

    /// The signature proves the key; under a nonce that was not asked for it is nothing to send.
    private static func signed(_ order: NewOrder, _ trader: Trader) throws -> SignedTransaction {
        try trader.signed(trader.body(creating: order), nonce: Nonce(0))
    }
}
