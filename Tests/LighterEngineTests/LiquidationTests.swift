import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// Accounts that no longer cover what they hold: one of 500 USDC, another of plenty, the insurance fund.
@Suite struct LiquidationTests {
    private var exchange: Exchange = {
        var exchange = Exchange(markets: Market.listing)
        exchange.context.time = OrderFlow.start
        exchange.open(1, owner: .zero, collateral: 500_000_000)
        exchange.open(2, owner: .zero, collateral: 1 << 50)
        exchange.open(Exchange.insuranceFund, owner: .zero, collateral: 1 << 40, isHouse: true)
        return exchange
    }()

    private var position: Position { exchange.accounts[0].positions[0] }
    private var total: QuoteUnits {
        exchange.accounts.reduce(0) { sum, account in
            let position = account.positions[0]
            let cost = position.size > 0 ? position.entryQuote : -position.entryQuote
            return sum + account.collateral + position.allocatedMargin - cost
        }
    }

    private mutating func quote(_ side: Side, _ size: Lots, at price: Ticks) {
        let expiry = exchange.context.time.milliseconds + 3_600_000
        _ = exchange.create(OrderRequest(market: 0, side: side, size: size, price: price, expiry: expiry), by: 1)
    }

    /// Four ETH long at the mark price: 9 445 USDC, twenty times the account.
    private mutating func goLong(isolated: Bool = false) {
        _ = exchange.setLeverage(500, isolated ? .isolated : .cross, market: 0, of: 0)
        quote(.sell, 40_000, at: 236_131)
        let taker = OrderRequest(market: 0, side: .buy, timeInForce: .immediateOrCancel, size: 40_000, price: 236_131)
        _ = exchange.create(taker, by: 0)
    }

    private mutating func mark(_ price: Ticks) -> Bool {
        exchange.markets[0].mark(price, index: price, at: exchange.context.time)
        return exchange.hasUnhealthy && exchange.liquidate()
    }

    @Test(arguments: [false, true])
    mutating func thePositionGoesToTheBookBeforeTheMoneyIsGone(isolated: Bool) {
        goLong(isolated: isolated)
        let before = total
        let expiry = exchange.context.time.milliseconds + 3_600_000
        _ = exchange.create(
            OrderRequest(
                market: 0,
                clientIndex: 9,
                side: .sell,
                size: 100,
                price: 300_000,
                reduceOnly: true,
                expiry: expiry
            ),
            by: 0
        )
        #expect(position.size == 40_000 && !mark(229_000))
        quote(.buy, 60_000, at: 226_400)
        // 100 USDC left of 500 where 108 are asked for.
        #expect(mark(226_131))
        #expect(position.size == 0 && total == before)
        #expect(exchange.order(clientIndex: 9, of: 1)?.status == .canceledLiquidation)
        let trade = exchange.accounts[0].liquidations.newest(1).first?.trade
        #expect(trade?.kind == .liquidation && trade?.price == 226_400 && (trade?.takerFee ?? 0) > 0)
        #expect(exchange.accounts[2].collateral > 1 << 40 && exchange.accounts[0].collateral > 0)
    }

    /// With nobody to sell to, the account waits until its close-out margin is gone; then the insurance fund steps in.
    @Test mutating func whatNobodyBuysTheFundTakesOver() {
        goLong()
        let before = total
        #expect(!mark(226_131) && position.size == 40_000)
        #expect(mark(225_000))
        #expect(position.size == 0 && exchange.accounts[2].positions[0].size == 40_000 && total == before)
        #expect(exchange.accounts[0].collateral >= 0 && exchange.accounts[0].collateral < 40_000)
        #expect(exchange.accounts[0].liquidations.newest(1).first?.trade.kind == .deleverage)
        #expect(exchange.markets[0].openInterest == 40_000)
    }

    /// Even from a price at which the account owes more than it has, it comes out with nothing and not with less.
    @Test(arguments: [200_000, 150_000] as [Ticks])
    mutating func aGapLeavesNoDebt(_ price: Ticks) {
        goLong()
        let before = total
        #expect(mark(price))
        #expect(position.size == 0 && total == before)
        #expect((0..<40_000).contains(exchange.accounts[0].collateral))
    }

    @Test mutating func onlyAsMuchIsSoldAsItTakes() {
        goLong()
        for step in 0..<40 as Range<Int64> { quote(.buy, 2_000, at: 226_400 - step) }
        #expect(mark(226_131))
        #expect(position.size > 0 && position.size < 40_000 && !exchange.hasUnhealthy)
    }

    /// Below its initial margin an account may only reduce; below maintenance nothing else is let in.
    @Test mutating func unsoundAccountsMayOnlyReduce() {
        goLong()
        #expect(exchange.refusalOfRisk(owner: 0, place: 0) == nil)
        _ = mark(232_000)
        #expect(exchange.refusalOfRisk(owner: 0, place: 0) == .inPreLiquidation)
        _ = mark(226_131)
        #expect(exchange.refusalOfRisk(owner: 0, place: 0) == .inLiquidation)
        #expect(exchange.refusalOfRisk(owner: 1, place: 0) == nil)
    }
}
