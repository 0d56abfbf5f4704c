import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// Isolated positions: an account of 1 000 USDC, another of plenty, a market at 2 361.31.
@Suite struct IsolatedMarginTests {
    private var exchange: Exchange = {
        var exchange = Exchange(markets: Market.listing)
        exchange.context.time = OrderFlow.start
        exchange.open(1, owner: .zero, collateral: 1_000_000_000)
        exchange.open(2, owner: .zero, collateral: 1 << 50)
        return exchange
    }()

    private var position: Position { exchange.accounts[0].positions[0] }

    /// Trades between the two accounts.
    private mutating func trade(_ side: Side, _ size: Lots, at price: Ticks) -> OrderStatus? {
        let expiry = exchange.context.time.milliseconds + 3_600_000
        let maker = OrderRequest(market: 0, side: side.opposite, size: size, price: price, expiry: expiry)
        _ = exchange.create(maker, by: 1)
        let taker = OrderRequest(market: 0, side: side, timeInForce: .immediateOrCancel, size: size, price: price)
        guard case .executed(let order, _, _) = exchange.create(taker, by: 0).event else { return nil }
        _ = exchange.cancelAll(of: 1, market: nil)
        return order.status
    }

    @Test mutating func aPositionDrawsItsMarginAndGivesItBack() {
        _ = exchange.setLeverage(1_000, .isolated, market: 0, of: 0)
        // 1 ETH at the mark price: a tenth of 2 361.31.
        #expect(trade(.buy, 10_000, at: 236_131) == .filled)
        #expect(position.allocatedMargin == 236_131_000 && exchange.accounts[0].collateral == 763_869_000)
        let margin = exchange.margin(ofAccount: 0)
        #expect(margin.equity == 763_869_000 && margin.initial == 0 && margin.maintenance == 0)
        #expect(exchange.totalEquity(ofAccount: 0) == 1_000_000_000)
        // Half of it sold ten dollars higher: five dollars of profit stay and half of all goes.
        #expect(trade(.sell, 5_000, at: 237_131) == .filled)
        #expect(position.allocatedMargin == (236_131_000 + 5_000_000) / 2)
        #expect(trade(.sell, 5_000, at: 236_131) == .filled)
        #expect(position.allocatedMargin == 0 && exchange.accounts[0].collateral == 1_005_000_000)
    }

    /// Bought above the mark price, a position needs more than its share of the value.
    @Test mutating func whatIsLostAtOnceIsCoveredToo() {
        _ = exchange.setLeverage(1_000, .isolated, market: 0, of: 0)
        #expect(trade(.buy, 10_000, at: 240_131) == .filled)
        #expect(position.allocatedMargin == 236_131_000 + 40_000_000)
        #expect(position.isolatedEquity(at: 236_131) == position.initialMargin(at: 236_131))
    }

    @Test mutating func itsCollateralIsItsOwn() {
        _ = exchange.setLeverage(200, .isolated, market: 0, of: 0)
        #expect(trade(.buy, 100_000, at: 236_131) == .filled)
        #expect(position.allocatedMargin == 472_262_000)
        // The rest of the account would carry another position, but not more than it has.
        #expect(trade(.buy, 150_000, at: 236_131) == .canceledMarginNotAllowed)
        let price = exchange.liquidationPrice(ofAccount: 0, place: 0)
        #expect(price.map { $0 > 233_000 && $0 < 236_131 } == true)
        _ = exchange.moveMargin(400_000_000, .add, market: 0, of: 0)
        #expect(exchange.liquidationPrice(ofAccount: 0, place: 0).map { $0 < 231_000 } == true)
    }

    @Test mutating func marginMovesWithinWhatIsFree() {
        #expect(exchange.moveMargin(1, .add, market: 0, of: 0).refusal == .invalidMarginMode)
        _ = exchange.setLeverage(1_000, .isolated, market: 0, of: 0)
        #expect(exchange.moveMargin(1, .add, market: 0, of: 0).refusal == .noPosition)
        _ = trade(.buy, 10_000, at: 236_131)
        #expect(exchange.moveMargin(1, .remove, market: 0, of: 0).refusal == .notEnoughCollateral)
        #expect(exchange.moveMargin(763_869_001, .add, market: 0, of: 0).refusal == .notEnoughCollateral)
        #expect(exchange.moveMargin(763_869_000, .add, market: 0, of: 0).refusal == nil)
        #expect(exchange.accounts[0].collateral == 0)
        #expect(exchange.moveMargin(763_869_000, .remove, market: 0, of: 0).refusal == nil)
    }

    @Test mutating func theModeChangesOnlyWhereNothingIsInUse() {
        _ = trade(.buy, 10_000, at: 236_131)
        #expect(exchange.setLeverage(1_000, .isolated, market: 0, of: 0).refusal == .marginModeInUse)
        #expect(exchange.setLeverage(1_000, .cross, market: 0, of: 0).refusal == nil)
        _ = trade(.sell, 10_000, at: 236_131)
        #expect(exchange.setLeverage(1_000, .isolated, market: 0, of: 0).refusal == nil)
        let expiry = exchange.context.time.milliseconds + 3_600_000
        _ = exchange.create(OrderRequest(market: 0, side: .buy, size: 100, price: 200_000, expiry: expiry), by: 0)
        #expect(exchange.setLeverage(1_000, .cross, market: 0, of: 0).refusal == .marginModeInUse)
    }
}
