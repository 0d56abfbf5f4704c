import LighterJSON
import LighterTransactions

@testable import LighterProfile
@testable import LighterVenue

/// Markets and books as the venue would describe them.
enum Described {
    /// A market of these decimals; ETH's of mainnet unless said otherwise.
    static func market(
        priceDecimals: Int = 2,
        sizeDecimals: Int = 4,
        kind: String = "perp",
        status: String = "active",
        minimumMargin: Int64? = nil
    ) throws -> Market {
        try Market(
            JSONReader([
                "market_id": 0, "symbol": kind == "spot" ? "ETH/USDC" : "ETH", "market_type": .string(kind),
                "status": .string(status), "min_base_amount": "0.0050", "min_quote_amount": "10.000000",
                "order_quote_limit": "281474976.710655", "supported_price_decimals": .integer(Int64(priceDecimals)),
                "supported_size_decimals": .integer(Int64(sizeDecimals)),
                "min_initial_margin_fraction": JSON(minimumMargin),
            ])
        )
    }

    /// A book with one order on each side that has a price.
    static func book(ask: Decimal?, bid: Decimal?) throws -> OrderBook {
        func orders(_ price: Decimal?) -> JSON {
            guard let price else { return .null }
            return [
                [
                    "order_index": 281_474_976_710_656, "price": .string(price.description),
                    "remaining_base_amount": "1",
                ]
            ]
        }
        return try OrderBook(JSONReader(["code": 200, "asks": orders(ask), "bids": orders(bid)]))
    }

    static let defaults = OrderDefaults(
        slippage: Percentage(basisPoints: 50),
        expires: .days(7),
        wait: .open,
        timeInForce: .goodTillTime
    )
}
