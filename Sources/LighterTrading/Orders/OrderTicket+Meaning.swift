import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

extension OrderTicket {
    /// When an order must not expire earlier or later than this from now (signing.md, "Bounds").
    static let expiryBounds: ClosedRange<Int64> = 300_000...2_592_000_000
    /// How much longer than the venue's least time an order is given, as that counts from when it arrives.
    private static let timeOnTheWay: Int64 = 10_000

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
        try requireKinds(on: market)
        let size = try OrderTicket.size(size, on: market, rounding: rounding)
        let trigger = try trigger(on: market, book: book)
        let price = try price(on: market, book: book, trigger: trigger, defaults)
        let timeInForce = try timeInForce(defaults)
        let expiry = try expiry(timeInForce, defaults, now)
        if case .venue(let index) = identifier {
            throw Failure(
                "order.malformed_id",
                .data,
                "\(index) is an index of the venue's; a client id is a number below 2^48 or a text"
            )
        }
        let clientIndex = identifier?.clientIndex ?? freshIndex()
        let terms = OrderTerms(
            market: market.index,
            clientOrderIndex: clientIndex,
            size: size,
            price: price,
            side: side,
            type: type,
            timeInForce: timeInForce,
            reduceOnly: reduceOnly,
            triggerPrice: trigger,
            expiry: expiry
        )
        let name = if case .name(let name, _) = identifier { name } else { nil as String? }
        let order = NewOrder(
            market: market,
            terms: terms,
            clientIndex: clientIndex,
            isIdentified: identifier != nil,
            name: name,
            notional: market.precision.notional(price, size),
            attached: try attached(to: terms, named: name ?? clientIndex.description, market, book, defaults, now),
            isAtMarket: isAtMarket,
            span: span,
            closesPosition: closesPosition
        )
        try order.requireMarketLimits()
        return order
    }

    private var isAtMarket: Bool { if case .market = pricing { true } else { false } }

    private var span: TimeSpan? { if case .sliced(let span) = timing { span } else { nil } }

    private var type: OrderType {
        switch timing {
        case .atOnce: isAtMarket ? .market : .limit
        case .triggered(let kind, _): kind.type(isLimit: !isAtMarket)
        case .sliced: .twap
        }
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

    /// What only perpetual markets have.
    private func requireKinds(on market: Market) throws(Failure) {
        guard market.kind != .perp else { return }
        let (code, kinds): (String, String)
        switch timing {
        case .triggered: (code, kinds) = ("order.trigger_on_spot", "stop-loss and take-profit")
        case .atOnce(let attached) where !attached.isEmpty:
            (code, kinds) = ("order.trigger_on_spot", "stop-loss and take-profit")
        case .atOnce, .sliced:
            guard reduceOnly else { return }
            (code, kinds) = ("order.reduce_only_on_spot", "reduce-only")
        }
        throw Failure(
            code,
            .data,
            "\(kinds) orders exist on perpetual markets; \(market.symbol) is \(market.kind.word)",
            context: FailureContext(market: market.symbol)
        )
    }

    private func timeInForce(_ defaults: OrderDefaults) throws(Failure) -> TimeInForce {
        let (only, reason): (TimeInForce, String)
        switch type {
        case .limit, .stopLossLimit, .takeProfitLimit: return timeInForce ?? defaults.timeInForce
        case .market: (only, reason) = (.immediateOrCancel, "a market order is immediate-or-cancel; it cannot rest")
        case .stopLoss, .takeProfit:
            let kind = type.triggerKind?.rawValue ?? ""
            (only, reason) = (
                .immediateOrCancel,
                "a \(kind) that takes what the book has is immediate-or-cancel; only one with a limit can rest"
            )
        case .twap: (only, reason) = (.goodTillTime, "a TWAP order is good-till-time; it trades until its time is over")
        }
        guard timeInForce == nil || timeInForce == only else { throw Failure("order.time_in_force", .data, reason) }
        return only
    }

    private func expiry(
        _ timeInForce: TimeInForce,
        _ defaults: OrderDefaults,
        _ now: Int64
    ) throws(Failure) -> OrderExpiry? {
        switch timing {
        case .triggered: break
        case .sliced(let span):
            guard expires == nil else {
                throw Failure("order.expiry", .data, "a TWAP order ends with its time, so it has no other expiry")
            }
            return try moment(span, from: now)
        case .atOnce(let attached):
            guard timeInForce == .immediateOrCancel else { break }
            guard expires == nil || !attached.isEmpty else {
                let reason = "an immediate-or-cancel order does not rest, so it has no expiry"
                throw Failure("order.expiry", .data, reason)
            }
            return nil
        }
        return try moment(expires ?? defaults.expires, from: now)
    }

    func moment(_ span: TimeSpan, from now: Int64) throws(Failure) -> OrderExpiry {
        let bounds = OrderTicket.expiryBounds
        guard bounds.contains(span.milliseconds),
            let expiry = OrderExpiry(
                exactly: now + max(span.milliseconds, bounds.lowerBound + OrderTicket.timeOnTheWay)
            )
        else {
            let subject = self.span == nil ? "an order expires" : "a TWAP order ends"
            throw Failure("order.expiry", .data, "\(subject) 5 minutes to 30 days from now, not \(span)")
        }
        return expiry
    }
}
