import LighterTransactions

extension Engine {
    /// Executes a transaction that was taken and remembers the outcome.
    mutating func execute(_ entry: PendingQueue.Entry) {
        begin(hash: entry.hash)
        let transaction = entry.transaction
        let hasLapsed = entry.deadline.milliseconds <= clock.milliseconds
        if hasLapsed { giveBackNonce(of: transaction) }
        let outcome = hasLapsed ? .refused(.invalidExpiry) : outcome(of: transaction)
        let (time, block) = (clock, block)
        let indexInBlock = blockFilling.take(block)
        transactions.update(entry.hash) { record in
            record.status = hasLapsed ? .failed : .executed
            record.executedAt = time
            record.block = block
            record.indexInBlock = indexInBlock
            record.outcome = outcome
        }
        exchange.journal.note(transaction: entry.hash)
    }

    /// The one case in which a nonce that was taken is free again (api.md, section 6.1), unless a later one was taken.
    private mutating func giveBackNonce(of transaction: Transaction) {
        let address = transaction.keyAddress
        if nextNonce(of: address) == transaction.nonce.value + 1 { nonces[address] = transaction.nonce.value }
    }

    private mutating func outcome(of transaction: Transaction) -> Outcome {
        guard let owner = exchange.place(ofAccount: transaction.body.account.value) else {
            return .refused(.accountNotFound)
        }
        switch transaction.body {
        case .createOrder(let create):
            return exchange.create(OrderRequest(create.order, transaction.attributes), by: owner)
        case .cancelOrder(let cancel):
            return exchange.cancel(cancel.order, market: cancel.market.value, by: owner)
        case .cancelAllOrders(let cancel):
            return cancelAll(cancel.schedule, market: transaction.attributes.marketOfCancelAll, owner: owner)
        case .modifyOrder(let modify):
            return exchange.modify(
                modify.order,
                market: modify.market.value,
                size: modify.size.lots,
                price: modify.price.ticks,
                triggerPrice: modify.triggerPrice?.ticks ?? 0,
                version: transaction.attributes.orderVersion,
                selfTrade: SelfTradeRule(transaction.attributes),
                by: owner
            )
        case .createGroupedOrders(let group):
            let requests = group.orders.map { OrderRequest($0, transaction.attributes) }
            return exchange.create(group.grouping, requests, by: owner)
        case .updateLeverage(let update):
            return exchange.setLeverage(
                update.initialMarginFraction.value,
                update.marginMode,
                market: update.market.value,
                of: owner
            )
        case .changePublicKey(let change): return register(change)
        case .createSubAccount: return createSubAccount(of: owner)
        case .transfer(let transfer): return execute(transfer)
        case .withdraw(let withdrawal): return execute(withdrawal)
        case .updateMargin(let update):
            return exchange.moveMargin(update.amount.value, update.direction, market: update.market.value, of: owner)
        default: return .refused(.unsupportedTransaction)
        }
    }

    private mutating func cancelAll(
        _ schedule: CancelAllOrders.Schedule,
        market: MarketIndex?,
        owner: Int
    ) -> Outcome {
        switch schedule {
        case .immediately: exchange.cancelAll(of: owner, market: market?.value)
        case .at(let time): exchange.scheduleCancelAll(of: owner, at: Moment(milliseconds: time.value))
        case .abort: exchange.scheduleCancelAll(of: owner, at: nil)
        }
    }
}

extension Transaction {
    var keyAddress: KeyAddress { KeyAddress(account: body.account, key: body.apiKey) }
}

extension OrderRequest {
    init(_ terms: OrderTerms, _ attributes: TransactionAttributes) {
        self.init(
            market: terms.market.value,
            clientIndex: terms.clientOrderIndex?.value ?? 0,
            side: terms.side,
            kind: OrderKind(terms.type),
            timeInForce: terms.timeInForce,
            size: terms.size.lots,
            price: terms.price.ticks,
            reduceOnly: terms.reduceOnly,
            triggerPrice: terms.triggerPrice?.ticks ?? 0,
            expiry: terms.expiry?.value ?? 0,
            selfTrade: SelfTradeRule(attributes)
        )
    }
}

extension SelfTradeRule {
    init(_ attributes: TransactionAttributes) {
        self.init(
            behaviour: attributes.selfTradeBehaviour,
            scope: attributes[.selfTradeEquality] == 0 ? .account : .masterAccount
        )
    }
}
