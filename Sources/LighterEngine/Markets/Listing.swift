import LighterTransactions

extension Market {
    /// The markets of the local venue, with the numbers, decimals, minimums and margin of their likes on mainnet.
    /// ETH is as the venue published it on 2026-05-05. One of them is inactive, as dead markets stay listed, and in one
    /// positions may only be closed.
    public static let listing: [Market] = [
        perpetual(0, "ETH", sizeDecimals: 4, minimumSize: 50, margins: .leverage50, opening: 236_131),
        perpetual(1, "BTC", sizeDecimals: 5, minimumSize: 20, margins: .leverage50, opening: 912_345),
        perpetual(2, "SOL", sizeDecimals: 3, minimumSize: 50, margins: .leverage25, opening: 98_765),
        perpetual(3, "DOGE", sizeDecimals: 0, minimumSize: 10, margins: .leverage10, opening: 105_320),
        perpetual(7, "XRP", sizeDecimals: 0, minimumSize: 20, margins: .leverage20, opening: 1_432_100),
        perpetual(8, "LINK", sizeDecimals: 1, minimumSize: 10, margins: .leverage10, opening: 953_120),
        perpetual(9, "AVAX", sizeDecimals: 2, minimumSize: 50, margins: .leverage10, opening: 98_412),
        perpetual(24, "HYPE", sizeDecimals: 2, minimumSize: 50, margins: .leverage20, opening: 431_570),
        perpetual(
            27,
            "EOS",
            sizeDecimals: 1,
            minimumSize: 100,
            margins: .leverage10,
            opening: 41_230,
            isReduceOnly: true
        ),
        perpetual(
            28,
            "MKR",
            sizeDecimals: 4,
            minimumSize: 50,
            margins: .leverage10,
            opening: 178_000,
            status: .inactive
        ),
        spot(2048, "ETH/USDC", base: .eth, sizeDecimals: 4, minimumSize: 50, opening: 236_120),
    ].compactMap { $0 }

    private static func perpetual(
        _ index: Int64,
        _ symbol: String,
        sizeDecimals: Int,
        minimumSize: Lots,
        margins: MarginFractions,
        opening: Ticks,
        status: Status = .active,
        isReduceOnly: Bool = false
    ) -> Market? {
        make(index, symbol, .perpetual(margins), sizeDecimals, minimumSize, opening, status, isReduceOnly)
    }

    private static func spot(
        _ index: Int64,
        _ symbol: String,
        base: Asset,
        sizeDecimals: Int,
        minimumSize: Lots,
        opening: Ticks
    ) -> Market? {
        make(index, symbol, .spot(base: base, quote: .usdc), sizeDecimals, minimumSize, opening)
    }

    /// Prices take the digits that sizes leave of USDC's six.
    private static func make(
        _ index: Int64,
        _ symbol: String,
        _ kind: Kind,
        _ sizeDecimals: Int,
        _ minimumSize: Lots,
        _ opening: Ticks,
        _ status: Status = .active,
        _ isReduceOnly: Bool = false
    ) -> Market? {
        guard let index = MarketIndex(exactly: index),
            let precision = MarketPrecision(
                priceDecimals: Asset.usdc.decimals - sizeDecimals,
                sizeDecimals: sizeDecimals
            )
        else { return nil }
        return Market(
            index: index,
            symbol: symbol,
            kind: kind,
            status: status,
            isReduceOnly: isReduceOnly,
            precision: precision,
            minimumSize: minimumSize,
            minimumQuote: 10_000_000,
            openingPrice: opening
        )
    }
}

extension MarginFractions {
    static let leverage50 = MarginFractions(defaultInitial: 500, minimumInitial: 200, maintenance: 120, closeout: 80)
    static let leverage25 = MarginFractions(defaultInitial: 500, minimumInitial: 400, maintenance: 240, closeout: 160)
    static let leverage20 = MarginFractions(defaultInitial: 1000, minimumInitial: 500, maintenance: 300, closeout: 200)
    static let leverage10 = MarginFractions(
        defaultInitial: 1000,
        minimumInitial: 1000,
        maintenance: 600,
        closeout: 400
    )
}
