import LighterJSON
import LighterTransactions
import Testing

/// What an account did and paid: every trade once, to the last digit.
@Suite struct HistoryTests {
    private typealias Decimal = LighterTransactions.Decimal

    private static func decimal(_ json: JSON?) throws -> Decimal { try Decimal(parsing: try #require(json?.string)) }

    private static func sum(_ rows: [JSON], _ key: String) throws -> Decimal {
        try rows.reduce(.zero) { try $0.adding(decimal($1[key])) }
    }

    private static func collateral(_ world: CommandLineWorld) throws -> Decimal {
        try decimal(world.lighter("account").json["collateral"])
    }

    /// The money that trading moved is what the fills say: profit less fees, of which the venue takes whole millionths.
    @Test func fillsAddUpToTheCollateral() throws {
        let world = try CommandLineWorld(more: ["--rate-limits", "premium"])
        let before = try Self.collateral(world)
        let lines = (1...130).map { number in
            #"{"market":"ETH","type":"market","side":"\#(number.isMultiple(of: 3) ? "sell" : "buy")","size":"0.01"}"#
        }
        let input = (lines + [#"{"market":"BTC","type":"market","side":"sell","size":"0.001","client_id":"short"}"#])
            .joined(separator: "\n")
        let submitted = try world.lighter("submit", "-", "--timeout", "30s", input: input)
        #expect(submitted.status == 0, "\(submitted.errors)")

        let all = try world.lighter("fills", "--limit", "10000").json
        let fills = try #require(all["fills"]?.array)
        let ids = try fills.map { try #require($0["trade_id"]?.string.flatMap(Int64.init)) }
        #expect(ids.count > 130 && ids == Set(ids).sorted(by: >))
        let (profit, fees) = (try Self.sum(fills, "realized_pnl"), try Self.sum(fills, "fee"))
        let kept = try Self.collateral(world).subtracting(before).subtracting(profit.subtracting(fees))
        let most = try #require(Decimal(coefficient: Int128(fills.count), scale: 6))
        #expect(fees > .zero && !kept.isNegative && kept <= most, "\(kept)")
        for fill in fills {
            let value = try Self.decimal(fill["notional"])
            #expect(try value == Self.decimal(fill["price"]).multiplied(by: Self.decimal(fill["size"])))
            #expect(
                try Self.decimal(fill["fee"]) == value.multiplied(by: Self.decimal(fill["fee_bps"])).shifted(by: -4)
            )
            #expect(fill["role"] == "taker" && fill["type"] == "trade")
        }
        for total in try #require(all["totals"]?.array) {
            let own = fills.filter { $0["market"] == total["market"] }
            #expect(total["fills"]?.integer == Int64(own.count))
            #expect(try Self.decimal(total["volume"]) == Self.sum(own, "notional"))
            #expect(try Self.decimal(total["fees"]) == Self.sum(own, "fee"))
        }

        #expect(all["truncated"] == false)
        let few = try world.lighter("fills", "--limit", "7")
        #expect(try few.items("fills") == Array(fills.prefix(7)) && few.json["truncated"] == true)
        #expect(try world.lighter("fills", "--market", "BTC").items("fills").allSatisfy { $0["side"] == "sell" })
        let short = try world.lighter("fills", "--order", "short").items("fills")
        #expect(short == fills.filter { $0["market"] == "BTC" })
        let index = try #require(short.first?["order_index"]?.string)
        #expect(try world.lighter("fills", "--order", index).items("fills") == short)
        #expect(try world.lighter("fills", "--since", "1h", "--limit", "9999").items("fills") == fills)
        #expect(try world.lighter("fills", "--since", "2100-01-01").items("fills").isEmpty)
        let table = try world.lighter("fills", "-o", "table").output
        #expect(table.contains("VOLUME") && table.split(separator: "\n").count == 1 + 20 + 1 + 3)
        #expect(table.contains("neither listed nor summed"))
        for (line, exit) in [("--limit 0", 64), ("--since 2026-02-30", 64), ("--since soon", 64), ("--order none", 66)]
        {
            try world.lighter(words: "fills \(line)").expectFailure(Int32(exit))
        }
    }

    /// Who pays whom is told the same by the rates, the settlements, the payments, the stream and the collateral.
    @Test func fundingIsToldTheSameEverywhere() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("stream", streamURL: #require(world.account["stream_url"]?.string))
        #expect(try world.lighter(words: "submit ETH buy 0.5 --market").status == 0)
        #expect(try world.lighter(words: "submit BTC sell 0.01 --market").status == 0)
        let before = try Self.collateral(world)
        try world.advanceClock(seconds: 3 * 3_600)

        let payments = try world.lighter("funding", "--paid").items("payments")
        #expect(payments.count == 6)
        #expect(try Self.collateral(world).subtracting(before) == Self.sum(payments, "change"))
        for payment in payments {
            let settled = try world.lighter(words: "funding \(payment["market"]?.string ?? "") --limit 5")
            let settlement = try #require(try settled.items("settlements").first { $0["time"] == payment["time"] })
            let isPaying = settlement["payer"] == payment["position"]
            #expect(payment["direction"] == (isPaying ? "paid" : "received"))
            let exact = try Self.decimal(settlement["paid_per_unit"]).multiplied(by: Self.decimal(payment["size"]))
            let off = try exact.subtracting(Self.decimal(payment["change"]).magnitude).magnitude
            #expect(off < Decimal(coefficient: 1, scale: 6) ?? .zero)
            #expect(try Self.decimal(settlement["percent"]).magnitude == Self.decimal(payment["percent"]))
            #expect(try Self.decimal(settlement["percent"]).isNegative == (settlement["payer"] == "short"))
        }
        let two = try world.lighter(words: "funding --paid ETH --limit 2")
        #expect(try two.items("payments").count == 2 && two.json["truncated"] == true)
        #expect(try world.lighter(words: "funding --paid BTC ETH").items("payments") == payments)
        #expect(try world.lighter(words: "funding --paid --since 2100-01-01").items("payments").isEmpty)

        for rate in try world.lighter("funding").items("rates") {
            let hour = try Self.decimal(rate["hour_percent"])
            #expect(try Self.decimal(rate["eight_hour_percent"]) == hour.multiplied(by: Decimal(8)))
            #expect(try Self.decimal(rate["annual_percent"]) == hour.multiplied(by: Decimal(8_760)))
            #expect((rate["payer"] == "short") == hour.isNegative)
        }
        let told = try world.lighter(words: "watch stats:ETH -p stream --count 1").json["stats"]?.array?.first
        let rate = try world.lighter("funding", "ETH").json["rates"]?.array?.first
        #expect(try Self.decimal(told?["current_funding_rate"]) == Self.decimal(rate?["hour_percent"]))
        let days = try world.lighter(words: "funding ETH --resolution 1d").items("settlements")
        #expect(days.count == 1 || days.count == 2)
        let table = try world.lighter(words: "funding ETH -o table").output
        #expect(table.contains("longs pay") || table.contains("shorts pay"))
        try world.lighter(words: "funding ETH/USDC").expectFailure(66, "market.no_funding")
        try world.lighter(words: "funding --limit 3").expectFailure(64)
    }
}
