import LighterTransactions

extension Trade {
    /// What a side paid, in least units of an asset.
    public struct Charge: Hashable, Sendable {
        public let asset: Asset
        public let amount: Int64
    }

    /// Millionths of the value that a side paid.
    public func feeRate(of side: Side) -> Int64 { side == makerSide ? makerFee : takerFee }

    /// The value of what a side paid.
    public func fee(of side: Side) -> QuoteUnits { Trade.part(feeRate(of: side), of: quote) }

    /// What a side paid out of what it got: who bought in a spot market in what was bought, everybody else in dollars.
    public func charge(of side: Side, in market: Market) -> Charge {
        guard case .spot(let base, _) = market.kind, side == .buy else {
            return Charge(asset: .usdc, amount: fee(of: side))
        }
        return Charge(asset: base, amount: Trade.part(feeRate(of: side), of: market.assetAmount(size, of: base)))
    }

    /// Millionths of an amount, rounded down.
    static func part(_ rate: Int64, of amount: Int64) -> Int64 {
        rate == 0 ? 0 : Int64(clamping: Int128(amount) * Int128(rate) / 1_000_000)
    }
}
