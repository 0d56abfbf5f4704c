import LighterTransactions

/// What a transaction asks for, checked against the venue as it is when the transaction arrives.
extension Engine {
    /// How far ahead an order's expiry has to be, and may be, in milliseconds (api.md, section 4.3).
    static let orderLife: ClosedRange<Int64> = 5 * 60_000...30 * 24 * 3_600_000
    /// The same for a scheduled cancel-all (api.md, section 4.4).
    static let cancelAllDelay: ClosedRange<Int64> = 5 * 60_000...15 * 24 * 3_600_000

    func checkContent(_ transaction: Transaction, hasPriceProtection: Bool) throws(Refusal) {
        let attributes = transaction.attributes
        guard attributes[.integratorAccount] == 0 else { throw .integratorNotApproved }
        switch transaction.body {
        case .createOrder(let create): try check(create, attributes, hasPriceProtection)
        case .cancelOrder(let cancel): _ = try place(of: cancel.market)
        case .cancelAllOrders(let cancel): try check(cancel, attributes)
        case .modifyOrder(let modify): try check(modify, hasPriceProtection)
        case .updateLeverage(let update): try check(update)
        case .changePublicKey: throw .layer1SignatureFailed
        default: throw .unsupportedTransaction
        }
    }

    private func place(of market: MarketIndex) throws(Refusal) -> Int {
        guard let place = exchange.place(ofMarket: market.value) else { throw .invalidMarketIndex }
        return place
    }

    private func activePlace(of market: MarketIndex) throws(Refusal) -> Int {
        let place = try place(of: market)
        guard exchange.markets[place].market.status == .active else { throw .invalidMarketStatus }
        return place
    }

    private func owner(_ account: AccountIndex) throws(Refusal) -> Int {
        guard let place = exchange.place(ofAccount: account.value) else { throw .accountNotFound }
        return place
    }

    private func check(
        _ create: CreateOrder,
        _ attributes: TransactionAttributes,
        _ hasPriceProtection: Bool
    ) throws(Refusal) {
        let order = create.order
        let place = try activePlace(of: order.market)
        let market = exchange.markets[place].market
        guard order.type == .limit || order.type == .market else { throw .unsupportedOrderType }
        if !market.isPerpetual, order.reduceOnly { throw .invalidReduceOnlyMode }
        if let expiry = order.expiry {
            guard Engine.orderLife.contains(expiry.value - clock.milliseconds) else { throw .invalidExpiry }
        }
        if order.size.lots > 0,
            let refusal = Exchange.checkAmounts(order.size.lots, order.price.ticks, order.timeInForce, market)
        {
            throw refusal
        }
        if hasPriceProtection, order.type == .limit { try checkPrice(order.side, order.price.ticks, place) }
        guard order.timeInForce != .immediateOrCancel, !order.reduceOnly else { return }
        try checkFunds(order.side, order.size.lots, order.price.ticks, nil, owner: try owner(create.account), place)
    }

    private func check(_ modify: ModifyOrder, _ hasPriceProtection: Bool) throws(Refusal) {
        let place = try activePlace(of: modify.market)
        let account = modify.account.value
        let order =
            switch modify.order {
            case .client(let index): exchange.order(clientIndex: index.value, of: account)
            case .venue(let index): exchange.order(index.value, of: account)
            }
        guard modify.triggerPrice == nil else { throw .invalidTriggerPrice }
        guard modify.size.lots > 0 else { throw .invalidBaseAmount }
        // An order that is not there is the sequencer's to find out.
        guard let order, order.status == .open, order.market == modify.market.value else { return }
        if hasPriceProtection { try checkPrice(order.side, modify.price.ticks, place) }
        let market = exchange.markets[place].market
        if let refusal = Exchange.checkAmounts(modify.size.lots, modify.price.ticks, order.timeInForce, market) {
            throw refusal
        }
        let rest = max(0, modify.size.lots - order.filledSize)
        guard !order.reduceOnly else { return }
        try checkFunds(order.side, rest, modify.price.ticks, order, owner: try owner(modify.account), place)
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

    private func check(_ cancel: CancelAllOrders, _ attributes: TransactionAttributes) throws(Refusal) {
        if let market = attributes.marketOfCancelAll { _ = try place(of: market) }
        guard case .at(let time) = cancel.schedule else { return }
        guard Engine.cancelAllDelay.contains(time.value - clock.milliseconds) else { throw .invalidCancelAllTime }
    }

    private func check(_ update: UpdateLeverage) throws(Refusal) {
        let place = try place(of: update.market)
        guard let fractions = exchange.markets[place].market.marginFractions else {
            throw .invalidPerpetualMarketIndex
        }
        guard update.marginMode == .cross else { throw .invalidMarginMode }
        guard update.initialMarginFraction.value >= fractions.minimumInitial else {
            throw .invalidInitialMarginFraction
        }
    }
}
