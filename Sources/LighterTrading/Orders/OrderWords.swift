import LighterProfile
import LighterStatus
import LighterTransactions

/// An order as the options of a command or the keys of a record say it, before it is known whether they go together.
public struct OrderWords: Sendable {
    /// `stop-loss` and `take-profit`: alone they say what the order's own trigger is for, with a price they are attached
    /// to the order.
    public enum Trigger: Sendable {
        case alone
        case at(String)
    }

    public var side: Side
    public var size: String
    public var price: String?
    public var isMarket: Bool
    public var slippage: Percentage?
    public var timeInForce: TimeInForce?
    public var expires: TimeSpan?
    public var reduceOnly: Bool
    public var trigger: String?
    public var stopLoss: Trigger?
    public var takeProfit: Trigger?
    public var twap: TimeSpan?
    public var identifier: OrderIdentifier?
    public var rounding: MarketPrecision.Rounding?

    public init(
        side: Side,
        size: String,
        price: String? = nil,
        isMarket: Bool = false,
        slippage: Percentage? = nil,
        timeInForce: TimeInForce? = nil,
        expires: TimeSpan? = nil,
        reduceOnly: Bool = false,
        trigger: String? = nil,
        stopLoss: Trigger? = nil,
        takeProfit: Trigger? = nil,
        twap: TimeSpan? = nil,
        identifier: OrderIdentifier? = nil,
        rounding: MarketPrecision.Rounding? = nil
    ) {
        self.side = side
        self.size = size
        self.price = price
        self.isMarket = isMarket
        self.slippage = slippage
        self.timeInForce = timeInForce
        self.expires = expires
        self.reduceOnly = reduceOnly
        self.trigger = trigger
        self.stopLoss = stopLoss
        self.takeProfit = takeProfit
        self.twap = twap
        self.identifier = identifier
        self.rounding = rounding
    }

    /// The ticket these words are.
    ///
    /// - Throws: ``Failure`` of class usage for words that do not go together.
    public func ticket() throws(Failure) -> OrderTicket {
        let timing = try timing()
        let pricing: OrderTicket.Pricing
        switch (isMarket, price) {
        case (true, _): pricing = .market(slippage: slippage, worst: price)
        case (false, let price?): pricing = .limit(price)
        case (false, nil):
            throw OrderWords.misused("give a limit with --price, or --market to take what the book has")
        }
        if slippage != nil, !isMarket, !timing.hasAttached {
            throw OrderWords.misused("--slippage goes with --market, or with an attached --stop-loss or --take-profit")
        }
        if reduceOnly, timing.hasAttached {
            throw OrderWords.misused(
                "an order with --reduce-only opens no position that --stop-loss or --take-profit could close"
            )
        }
        return OrderTicket(
            side: side,
            size: size,
            pricing: pricing,
            timing: timing,
            timeInForce: timeInForce,
            expires: expires,
            reduceOnly: reduceOnly,
            identifier: identifier,
            rounding: rounding
        )
    }

    private func timing() throws(Failure) -> OrderTicket.Timing {
        if let twap {
            guard trigger == nil, stopLoss == nil, takeProfit == nil else {
                throw OrderWords.misused("--twap goes with neither --trigger, --stop-loss nor --take-profit")
            }
            guard expires == nil else {
                throw OrderWords.misused("a TWAP order ends when its time is over: give --twap or --expires, not both")
            }
            return .sliced(over: twap)
        }
        if let trigger { return .triggered(try kind(of: trigger), at: trigger) }
        return .atOnce(
            attached: AttachedTriggers(
                stopLoss: try price(of: stopLoss, .stopLoss),
                takeProfit: try price(of: takeProfit, .takeProfit),
                slippage: slippage
            )
        )
    }

    /// What the order's own trigger is for.
    private func kind(of trigger: String) throws(Failure) -> TriggerKind {
        switch (stopLoss, takeProfit) {
        case (.alone?, nil): return .stopLoss
        case (nil, .alone?): return .takeProfit
        case (nil, nil):
            throw OrderWords.misused("--trigger needs --stop-loss or --take-profit to say what it is for")
        case (.at(let price)?, nil), (nil, .at(let price)?):
            let name = stopLoss == nil ? "take-profit" : "stop-loss"
            throw OrderWords.misused(
                "with --trigger the order itself is the \(name), at that price: --\(name) stands alone, "
                    + "without \(sanitized(withoutKeys(price), limit: 40))"
            )
        case (.some, .some):
            throw OrderWords.misused(
                "an order with --trigger is a stop-loss or a take-profit, not both; "
                    + "to attach both to an order, give each its price and no --trigger"
            )
        }
    }

    private func price(of word: Trigger?, _ kind: TriggerKind) throws(Failure) -> String? {
        switch word {
        case nil: return nil
        case .at(let price): return price
        case .alone:
            throw OrderWords.misused(
                "--\(kind.rawValue) needs a price: --\(kind.rawValue) PRICE attaches one to the order, "
                    + "--\(kind.rawValue) --trigger PRICE makes the order itself one"
            )
        }
    }

    private static func misused(_ reason: String) -> Failure {
        Failure("usage.invalid", .usage, reason, hint: "lighter submit --help")
    }
}

extension OrderWords.Trigger: CustomStringConvertible {
    public var description: String {
        switch self {
        case .alone: "the order's own"
        case .at(let price): price
        }
    }
}

extension OrderTicket.Timing {
    fileprivate var hasAttached: Bool {
        if case .atOnce(let attached) = self { !attached.isEmpty } else { false }
    }
}
