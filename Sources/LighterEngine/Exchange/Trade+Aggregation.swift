import LighterTransactions

extension Trade {
    /// Trades, newest first, those next to each other that one transaction of one incoming order made together.
    public static func fillsByOrder(_ trades: [Trade]) -> [[Trade]] {
        trades.reduce(into: []) { groups, trade in
            if let last = groups.last?.last, last.kind == .trade, trade.kind == .trade,
                last.taker.orderIndex == trade.taker.orderIndex, last.transactionHash == trade.transactionHash
            {
                groups[groups.count - 1].append(trade)
            } else {
                groups.append([trade])
            }
        }
    }

    /// The trades of one incoming order, newest first, as one: the newest, of all their size and at their average price,
    /// from what the first of them found (api.md, section 7.8).
    public static func merged(_ fills: [Trade]) -> Trade? {
        guard let newest = fills.first, let oldest = fills.last, fills.count > 1 else { return fills.first }
        let size = fills.reduce(0) { $0 + $1.size }
        let quote = fills.reduce(0) { $0 + $1.quote }
        return Trade(
            index: newest.index,
            kind: newest.kind,
            market: newest.market,
            price: size == 0 ? newest.price : quote / size,
            size: size,
            quote: quote,
            makerSide: newest.makerSide,
            maker: newest.maker.merged(
                since: oldest.maker.account == newest.maker.account ? oldest.maker : newest.maker,
                profit: fills.filter { $0.maker.account == newest.maker.account }.reduce(0) {
                    $0 + $1.maker.realisedProfit
                }
            ),
            taker: newest.taker.merged(since: oldest.taker, profit: fills.reduce(0) { $0 + $1.taker.realisedProfit }),
            makerFee: newest.makerFee,
            takerFee: newest.takerFee,
            block: newest.block,
            time: newest.time,
            transactionHash: newest.transactionHash
        )
    }
}

extension Trade.Party {
    fileprivate func merged(since first: Trade.Party, profit: QuoteUnits) -> Trade.Party {
        Trade.Party(
            account: account,
            orderIndex: orderIndex,
            clientIndex: clientIndex,
            orderVersion: orderVersion,
            positionBefore: first.positionBefore,
            entryQuoteBefore: first.entryQuoteBefore,
            initialMarginFraction: first.initialMarginFraction,
            positionSignChanged: first.positionSignChanged || positionSignChanged,
            allocatedMarginBefore: first.allocatedMarginBefore,
            allocatedMarginAfter: allocatedMarginAfter,
            realisedProfit: profit
        )
    }
}
