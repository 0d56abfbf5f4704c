import LighterEngine
import LighterJSON
import LighterTransactions

extension Trade {
    /// A trade (api.md, section 7.7). A fee of nothing stays away as on the venue.
    func json(_ market: Market) -> JSON {
        .object(
            JSONObject(
                core(market) + fees + parties
                    + side("taker", taker, market) + side("maker", maker, market) + tail(market)
            )
        )
    }

    private func core(_ market: Market) -> [(String, JSON)] {
        [
            ("trade_id", .integer(index)),
            ("trade_id_str", .text(index)),
            ("tx_hash", .string(transactionHash)),
            ("type", .string(kind.rawValue)),
            ("market_id", .integer(self.market)),
            ("market_symbol", .string(market.symbol)),
            ("market_kind", .string(market.kindWord)),
            ("size", market.text(size: size)),
            ("price", market.text(price: price)),
            ("usd_amount", market.text(quote: quote)),
            ("is_maker_ask", .bool(makerSide.isAsk)),
            ("block_height", .integer(block)),
            ("timestamp", .integer(time.milliseconds)),
            ("transaction_time", .moment(time)),
        ]
    }

    private var fees: [(String, JSON)] {
        [("taker_fee", takerFee), ("maker_fee", makerFee)].filter { $0.1 > 0 }.map { ($0.0, .integer($0.1)) }
    }

    private var parties: [(String, JSON)] {
        [("ask", ask), ("bid", bid)].flatMap { (name, party) -> [(String, JSON)] in
            [
                ("\(name)_id", .integer(party.orderIndex)),
                ("\(name)_id_str", .text(party.orderIndex)),
                ("\(name)_client_id", .integer(party.clientIndex)),
                ("\(name)_client_id_str", .text(party.clientIndex)),
                ("\(name)_account_id", .integer(party.account)),
                ("\(name)_account_pnl", Amount.usdc(party.realisedProfit)),
                ("\(name)_order_version", .integer(party.orderVersion)),
            ]
        }
    }

    private func side(_ name: String, _ party: Party, _ market: Market) -> [(String, JSON)] {
        [
            ("\(name)_position_size_before", market.text(size: party.positionBefore)),
            ("\(name)_entry_quote_before", market.text(quote: party.entryQuoteBefore)),
            ("\(name)_initial_margin_fraction_before", .integer(party.initialMarginFraction)),
            ("\(name)_position_sign_changed", .bool(party.positionSignChanged)),
            ("\(name)_allocated_margin_usdc_before", .integer(party.allocatedMarginBefore)),
            ("\(name)_allocated_margin_usdc_after", .integer(party.allocatedMarginAfter)),
        ]
    }

    private func tail(_ market: Market) -> [(String, JSON)] {
        [
            ("integrator_taker_fee", 0),
            ("integrator_taker_fee_collector_index", 0),
            ("integrator_maker_fee", 0),
            ("integrator_maker_fee_collector_index", 0),
        ]
    }
}
