import LighterLayerOne
import LighterTransactions

@testable import LighterEngine

/// A seeded stream of everything clients can ask for, prices that move, time that passes: in a perpetual and a spot
/// market, by a few accounts of which some belong together.
struct WholeFlow {
    /// What one step did.
    enum Step {
        case created(OrderRequest, Outcome, owner: Int)
        case other
    }

    var exchange: Exchange
    /// What was asked so far, while it is kept.
    private(set) var log: [ExchangeCall] = []
    var isLogKept = false
    private var random: RandomSource
    private let perpetual: Int
    /// The place of the first account that is not the venue's.
    private let firstTrader: Int64
    private var nextClientIndex: Int64 = 1
    private let collateral: QuoteUnits
    private var lastHour = OrderFlow.start.milliseconds / FundingRate.interval

    /// - Parameter tier: Of all accounts.
    init(seed: UInt64, accounts: Int = 6, collateral: QuoteUnits, tier: AccountTier? = nil) {
        exchange = Exchange(markets: Market.listing)
        exchange.context = Exchange.Context(time: OrderFlow.start, block: 1, transactionHash: "00")
        random = RandomSource(seed: seed)
        self.collateral = collateral
        perpetual = exchange.place(ofMarket: OrderFlow.market) ?? 0
        exchange.open(Exchange.insuranceFund, owner: .zero, collateral: collateral, isHouse: true)
        if let tier {
            exchange.open(Exchange.feeCollector, owner: .zero, isHouse: true)
            exchange.tiers.give(tier, to: .zero)
        }
        firstTrader = Int64(exchange.accounts.count)
        for index in 0..<Int64(accounts) {
            let balances = [Asset.eth.index: collateral / 4, Asset.usdc.index: collateral / 4]
            exchange.open(index + 1, owner: .zero, collateral: collateral, balances: balances)
        }
    }

    mutating func step() -> Step {
        play(.advance(to: exchange.context.time.advanced(microseconds: number(1_000...2_000_000))))
        settleHours()
        let owner = Int(number(firstTrader...Int64(exchange.accounts.count - 1)))
        defer { play(.react) }
        switch number(0...19) {
        case 0...2: cancelSome(owner)
        case 3...4: modifySome(owner)
        case 5: moveMark()
        case 6: createGroup(owner)
        case 7 where number(0...9) == 0: play(.cancelAll(market: nil, owner: owner))
        case 7 where number(0...9) == 0: schedule(owner)
        case 7: setLeverage(owner)
        case 8 where number(0...4) == 0: move(owner)
        case 9 where number(0...9) == 0: deposit(owner)
        case 8...9: return create(waiting(), owner)
        default: return create(immediate(), owner)
        }
        return .other
    }

    @discardableResult
    private mutating func play(_ call: ExchangeCall) -> Outcome? {
        if isLogKept { log.append(call) }
        return exchange.play(call)
    }

    // MARK: What is asked for

    private mutating func create(_ request: OrderRequest, _ owner: Int) -> Step {
        guard let outcome = play(.create(request, owner: owner)) else { return .other }
        return .created(request, outcome, owner: owner)
    }

    private mutating func immediate() -> OrderRequest {
        var request = terms()
        switch number(0...9) {
        case 0...1:
            request.kind = .market
            request.timeInForce = .immediateOrCancel
        case 2: request.timeInForce = .immediateOrCancel
        case 3...4: request.timeInForce = .postOnly
        default: request.timeInForce = .goodTillTime
        }
        if request.timeInForce != .immediateOrCancel { request.expiry = life() }
        return request
    }

    private mutating func waiting() -> OrderRequest {
        var request = terms()
        request.expiry = life()
        request.timeInForce = .goodTillTime
        guard request.market == OrderFlow.market, number(0...3) != 0 else {
            request.kind = .twap
            return request
        }
        makeConditional(&request)
        return request
    }

    private mutating func makeConditional(_ request: inout OrderRequest) {
        let kinds: [OrderKind] = [.stopLoss, .stopLossLimit, .takeProfit, .takeProfitLimit]
        request.kind = kinds[Int(number(0...3))]
        request.triggerPrice = 236_131 + number(-60...60)
        let times: [TimeInForce] = [.immediateOrCancel, .goodTillTime, .postOnly]
        request.timeInForce = request.kind.boundsAverage ? .immediateOrCancel : times[Int(number(0...2))]
        if request.reduceOnly, number(0...1) == 0 { request.size = 0 }
    }

    private mutating func createGroup(_ owner: Int) {
        var parent = immediate()
        (parent.market, parent.reduceOnly) = (OrderFlow.market, false)
        var children = (0..<2).map { _ in terms() }
        let hasParent = number(0...2) != 0
        for place in children.indices {
            children[place].market = OrderFlow.market
            children[place].reduceOnly = true
            makeConditional(&children[place])
            children[place].kind = place == 0 ? .stopLoss : .takeProfit
            children[place].timeInForce = .immediateOrCancel
            children[place].size = hasParent ? 0 : children[0].size
            children[place].side = hasParent ? parent.side.opposite : children[0].side
            children[place].expiry = parent.expiry != 0 ? parent.expiry : children[0].expiry
            if children[place].expiry == 0 { children[place].expiry = life() }
        }
        if !hasParent {
            play(.createGroup(.oneCancelsTheOther, children, owner: owner))
        } else if number(0...1) == 0 {
            play(.createGroup(.oneTriggersTheOther, [parent, children[0]], owner: owner))
        } else {
            play(.createGroup(.oneTriggersAOneCancelsTheOther, [parent] + children, owner: owner))
        }
    }

    private mutating func terms() -> OrderRequest {
        let market = number(0...3) == 0 ? OrderFlow.spot : OrderFlow.market
        let behaviours = TransactionAttributes.SelfTradeBehaviour.allCases
        nextClientIndex += 1
        return OrderRequest(
            market: market,
            clientIndex: number(0...2) == 0 ? nextClientIndex : 0,
            side: number(0...1) == 0 ? .buy : .sell,
            size: number(50...5_000),
            price: 236_131 + number(-40...40),
            reduceOnly: market == OrderFlow.market && number(0...4) == 0,
            selfTrade: SelfTradeRule(behaviour: behaviours[Int(number(0...Int64(behaviours.count - 1)))])
        )
    }

    private mutating func life() -> Int64 { exchange.context.time.milliseconds + number(60_000...3_600_000) }

    // MARK: What else happens

    private mutating func someOrder(_ owner: Int) -> (order: Order, reference: OrderReference)? {
        let live = exchange.accounts[owner].liveOrders
        guard !live.isEmpty else { return nil }
        let index = live[Int(number(0...Int64(live.count - 1)))]
        guard let order = exchange.order(index, of: exchange.accounts[owner].index),
            let reference = OrderIndex(exactly: index)
        else { return nil }
        return (order, .venue(reference))
    }

    private mutating func cancelSome(_ owner: Int) {
        guard let (order, reference) = someOrder(owner) else { return }
        play(.cancel(reference, market: order.market, owner: owner))
    }

    private mutating func modifySome(_ owner: Int) {
        guard let (order, reference) = someOrder(owner) else { return }
        let terms = ExchangeCall.ModifyTerms(
            market: order.market,
            size: order.initialSize == 0 ? 0 : number(50...5_000),
            price: order.price + number(-10...10),
            triggerPrice: order.trigger.status == .none || order.trigger.status == .twap
                ? 0 : order.trigger.price + number(-5...5),
            version: number(0...4) == 0 ? order.version : nil
        )
        play(.modify(reference, terms, owner: owner))
    }

    /// Mostly by little, now and then by as much as empties accounts.
    private mutating func moveMark() {
        let mark = exchange.markets[perpetual].markPrice
        let stride: Int64 = number(0...7) == 0 ? 15_000 : 25
        let price = mark + (236_131 - mark) / 4 + number(-stride...stride)
        play(.mark(price, index: price + number(-200...200), place: perpetual))
    }

    private mutating func settleHours() {
        let hour = exchange.context.time.milliseconds / FundingRate.interval
        guard hour > lastHour else { return }
        lastHour = hour
        play(.payFunding)
    }

    private mutating func schedule(_ owner: Int) {
        let moment = number(0...1) == 0 ? nil : exchange.context.time.advanced(microseconds: 300_000_000)
        play(.scheduleCancelAll(at: moment, owner: owner))
    }

    private mutating func setLeverage(_ owner: Int) {
        let mode: UpdateLeverage.MarginMode = number(0...1) == 0 ? .cross : .isolated
        play(.setLeverage(number(200...2_000), mode, market: OrderFlow.market, owner: owner))
        let direction: UpdateMargin.Direction = number(0...1) == 0 ? .add : .remove
        play(.moveMargin(number(1...20_000_000), direction, market: OrderFlow.market, owner: owner))
    }

    /// Gives who has lost nearly all of it a new start.
    private mutating func deposit(_ owner: Int) {
        guard exchange.totalEquity(ofAccount: owner) < collateral / 10 else { return }
        play(.deposit(.usdc, collateral, to: owner))
    }

    private mutating func move(_ owner: Int) {
        let recipient = Int(number(0...Int64(exchange.accounts.count)))
        let asset: Asset = number(0...3) == 0 ? .eth : .usdc
        // Only dollars go to the perpetual side.
        let routes: [AssetRoute] = asset == .usdc ? [.perps, .spot] : [.spot]
        let amount = number(1...10_000_000)
        let (from, to) = (
            routes[Int(number(0...Int64(routes.count - 1)))], routes[Int(number(0...Int64(routes.count - 1)))]
        )
        play(.move(asset, amount, from: owner, from, to: recipient < exchange.accounts.count ? recipient : nil, to))
    }

    private mutating func number(_ range: ClosedRange<Int64>) -> Int64 { random.number(in: range) }
}
