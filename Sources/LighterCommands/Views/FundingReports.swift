import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

/// Funding, as it is reported.
enum FundingReports {
    private static let schema = "lighter.funding/1"

    /// The rates as they stand.
    static func rates(_ quotes: [FundingQuote]) -> Report {
        Report(
            schema: schema,
            list: (key: "rates", items: quotes.map(\.json)),
            page: .table(table(quotes), emptyNote: "no funding rates"),
            quiet: quotes.map { "\($0.market.symbol) \($0.percentOf8Hours)" }
        )
    }

    /// What markets settled, and their rates as they stand.
    static func settlements(
        _ settlements: [FundingSettlement],
        _ resolution: FundingResolution,
        _ quotes: [FundingQuote]
    ) -> Report {
        var table = Table(
            .left("SETTLED"),
            .left("MARKET"),
            .decimal("RATE %"),
            .decimal("ANNUAL %"),
            .decimal("PER UNIT").optional(1),
            .left("WHO PAID")
        )
        for settlement in settlements {
            table.add(
                Figures.time(settlement.funding.time),
                settlement.market.symbol,
                settlement.percent.description,
                Figures.text(settlement.percentOfYear(resolution)),
                settlement.funding.value.description,
                payers(settlement.payer, "paid")
            )
        }
        return Report(
            schema: schema,
            fields: [
                "resolution": .string(resolution.rawValue),
                "rates": .array(quotes.map { .object($0.json) }),
            ],
            list: (key: "settlements", items: settlements.map { $0.json(resolution) }),
            page: .table(Self.table(quotes), emptyNote: "") + .text("\n")
                + .table(table, emptyNote: "nothing was settled yet"),
            quiet: quotes.map(\.percentOf8Hours.description)
        )
    }

    /// What an account paid and got.
    static func payments(
        _ latest: LatestRows<FundingPayment>,
        _ account: AccountIndex,
        _ directory: MarketDirectory
    ) -> Report {
        let payments = latest.rows
        var table = Table(
            .left("TIME"),
            .left("MARKET"),
            .left("POSITION"),
            .decimal("SIZE"),
            .decimal("RATE %").optional(1),
            .decimal("CHANGE"),
            .left("")
        )
        var sums: [(symbol: String, change: Decimal?)] = []
        for payment in payments {
            let symbol = directory.symbol(of: payment.market)
            table.add(
                Figures.time(payment.time),
                symbol,
                payment.side,
                payment.size.description,
                Figures.text(payment.ratePercent),
                Figures.change(payment.change),
                payment.word ?? ""
            )
            let place = sums.firstIndex { $0.symbol == symbol } ?? sums.endIndex
            if place == sums.endIndex { sums.append((symbol, .zero)) }
            sums[place].change = Figures.sum(sums[place].change, payment.change)
        }
        var totals = Table(.left("MARKET"), .decimal("CHANGE"))
        for (symbol, change) in sums { totals.add(symbol, Figures.change(change)) }
        let list = Page.table(table, emptyNote: "no funding was paid")
        return Report(
            schema: schema,
            fields: [
                "account": .string(account.description),
                "totals": .array(sums.map { ["market": .string($0.symbol), "change": Figures.json($0.change)] }),
                "truncated": .bool(latest.isCut),
            ],
            list: (key: "payments", items: payments.map { $0.json(directory.symbol(of: $0.market)) }),
            page: payments.isEmpty ? list : list + .text("\n") + .table(totals, emptyNote: "") + .cutNote(latest.isCut),
            quiet: payments.map(\.change.description)
        )
    }

    /// Other venues' rates have columns of their own, where the venue tells them.
    private static func table(_ quotes: [FundingQuote]) -> Table {
        var others: [String] = []
        for exchange in quotes.flatMap(\.elsewhere).map(\.exchange) where !others.contains(exchange) {
            others.append(exchange)
        }
        var table = Table(
            [
                .left("MARKET"), .decimal("1H %"), .decimal("8H %").optional(1), .decimal("ANNUAL %"), .left("NOW"),
            ] + others.map { .decimal("\($0.uppercased()) 8H %").optional(2) }
        )
        for quote in quotes {
            table.add(
                [
                    Cell(quote.market.symbol), Cell(Figures.text(quote.percentOfHour)),
                    Cell(quote.percentOf8Hours.description), Cell(Figures.text(quote.percentOfYear)),
                    Cell(payers(quote.payer, "pay")),
                ]
                    + others.map { name in
                        Cell(Figures.text(quote.elsewhere.first { $0.exchange == name }?.percentOf8Hours))
                    }
            )
        }
        return table
    }

    private static func payers(_ payer: FundingPayer?, _ verb: String) -> String {
        switch payer {
        case .long?: "longs \(verb)"
        case .short?: "shorts \(verb)"
        case nil: "-"
        }
    }
}

extension FundingQuote {
    fileprivate var json: JSONObject {
        [
            "market": .string(market.symbol),
            "market_index": .integer(market.index.value),
            "hour_percent": Figures.json(percentOfHour),
            "eight_hour_percent": Figures.json(percentOf8Hours),
            "annual_percent": Figures.json(percentOfYear),
            "payer": JSON(payer?.rawValue),
            "elsewhere": .array(
                elsewhere.map {
                    ["exchange": .string($0.exchange), "eight_hour_percent": Figures.json($0.percentOf8Hours)]
                }
            ),
        ]
    }
}

extension FundingSettlement {
    fileprivate func percentOfYear(_ resolution: FundingResolution) -> Decimal? {
        FundingQuote.percentOfYear(percent, hours: resolution.hours)
    }

    fileprivate func json(_ resolution: FundingResolution) -> JSONObject {
        [
            "time": .integer(funding.time),
            "market": .string(market.symbol),
            "market_index": .integer(market.index.value),
            "percent": Figures.json(percent),
            "annual_percent": Figures.json(percentOfYear(resolution)),
            "paid_per_unit": Figures.json(funding.value),
            "payer": JSON(payer?.rawValue),
        ]
    }
}

extension FundingPayment {
    /// What the account did; nil where nothing moved.
    fileprivate var word: String? { change == .zero ? nil : change.isNegative ? "paid" : "received" }

    fileprivate func json(_ symbol: String) -> JSONObject {
        [
            "time": .integer(time),
            "market": .string(symbol),
            "market_index": .integer(market.value),
            "position": .string(side),
            "size": Figures.json(size),
            "change": Figures.json(change),
            "direction": JSON(word),
            "discount": Figures.json(discount),
            "percent": Figures.json(ratePercent),
            "funding_id": JSON(id.map(String.init)),
        ]
    }
}
