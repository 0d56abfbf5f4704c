import LighterTransactions

/// What a new or changed order asks for, checked against the venue as it is when the order arrives.
extension Engine {
    /// How far ahead an order's expiry has to be, and may be, in milliseconds (api.md, section 4.3).
    static let orderLife: ClosedRange<Int64> = 5 * 60_000...30 * 24 * 3_600_000

    func check(_ create: CreateOrder, _ hasPriceProtection: Bool) throws(Refusal) {
        try check(create.order, amountsOf: create.order.size.lots, hasPriceProtection)
        let order = create.order
        try checkHealth(order, by: try owner(create.account))
        guard order.type == .limit, order.timeInForce != .immediateOrCancel, !order.reduceOnly else { return }
        let (owner, place) = (try owner(create.account), try place(of: order.market))
        try checkFunds(order.side, order.size.lots, order.price.ticks, nil, owner: owner, place)
    }

    func check(_ group: CreateGroupedOrders, _ hasPriceProtection: Bool) throws(Refusal) {
        guard let parent = group.orders.first else { throw .invalidGroupSize }
        guard exchange.markets[try place(of: parent.market)].market.isPerpetual else {
            throw .invalidPerpetualMarketIndex
        }
        for order in group.orders {
            // Children have no size of their own.
            let size = group.grouping == .oneCancelsTheOther ? order.size.lots : parent.size.lots
            try check(order, amountsOf: size, hasPriceProtection)
        }
        if group.grouping != .oneCancelsTheOther { try checkHealth(parent, by: try owner(group.account)) }
        guard parent.type == .limit, parent.timeInForce != .immediateOrCancel, !parent.reduceOnly else { return }
        let (owner, place) = (try owner(group.account), try place(of: parent.market))
        try checkFunds(parent.side, parent.size.lots, parent.price.ticks, nil, owner: owner, place)
    }

    /// An account that does not cover what it holds may only reduce it.
    private func checkHealth(_ order: OrderTerms, by owner: Int) throws(Refusal) {
        let place = try place(of: order.market)
        let position = exchange.accounts[owner].positions[place]
        guard exchange.markets[place].market.isPerpetual, !order.reduceOnly,
            !(position.isReduced(by: order.side) && order.size.lots <= abs(position.size)),
            let refusal = exchange.refusalOfRisk(owner: owner, place: place)
        else { return }
        throw refusal
    }

    /// One order, whatever it belongs to.
    private func check(_ order: OrderTerms, amountsOf size: Lots, _ hasPriceProtection: Bool) throws(Refusal) {
        let place = try activePlace(of: order.market)
        let market = exchange.markets[place].market
        if !market.isPerpetual {
            if order.type.isConditional { throw .invalidOrderTypeForMarket }
            if order.reduceOnly { throw .invalidReduceOnlyMode }
        }
        if let expiry = order.expiry {
            guard Engine.orderLife.contains(expiry.value - clock.milliseconds) else { throw .invalidExpiry }
        }
        let price = order.price.ticks
        if size > 0,
            let refusal = Exchange.checkAmounts(size, price, OrderKind(order.type), order.timeInForce, market)
        {
            throw refusal
        }
        guard hasPriceProtection else { return }
        if let trigger = order.triggerPrice {
            try checkPrice(order.side, price, trigger: trigger.ticks)
        } else if order.type == .limit {
            try checkPrice(order.side, price, place)
        }
    }

    func check(_ modify: ModifyOrder, _ hasPriceProtection: Bool) throws(Refusal) {
        let place = try activePlace(of: modify.market)
        let account = modify.account.value
        let order =
            switch modify.order {
            case .client(let index): exchange.order(clientIndex: index.value, of: account)
            case .venue(let index): exchange.order(index.value, of: account)
            }
        // An order that is not there is the sequencer's to find out.
        guard let order, order.status.isLive, order.market == modify.market.value else { return }
        let (size, price) = (modify.size.lots, modify.price.ticks)
        let market = exchange.markets[place].market
        if size > 0, let refusal = Exchange.checkAmounts(size, price, order.kind, order.timeInForce, market) {
            throw refusal
        }
        if hasPriceProtection {
            if let trigger = modify.triggerPrice {
                try checkPrice(order.side, price, trigger: trigger.ticks)
            } else if !order.kind.boundsAverage {
                try checkPrice(order.side, price, place)
            }
        }
        guard order.status == .open, !order.reduceOnly else { return }
        let rest = max(0, size - (order.initialSize - order.remainingSize))
        try checkFunds(order.side, rest, price, order, owner: try owner(modify.account), place)
    }

    /// Whether the account could let an order rest.
    private func checkFunds(
        _ side: Side,
        _ size: Lots,
        _ price: Ticks,
        _ old: Order?,
        owner: Int,
        _ place: Int
    ) throws(Refusal) {
        let market = exchange.markets[place].market
        guard case .spot(let base, let quote) = market.kind else {
            guard exchange.canCover(side, price * size, replacing: old, owner: owner, place: place) else {
                throw .notEnoughMargin
            }
            return
        }
        let asset = side == .buy ? quote : base
        let needed = side == .buy ? price * size : market.assetAmount(size, of: base)
        let released = old.flatMap { exchange.lock(of: $0, place: place)?.amount } ?? 0
        guard exchange.accounts[owner].balance(of: asset).free + released >= needed else { throw .notEnoughBalance }
    }

    /// Catches prices that look like a slip. The venue does not publish its bounds; these refuse to give half the value
    /// away, and prices ten times off either way.
    private func checkPrice(_ side: Side, _ price: Ticks, _ place: Int) throws(Refusal) {
        let mark = exchange.markets[place].markPrice
        let givesAway = side == .buy ? price > mark + mark / 2 : price < mark - mark / 2
        if givesAway { throw .accidentalPrice }
        if price > mark * 10 || price < mark / 10 { throw .priceTooFar }
    }

    /// The same for an order with a trigger price, beside which its own must not give half the value away.
    private func checkPrice(_ side: Side, _ price: Ticks, trigger: Ticks) throws(Refusal) {
        let givesAway = side == .buy ? price > trigger + trigger / 2 : price < trigger - trigger / 2
        if givesAway { throw .triggerTooFar }
    }
}
