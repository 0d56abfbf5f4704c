import LighterJSON
import Testing

/// A book put together from a stream, as a careful client does it.
struct StreamBook {
    /// Sizes by price, in the venue's words.
    private(set) var asks: [String: String] = [:]
    private(set) var bids: [String: String] = [:]
    private(set) var nonce: Int64 = 0
    private(set) var updates = 0

    /// Takes in a message of `order_book`; others leave it alone.
    mutating func take(_ message: JSON) throws {
        guard let type = message["type"]?.string, type.hasSuffix("/order_book") else { return }
        let book = try #require(message["order_book"])
        let begin = try #require(book["begin_nonce"]?.integer)
        let isSnapshot = type == "subscribed/order_book"
        if isSnapshot { (asks, bids) = ([:], [:]) }
        try #require(begin == (isSnapshot ? 0 : nonce), "a gap")
        nonce = try #require(book["nonce"]?.integer)
        try #require(nonce > begin)
        if !isSnapshot { updates += 1 }
        try StreamBook.change(&asks, book["asks"])
        try StreamBook.change(&bids, book["bids"])
    }

    private static func change(_ side: inout [String: String], _ levels: JSON?) throws {
        for level in try #require(levels?.array) {
            let (price, size) = (try #require(level["price"]?.string), try #require(level["size"]?.string))
            side[price] = size.allSatisfy { $0 == "0" || $0 == "." } ? nil : size
        }
    }

    /// The book over HTTP, of which there may be at most 250 orders a side.
    static func overHTTP(
        _ client: SandboxClient,
        market: Int64 = 0
    ) throws -> (asks: [String: String], bids: [String: String]) {
        let reply = try client.get("/api/v1/orderBookOrders?market_id=\(market)&limit=250").json
        return (try levels(reply["asks"]), try levels(reply["bids"]))
    }

    private static func levels(_ orders: JSON?) throws -> [String: String] {
        var sizes: [String: Int64] = [:]
        for order in try #require(orders?.array) {
            let (price, size) = (order["price"]?.string, order["remaining_base_amount"]?.string)
            sizes[try #require(price), default: 0] += try #require(size.flatMap { Int64($0.filter { $0 != "." }) })
        }
        return sizes.mapValues { lots in
            let digits = String(repeating: "0", count: max(0, 5 - String(lots).count)) + String(lots)
            return digits.dropLast(4) + "." + digits.suffix(4)
        }
    }
}
