/// An asset that accounts hold beside their perpetual collateral (api.md, sections 5.5 and 7.25).
public struct Asset: Hashable, Sendable {
    public let index: Int64
    public let symbol: String
    /// Digits behind the point of the least unit.
    public let decimals: Int
    /// Digits behind the point of the token on layer 1.
    public let layer1Decimals: Int
    /// The token on layer 1; the zero address is ether.
    public let layer1Address: String
    /// The least amount of a transfer or withdrawal, in least units.
    public let minimumTransfer: Int64

    public static let eth = Asset(
        index: 1,
        symbol: "ETH",
        decimals: 8,
        layer1Decimals: 18,
        layer1Address: "0x0000000000000000000000000000000000000000",
        minimumTransfer: 100_000
    )
    public static let usdc = Asset(
        index: 3,
        symbol: "USDC",
        decimals: 6,
        layer1Decimals: 6,
        layer1Address: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
        minimumTransfer: 1_000_000
    )

    /// Every asset listed.
    public static let all = [eth, usdc]
}
