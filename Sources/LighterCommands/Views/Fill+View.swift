import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

extension Fill {
    /// The fill as a flat object.
    func json(symbol: String) -> JSONObject {
        let own = side.map(trade.party)
        return [
            "trade_id": .string(String(trade.id)),
            "time": JSON(trade.time),
            "market": .string(symbol),
            "market_index": .integer(trade.market.value),
            "side": JSON(side?.rawValue),
            "role": .string(role.rawValue),
            "price": Figures.json(trade.price),
            "size": Figures.json(trade.size),
            "notional": Figures.json(notional),
            "fee": Figures.json(fee),
            "fee_bps": Figures.json(Decimal(coefficient: Int128(feeRate), scale: 2)),
            "realized_pnl": Figures.json(realizedPnL),
            "order_index": JSON(own?.order.map(String.init)),
            "client_order_index": Figures.json(own?.clientOrder),
            "type": .string(trade.type),
            "tx_hash": .string(trade.transactionHash),
        ]
    }
}

extension MarketDirectory {
    /// The symbol of a market; its number where it is not listed.
    func symbol(of market: MarketIndex) -> String { self[market]?.symbol ?? market.description }
}
