/// 1 … 2^60 − 1: an amount of an asset in its smallest unit; of USDC, a millionth.
public typealias AssetAmount = Bounded<AssetAmountKind>
/// 0 … 2^60 − 1: a fee in millionths of a USDC.
public typealias FeeAmount = Bounded<FeeAmountKind>
/// 1 … 2^60 − 1: shares of a pool.
public typealias ShareAmount = Bounded<ShareAmountKind>
/// 1 … 10^12: the shares a public pool starts with.
public typealias InitialShares = Bounded<InitialSharesKind>
/// 0 … 10^6: a fee in millionths of what it is taken from.
public typealias FeeRate = Bounded<FeeRateKind>
/// 0 … 10^4: a share in ten-thousandths.
public typealias ShareRate = Bounded<ShareRateKind>
/// 1 … 10^4: the margin a position needs at first, in ten-thousandths of its value; leverage is 10 000 / fraction.
public typealias MarginFraction = Bounded<MarginFractionKind>
/// 1 … 62: an asset; USDC is 3.
public typealias AssetIndex = Bounded<AssetIndexKind>
/// 2^47 … 2^48 − 2: the account of a pool.
public typealias PoolIndex = Bounded<PoolIndexKind>

public enum AssetAmountKind: BoundedKind {
    public static let name = "Amount"
    public static let bounds: ClosedRange<Int64> = 1...((1 << 60) - 1)
}

public enum FeeAmountKind: BoundedKind {
    public static let name = "USDCFee"
    public static let bounds: ClosedRange<Int64> = 0...((1 << 60) - 1)
}

public enum ShareAmountKind: BoundedKind {
    public static let name = "ShareAmount"
    public static let bounds: ClosedRange<Int64> = 1...((1 << 60) - 1)
}

public enum InitialSharesKind: BoundedKind {
    public static let name = "InitialTotalShares"
    public static let bounds: ClosedRange<Int64> = 1...1_000_000_000_000
}

public enum FeeRateKind: BoundedKind {
    public static let name = "Fee"
    public static let bounds: ClosedRange<Int64> = 0...1_000_000
}

public enum ShareRateKind: BoundedKind {
    public static let name = "MinOperatorShareRate"
    public static let bounds: ClosedRange<Int64> = 0...10_000
}

public enum MarginFractionKind: BoundedKind {
    public static let name = "InitialMarginFraction"
    public static let bounds: ClosedRange<Int64> = 1...10_000
}

public enum AssetIndexKind: BoundedKind {
    public static let name = "AssetIndex"
    public static let bounds: ClosedRange<Int64> = 1...62
}

public enum PoolIndexKind: BoundedKind {
    public static let name = "PublicPoolIndex"
    public static let bounds: ClosedRange<Int64> = (1 << 47)...((1 << 48) - 2)
}
