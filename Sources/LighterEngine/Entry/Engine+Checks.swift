import LighterTransactions

/// What a transaction asks for, checked against the venue as it is when the transaction arrives.
extension Engine {
    /// How far ahead a scheduled cancel-all has to be, and may be, in milliseconds (api.md, section 4.4).
    static let cancelAllDelay: ClosedRange<Int64> = 5 * 60_000...15 * 24 * 3_600_000

    func checkContent(_ transaction: Transaction, hasPriceProtection: Bool) throws(Refusal) {
        let attributes = transaction.attributes
        guard attributes[.integratorAccount] == 0 else { throw .integratorNotApproved }
        switch transaction.body {
        case .createOrder(let create): try check(create, hasPriceProtection)
        case .cancelOrder(let cancel): _ = try place(of: cancel.market)
        case .cancelAllOrders(let cancel): try check(cancel, attributes)
        case .modifyOrder(let modify): try check(modify, hasPriceProtection)
        case .createGroupedOrders(let group): try check(group, hasPriceProtection)
        case .updateLeverage(let update): try check(update)
        case .updateMargin(let update): try check(update)
        case .changePublicKey(let change): try checkOwner(change.account, signed: transaction, change.signature)
        case .createSubAccount(let create): try check(create)
        case .transfer(let transfer): try check(transfer, transaction)
        case .withdraw(let withdrawal): try check(withdrawal)
        default: throw .unsupportedTransaction
        }
    }

    func place(of market: MarketIndex) throws(Refusal) -> Int {
        guard let place = exchange.place(ofMarket: market.value) else { throw .invalidMarketIndex }
        return place
    }

    func activePlace(of market: MarketIndex) throws(Refusal) -> Int {
        let place = try place(of: market)
        guard exchange.markets[place].market.status == .active else { throw .invalidMarketStatus }
        return place
    }

    func owner(_ account: AccountIndex) throws(Refusal) -> Int {
        guard let place = exchange.place(ofAccount: account.value) else { throw .accountNotFound }
        return place
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
        guard update.initialMarginFraction.value >= fractions.minimumInitial else {
            throw .invalidInitialMarginFraction
        }
    }

    private func check(_ update: UpdateMargin) throws(Refusal) {
        let place = try activePlace(of: update.market)
        guard exchange.markets[place].market.isPerpetual else { throw .invalidPerpetualMarketIndex }
        let owner = try owner(update.account)
        if let refusal = exchange.refusal(
            ofMovingMargin: update.amount.value,
            update.direction,
            owner: owner,
            place: place
        ) {
            throw refusal
        }
    }
}
