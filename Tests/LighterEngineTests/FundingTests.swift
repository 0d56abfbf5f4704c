import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// What holders of positions pay each other each hour.
@Suite struct FundingTests {
    /// The base rate of 0.01 % for eight hours is 0.0012 % an hour, as the recorded one is; premiums count beyond 0.05 %.
    @Test(
        arguments: [
            (0, 12), (100_000, 12), (500_000, 12), (600_000, 12), (1_000_000, 62), (-400_000, 12), (-1_000_000, -62),
            (50_000_000, 5_000), (-50_000_000, -5_000),
        ] as [(Int64, Int64)]
    )
    func ratesFollowThePremium(_ premium: Int64, _ rate: Int64) {
        #expect(FundingRate.rate(premium: premium) == rate)
    }

    @Test func aPremiumCountsByTheMinutesItLasted() {
        var meter = PremiumMeter()
        let start = OrderFlow.start
        meter.advance(to: start, mark: 100_000, index: 100_000)
        meter.advance(to: start.advanced(microseconds: 45 * 60_000_000), mark: 100_100, index: 100_000)
        meter.advance(to: start.advanced(microseconds: 60 * 60_000_000), mark: 99_900, index: 100_000)
        // Three quarters of the hour at a thousandth above, one quarter at a thousandth below.
        #expect(abs(meter.mean - 500_000) < 20_000)
    }

    /// Longs pay what shorts get; what rounding leaves goes to the insurance fund, and never comes from it.
    @Test(arguments: [1, 7, 333, 9_999] as [Lots])
    func nothingIsMadeOrLost(_ size: Lots) {
        var exchange = Exchange(markets: Market.listing)
        exchange.context.time = OrderFlow.start
        exchange.open(Exchange.insuranceFund, owner: .zero, isHouse: true)
        for index in 1...3 as ClosedRange<Int64> { exchange.open(index, owner: .zero, collateral: 1 << 40) }
        for (owner, side, part) in [(1, .buy, size), (2, .sell, size / 2), (3, .sell, size - size / 2)]
            as [(Int, Side, Lots)]
        {
            _ = exchange.withAccount(owner) { $0.positions[0].fill(side, part, at: 236_131) }
        }
        exchange.payFunding()
        let changes = exchange.accounts.map { $0.collateral }
        #expect(changes.reduce(0, +) == 3 << 40)
        let paid = 1 << 40 - changes[1]
        #expect(paid >= size * 236_131 * 12 / 1_000_000 && paid <= size * 236_131 * 12 / 1_000_000 + 1)
        #expect((0...3).contains(changes[0]))
        #expect(exchange.accounts[1].positions[0].fundingPaid == paid)
        #expect(exchange.accounts[1].fundings.newest(1).first?.change == -paid)
        #expect(exchange.markets[0].fundings.newest(1).first?.rate == 12)
    }

    @Test func itIsPaidOnTheHour() throws {
        var client = try Client()
        let market = try client.order { ($0.type, $0.timeInForce, $0.expiry) = (.market, .immediateOrCancel, nil) }
        guard case .createOrder(var create) = market else { return }
        create.order.price = try Price(240_000)
        #expect(client.send(try client.sign(.createOrder(create))) == nil)
        client.wait(milliseconds: 10)
        let before = try #require(client.account).collateral
        client.wait(milliseconds: 3 * 3_600_000)
        let payments = try #require(client.account).fundings.newest(10)
        #expect(payments.count == 3 && payments.allSatisfy { $0.rate.time.milliseconds % 3_600_000 == 0 })
        #expect(try #require(client.account).collateral == before + payments.reduce(0) { $0 + $1.change })
        #expect(payments.allSatisfy { $0.change < 0 && $0.positionSize == 1_000 })
    }
}
