import LighterTransactions

/// An asset that went from one account to another, from one route to the other, out of the venue or into it.
public struct Movement: Hashable, Sendable {
    public let index: Int64
    /// The account that gave it, and from where; nil for a deposit.
    public let sender: Int64?
    public let fromRoute: AssetRoute
    /// The account that took it, and where; nil for a withdrawal.
    public let recipient: Int64?
    public let toRoute: AssetRoute
    public let asset: Asset
    /// In least units of the asset.
    public let amount: Int64
    /// What the sender paid for it, to the venue.
    public let fee: QuoteUnits
    public let time: Moment
    /// The hash of the transaction that asked for it.
    public let transactionHash: String
}
