import LighterTransactions

@testable import LighterEngine

/// Something asked of an exchange, or happening to it: an entry of a log that can be played again.
enum ExchangeCall: Sendable {
    /// Time comes to a moment; what is due by then is done.
    case advance(to: Moment)
    case payFunding
    case create(OrderRequest, owner: Int)
    case createGroup(CreateGroupedOrders.Grouping, [OrderRequest], owner: Int)
    case cancel(OrderReference, market: Int64, owner: Int)
    case cancelAll(market: Int64?, owner: Int)
    case scheduleCancelAll(at: Moment?, owner: Int)
    case modify(OrderReference, ModifyTerms, owner: Int)
    case setLeverage(Int64, UpdateLeverage.MarginMode, market: Int64, owner: Int)
    case moveMargin(QuoteUnits, UpdateMargin.Direction, market: Int64, owner: Int)
    case move(Asset, Int64, from: Int, AssetRoute, to: Int?, AssetRoute)
    case deposit(Asset, Int64, to: Int)
    case mark(Ticks, index: Ticks, place: Int)
    /// Triggers and liquidations.
    case react

    struct ModifyTerms: Sendable {
        let market: Int64
        let size: Lots
        let price: Ticks
        let triggerPrice: Ticks
        let version: Int64?
    }
}

extension Exchange {
    /// Does what an entry says, and gives the outcome of those that have one.
    @discardableResult
    mutating func play(_ call: ExchangeCall) -> Outcome? {
        switch call {
        case .advance(let moment):
            context.time = moment
            passDeadlines()
        case .payFunding: payFunding()
        case .create(let request, let owner): return create(request, by: owner)
        case .createGroup(let grouping, let requests, let owner): return create(grouping, requests, by: owner)
        case .cancel(let order, let market, let owner): return cancel(order, market: market, by: owner)
        case .cancelAll(let market, let owner): return cancelAll(of: owner, market: market)
        case .scheduleCancelAll(let moment, let owner): return scheduleCancelAll(of: owner, at: moment)
        case .modify(let order, let terms, let owner):
            return modify(
                order,
                market: terms.market,
                size: terms.size,
                price: terms.price,
                triggerPrice: terms.triggerPrice,
                version: terms.version,
                selfTrade: SelfTradeRule(),
                by: owner
            )
        case .setLeverage(let fraction, let mode, let market, let owner):
            return setLeverage(fraction, mode, market: market, of: owner)
        case .moveMargin(let amount, let direction, let market, let owner):
            return moveMargin(amount, direction, market: market, of: owner)
        case .move(let asset, let amount, let sender, let from, let recipient, let to):
            _ = move(asset, amount, from: sender, from, to: recipient, to)
        case .deposit(let asset, let amount, let recipient): _ = deposit(asset, amount, to: recipient)
        case .mark(let price, let index, let place): markets[place].mark(price, index: index, at: context.time)
        case .react: react()
        }
        return nil
    }

    private mutating func react() {
        while hasTriggered { executeTriggered() }
        while hasUnhealthy, liquidate() {
            while hasTriggered { executeTriggered() }
        }
    }
}
