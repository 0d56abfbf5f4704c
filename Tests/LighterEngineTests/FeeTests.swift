import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// What trades cost by the tiers of who trades.
@Suite struct FeeTests {
    private static let premium = LayerOneAddress.zero
    private static let market: Int64 = 0
    private static let spot: Int64 = 2048

    /// The account of a premium owner, one of a standard owner, and who collects.
    private static func exchange() throws -> Exchange {
        var exchange = Exchange(markets: Market.listing)
        exchange.context = Exchange.Context(
            time: Moment(milliseconds: 1_795_000_000_000),
            block: 1,
            transactionHash: "00"
        )
        let balances = [Asset.eth.index: 1_000_000_000, Asset.usdc.index: 10_000_000_000] as [Int64: Int64]
        let other = try #require(LayerOneAddress("0x1111111111111111111111111111111111111111"))
        exchange.open(Exchange.feeCollector, owner: other, isHouse: true)
        exchange.open(1, owner: premium, collateral: 10_000_000_000, balances: balances)
        exchange.open(2, owner: other, collateral: 10_000_000_000, balances: balances)
        exchange.tiers.give(.premium, to: premium)
        return exchange
    }

    private static func request(_ market: Int64, _ side: Side, _ timeInForce: TimeInForce, _ size: Lots) -> OrderRequest
    {
        OrderRequest(
            market: market,
            side: side,
            kind: .limit,
            timeInForce: timeInForce,
            size: size,
            price: 236_000,
            expiry: timeInForce == .immediateOrCancel ? 0 : 1_795_000_000_000 + 3_600_000
        )
    }

    /// A trade of the two accounts, by their places.
    private static func trade(
        _ exchange: inout Exchange,
        _ market: Int64,
        maker: Int,
        taker: Int,
        _ side: Side
    ) throws -> Trade {
        _ = exchange.create(request(market, side.opposite, .goodTillTime, 1_001), by: maker)
        _ = exchange.create(request(market, side, .immediateOrCancel, 1_001), by: taker)
        return try #require(exchange.market(market)?.trades.newest(1).first)
    }

    @Test func theTakerPaysTheTakersFeeAndTheMakerTheMakers() throws {
        var exchange = try Self.exchange()
        let taken = try Self.trade(&exchange, Self.market, maker: 2, taker: 1, .buy)
        #expect(taken.takerFee == 280 && taken.makerFee == 0)
        // 0.1001 at 2360.00 are 236.236 dollars, of which 280 millionths are 0.06614608.
        #expect(exchange.accounts[1].collateral == 10_000_000_000 - 66_146)
        #expect(exchange.accounts[2].collateral == 10_000_000_000)
        #expect(exchange.accounts[0].collateral == 66_146)
        let made = try Self.trade(&exchange, Self.market, maker: 1, taker: 2, .sell)
        #expect(made.takerFee == 0 && made.makerFee == 40)
        #expect(exchange.accounts[0].collateral == 66_146 + 9_449)
        #expect(exchange.accounts.reduce(0) { $0 + $1.collateral } == 20_000_000_000)
    }

    @Test func inSpotMarketsEachPaysInWhatItGot() throws {
        var exchange = try Self.exchange()
        let bought = try Self.trade(&exchange, Self.spot, maker: 2, taker: 1, .buy)
        let market = try #require(exchange.market(Self.spot)?.market)
        #expect(bought.charge(of: .buy, in: market) == Trade.Charge(asset: .eth, amount: 2_802))
        #expect(exchange.accounts[1].balance(of: .eth).total == 1_000_000_000 + 10_010_000 - 2_802)
        #expect(exchange.accounts[1].balance(of: .usdc).total == 10_000_000_000 - 236_236_000)
        let sold = try Self.trade(&exchange, Self.spot, maker: 2, taker: 1, .sell)
        #expect(sold.charge(of: .sell, in: market) == Trade.Charge(asset: .usdc, amount: 66_146))
        #expect(exchange.accounts[0].balance(of: .eth).total == 2_802)
        #expect(exchange.accounts[0].balance(of: .usdc).total == 66_146)
    }

    @Test func anAccountCoversTheFeeToo() throws {
        var exchange = try Self.exchange()
        exchange.accounts(1) { $0.collateral = 0 }
        // 4.2372 at 2360.00 ask for 499.9896 dollars, and cost 2.7999.
        for (collateral, isCovered) in [(500_000_000, false), (503_000_000, true)] as [(QuoteUnits, Bool)] {
            exchange.accounts(1) { $0.collateral = collateral }
            exchange.setMark(236_000)
            #expect(exchange.isCovered(.buy, 42_372, at: 236_000, fee: 2_799_941, owner: 1, place: 0) == isCovered)
        }
    }
}

extension Exchange {
    fileprivate mutating func accounts(_ place: Int, _ change: (inout Account) -> Void) { withAccount(place, change) }

    fileprivate mutating func setMark(_ price: Ticks) { markets[0].markPrice = price }
}
