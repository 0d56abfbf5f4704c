import LighterJSON
import LighterStatus
import LighterTransactions

/// What messages carry (api.md, sections 10.4 and 10.5). Each throws a ``Failure`` of class protocol for what cannot be
/// read.
extension VenueStream.Message {
    /// Whether it tells how things are, and not what has changed.
    public var isSnapshot: Bool { type.hasPrefix("subscribed/") }

    /// Trades, of the tape or of an account, oldest first.
    public func trades() throws(Failure) -> [Trade] {
        let trades = try rows("trades", Trade.init) + rows("liquidation_trades", Trade.init)
        return trades.sorted { $0.id < $1.id }
    }

    /// Orders as they are now.
    public func orders() throws(Failure) -> [Order] { try rows("orders", Order.init) }

    /// Positions as they are now.
    public func positions() throws(Failure) -> [Position] { try rows("positions", Position.init) }

    /// Balances as they are now.
    public func balances() throws(Failure) -> [AssetBalance] { try rows("assets", AssetBalance.init) }

    /// Figures of markets, each with its index and symbol, in the venue's words.
    public func statistics() throws(Failure) -> [JSONObject] {
        for family in [StreamChannel.Family.marketStats, .spotMarketStats] {
            guard let value = object[family.rawValue]?.object else { continue }
            if value["market_id"] != nil { return [value] }
            return value.members.compactMap(\.value.object)
        }
        throw Failure(unreadable: self, .missing(path: "market_stats"))
    }

    /// Rows that stand in a list, or in lists or alone under the numbers of markets and assets.
    private func rows<Row>(_ key: String, _ make: (JSONReader) throws(JSONError) -> Row) throws(Failure) -> [Row] {
        do throws(JSONError) {
            let reader = try JSONReader(.object(object))
            guard let map = object[key]?.object else { return try reader.list(key, make) }
            var rows: [Row] = []
            for member in map.members {
                switch member.value {
                case .array(let elements):
                    for (place, element) in elements.enumerated() {
                        rows.append(try make(JSONReader(element, path: "\(key).\(member.key)[\(place)]")))
                    }
                case .null: break
                default: rows.append(try make(JSONReader(member.value, path: "\(key).\(member.key)")))
                }
            }
            return rows
        } catch { throw Failure(unreadable: self, error) }
    }
}

extension Failure {
    /// A message of a stream that is not what its channel carries.
    init(unreadable message: VenueStream.Message, _ error: JSONError) {
        self.init(
            "stream.unreadable",
            .protocol,
            "a message of \(sanitized(message.channel, limit: 60)) cannot be read: \(error)",
            hint: "lighter version"
        )
    }
}
