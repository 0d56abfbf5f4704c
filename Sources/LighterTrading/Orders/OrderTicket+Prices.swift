import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Prices and sizes from their words.
extension OrderTicket {
    func price(
        on market: Market,
        book: OrderBook?,
        trigger: Price?,
        _ defaults: OrderDefaults
    ) throws(Failure) -> Price {
        switch pricing {
        case .limit(let text), .market(_, let text?):
            return try OrderTicket.price(text, on: market, rounding: rounding)
        case .market(let given, nil):
            let slippage = given ?? defaults.slippage
            if let trigger {
                let start = market.precision.decimal(trigger)
                return try OrderTicket.worstPrice(side, "the trigger price", start, on: market, slippage: slippage)
            }
            guard let book else {
                throw Failure("internal.no_book", .internal, "a market order was priced without a book")
            }
            guard let best = book.best(for: side) else {
                throw Failure(
                    "book.empty",
                    .unavailable,
                    "\(market.symbol) has no \(side == .buy ? "asks" : "bids") to \(side.rawValue) from",
                    hint: "lighter book \(market.symbol)",
                    context: FailureContext(market: market.symbol)
                )
            }
            return try OrderTicket.worstPrice(side, "the best price", best, on: market, slippage: slippage)
        }
    }

    /// The trigger price of an order that waits for one. It has to be ahead of the price: one that was passed already
    /// sets the order going as it comes, which nobody means who gives one.
    func trigger(on market: Market, book: OrderBook?) throws(Failure) -> Price? {
        guard case .triggered(let kind, let text) = timing else { return nil }
        let trigger = try OrderTicket.price(text, on: market, rounding: rounding, naming: "trigger")
        let awaitsRise = kind.awaitsRise(side)
        let price = market.precision.decimal(trigger)
        guard let passed = awaitsRise ? book?.bids.first?.price : book?.asks.first?.price,
            awaitsRise ? price <= passed : price >= passed
        else { return trigger }
        let (move, place) = awaitsRise ? ("rise", "not above the best bid") : ("fall", "not below the best ask")
        throw Failure(
            "order.trigger_passed",
            .data,
            "a \(kind.rawValue) to \(side.rawValue) waits for the price to \(move) to its trigger; "
                + "\(market.precision.text(trigger)) is \(place), \(passed): it would go off at once",
            hint: "lighter book \(market.symbol)",
            context: FailureContext(market: market.symbol)
        )
    }

    /// A price moved by the slippage, to what is worse for a side, and then the next tick towards that price, so that the
    /// order never accepts more than was allowed.
    static func worstPrice(
        _ side: Side,
        _ name: String,
        _ start: Decimal,
        on market: Market,
        slippage: Percentage
    ) throws(Failure) -> Price {
        do {
            let one = Decimal(1)
            let factor = try side == .buy ? one.adding(slippage.fraction) : one.subtracting(slippage.fraction)
            let limit = try start.multiplied(by: factor)
            return try market.precision.price(limit, rounding: side == .buy ? .down : .up)
        } catch {
            throw Failure(
                "order.price_out_of_range",
                .data,
                "\(name) \(start) moved by \(slippage) is no price of \(market.symbol)",
                hint: "give less --slippage, or the worst price you accept with --price",
                context: FailureContext(market: market.symbol)
            )
        }
    }

    static func price(
        _ text: String,
        on market: Market,
        rounding: MarketPrecision.Rounding?,
        naming name: String = "price"
    ) throws(Failure) -> Price {
        let value = try decimal(text, naming: name)
        do { return try market.precision.price(value, rounding: rounding) } catch {
            throw Failure(error, market: market.symbol)
        }
    }

    static func size(
        _ text: String,
        on market: Market,
        rounding: MarketPrecision.Rounding?
    ) throws(Failure) -> Size {
        let value = try decimal(text, naming: "size")
        do { return try market.precision.size(value, rounding: rounding) } catch {
            throw Failure(error, market: market.symbol)
        }
    }

    private static func decimal(_ text: String, naming name: String) throws(Failure) -> Decimal {
        do { return try Decimal(parsing: text) } catch { throw Failure(error, naming: name) }
    }
}

extension OrderBook {
    /// The best price that an order of a side finds; nil where nothing is there.
    func best(for side: Side) -> Decimal? { side == .buy ? asks.first?.price : bids.first?.price }
}
