import LighterTransactions
import Testing

@testable import LighterEngine

/// What all accounts hold together.
struct Holdings: Equatable {
    /// Collateral less what positions cost: what closing all of them at one price would give back; with what left the venue
    /// less what came, and what is in spot balances, since dollars go both ways.
    let cash: QuoteUnits
    let lots: Lots
    let longLessInterest: Lots
    let ether: Int64

    init(_ exchange: Exchange) {
        let positions = exchange.accounts.map { $0.positions[0] }
        let costs = positions.map { $0.size > 0 ? $0.entryQuote : -$0.entryQuote }
        let collateral = exchange.accounts.reduce(0) { $0 + $1.collateral + $1.positions[0].allocatedMargin }
        let dollars = exchange.accounts.reduce(0) { $0 + $1.balance(of: .usdc).total }
        cash = collateral - costs.reduce(0, +) + dollars + Holdings.gone(.usdc, exchange)
        lots = positions.reduce(0) { $0 + $1.size }
        longLessInterest = positions.reduce(0) { $0 + max(0, $1.size) } - exchange.markets[0].openInterest
        ether = exchange.accounts.reduce(0) { $0 + $1.balance(of: .eth).total } + Holdings.gone(.eth, exchange)
    }

    /// What left the venue, less what came.
    private static func gone(_ asset: Asset, _ exchange: Exchange) -> Int64 {
        exchange.withdrawn[asset.index, default: 0] - exchange.deposited[asset.index, default: 0]
    }

    /// That what an account has locked and committed is what its orders say.
    static func checkOrders(of account: Account, _ exchange: Exchange) throws {
        let orders = account.openOrders.compactMap { exchange.order($0, of: account.index) }
        try #require(orders.count == account.openOrders.count)
        let growing = orders.filter { $0.market == OrderFlow.market && !$0.reduceOnly }
        for side in Side.allCases {
            let quote = growing.filter { $0.side == side }.reduce(0) { $0 + $1.remainingQuote }
            let position = account.positions[0]
            try #require(quote == (side == .buy ? position.openBuyQuote : position.openSellQuote))
        }
        let spot = orders.filter { $0.market == OrderFlow.spot }
        let usdc = spot.filter { $0.side == .buy }.reduce(0) { $0 + $1.remainingQuote }
        let eth = spot.filter { $0.side == .sell }.reduce(0) { $0 + $1.remainingSize * 10_000 }
        try #require(account.balance(of: .usdc).locked == usdc && account.balance(of: .eth).locked == eth)
        try #require(account.balance(of: .usdc).free >= 0 && account.balance(of: .eth).free >= 0)
    }
}
