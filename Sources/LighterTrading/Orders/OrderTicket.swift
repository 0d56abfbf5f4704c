import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What a person or a script asks for, in their words, before the market says what it means.
public struct OrderTicket: Sendable {
    /// At what price.
    public enum Pricing: Sendable {
        /// At this one or better.
        case limit(String)
        /// At what the book has, but no worse than the best price there moved by this much, or than a price given.
        case market(slippage: Percentage, worst: String?)
    }

    public var side: Side
    public var size: String
    public var pricing: Pricing
    /// Nil for what the profile says, and immediate-or-cancel on a market order.
    public var timeInForce: TimeInForce?
    /// How long the order may rest; nil for what the profile says.
    public var expires: TimeSpan?
    public var reduceOnly: Bool
    public var identifier: OrderIdentifier?
    /// How a price or size between two ticks or lots is taken; nil refuses it.
    public var rounding: MarketPrecision.Rounding?

    public init(
        side: Side,
        size: String,
        pricing: Pricing,
        timeInForce: TimeInForce? = nil,
        expires: TimeSpan? = nil,
        reduceOnly: Bool = false,
        identifier: OrderIdentifier? = nil,
        rounding: MarketPrecision.Rounding? = nil
    ) {
        self.side = side
        self.size = size
        self.pricing = pricing
        self.timeInForce = timeInForce
        self.expires = expires
        self.reduceOnly = reduceOnly
        self.identifier = identifier
        self.rounding = rounding
    }

    /// Whether the price has to come from the book.
    public var needsBook: Bool {
        if case .market(_, nil) = pricing { true } else { false }
    }
}

/// An order in ticks and lots, checked against its market and ready to be signed.
public struct NewOrder: Sendable {
    public let market: Market
    public let terms: OrderTerms
    public let clientIndex: ClientOrderIndex
    /// Whether whoever asks for the order chose the client index, by which they may ask for it again.
    public let isIdentified: Bool
    /// The text the client index stands for.
    public let name: String?
    /// Price × size, in the quote asset; of a market order at its worst price.
    public let notional: Decimal
}

extension OrderTicket {
    /// When an order must not expire earlier or later than this from now (signing.md, "Bounds").
    static let expiryBounds: ClosedRange<Int64> = 300_000...2_592_000_000

    /// The order this ticket means on a market.
    ///
    /// - Parameters:
    ///   - book: needed when ``needsBook`` says so.
    ///   - defaults: what the profile says where the ticket does not.
    ///   - now: milliseconds since the Unix epoch.
    ///   - freshIndex: the client order index of an order that names none.
    /// - Throws: ``Failure`` of class data; nothing is rounded unless the ticket asks for it.
    public func order(
        on market: Market,
        book: OrderBook?,
        defaults: OrderDefaults,
        now: Int64,
        freshIndex: () -> ClientOrderIndex
    ) throws(Failure) -> NewOrder {
        try requireOpen(market)
        let size = try OrderTicket.size(size, on: market, rounding: rounding)
        let (price, type) = try price(on: market, book: book)
        let timeInForce = try timeInForce(type, defaults)
        let expiry = try expiry(timeInForce, defaults, now)
        guard !reduceOnly || market.kind == .perp else {
            throw Failure(
                "order.reduce_only_on_spot",
                .data,
                "reduce-only orders exist on perpetual markets; \(market.symbol) is \(market.kind.word)",
                context: FailureContext(market: market.symbol)
            )
        }
        if case .venue(let index) = identifier {
            throw Failure(
                "order.malformed_id",
                .data,
                "\(index) is an index of the venue's; a client id is a number below 2^48 or a text"
            )
        }
        let clientIndex = identifier?.clientIndex ?? freshIndex()
        let order = NewOrder(
            market: market,
            terms: OrderTerms(
                market: market.index,
                clientOrderIndex: clientIndex,
                size: size,
                price: price,
                side: side,
                type: type,
                timeInForce: timeInForce,
                reduceOnly: reduceOnly,
                expiry: expiry
            ),
            clientIndex: clientIndex,
            isIdentified: identifier != nil,
            name: name,
            notional: market.precision.notional(price, size)
        )
        try order.requireMarketLimits()
        return order
    }

    private var name: String? {
        if case .name(let name, _) = identifier { name } else { nil }
    }

    private func requireOpen(_ market: Market) throws(Failure) {
        guard market.isActive else {
            throw Failure(
                "market.not_active",
                .data,
                "\(market.symbol) takes no orders: it is \(market.isFrozen ? "frozen" : market.status)",
                hint: "lighter markets \(market.symbol)",
                context: FailureContext(market: market.symbol)
            )
        }
    }

    private func timeInForce(_ type: OrderType, _ defaults: OrderDefaults) throws(Failure) -> TimeInForce {
        guard type == .market else { return timeInForce ?? defaults.timeInForce }
        guard timeInForce == nil || timeInForce == .immediateOrCancel else {
            throw Failure("order.time_in_force", .data, "a market order is immediate-or-cancel; it cannot rest")
        }
        return .immediateOrCancel
    }

    private func expiry(
        _ timeInForce: TimeInForce,
        _ defaults: OrderDefaults,
        _ now: Int64
    ) throws(Failure) -> OrderExpiry? {
        guard timeInForce != .immediateOrCancel else {
            guard expires == nil else {
                throw Failure("order.expiry", .data, "an immediate-or-cancel order does not rest, so it has no expiry")
            }
            return nil
        }
        let span = expires ?? defaults.expires
        guard OrderTicket.expiryBounds.contains(span.milliseconds),
            let expiry = OrderExpiry(exactly: now + span.milliseconds)
        else {
            throw Failure("order.expiry", .data, "an order expires 5 minutes to 30 days from now, not \(span)")
        }
        return expiry
    }

    private func price(on market: Market, book: OrderBook?) throws(Failure) -> (Price, OrderType) {
        switch pricing {
        case .limit(let text): return (try OrderTicket.price(text, on: market, rounding: rounding), .limit)
        case .market(_, let worst?): return (try OrderTicket.price(worst, on: market, rounding: rounding), .market)
        case .market(let slippage, nil):
            guard let book else {
                throw Failure("internal.no_book", .internal, "a market order was priced without a book")
            }
            return (try worstPrice(on: market, book: book, slippage: slippage), .market)
        }
    }

    /// The best price on the other side moved by the slippage, rounded towards that best price, so that the order
    /// never accepts more than was allowed.
    private func worstPrice(on market: Market, book: OrderBook, slippage: Percentage) throws(Failure) -> Price {
        let (best, label) = side == .buy ? (book.asks.first?.price, "asks") : (book.bids.first?.price, "bids")
        guard let best else {
            throw Failure(
                "book.empty",
                .unavailable,
                "\(market.symbol) has no \(label) to \(side.rawValue) from",
                hint: "lighter book \(market.symbol)",
                context: FailureContext(market: market.symbol)
            )
        }
        do {
            let one = Decimal(1)
            let factor = try side == .buy ? one.adding(slippage.fraction) : one.subtracting(slippage.fraction)
            let limit = try best.multiplied(by: factor)
            return try market.precision.price(limit, rounding: side == .buy ? .down : .up)
        } catch {
            throw Failure(
                "order.price_out_of_range",
                .data,
                "the best price \(best) moved by \(slippage) is no price of \(market.symbol)",
                hint: "give the worst price you accept with --price",
                context: FailureContext(market: market.symbol)
            )
        }
    }

    static func price(
        _ text: String,
        on market: Market,
        rounding: MarketPrecision.Rounding?
    ) throws(Failure) -> Price {
        let value = try decimal(text, naming: "price")
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

extension NewOrder {
    /// The market's least and greatest sizes. The minimums bind orders that may rest; one that takes may be smaller
    /// (api.md, section 5.3).
    fileprivate func requireMarketLimits() throws(Failure) {
        let context = FailureContext(market: market.symbol)
        let hint = "lighter markets \(market.symbol)"
        if let maximum = market.maximumNotional, notional > maximum {
            let message = "the order is worth \(notional), more than the \(maximum) that \(market.symbol) takes at once"
            throw Failure("order.too_large", .data, message, hint: hint, context: context)
        }
        guard terms.timeInForce != .immediateOrCancel, !terms.reduceOnly else { return }
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
