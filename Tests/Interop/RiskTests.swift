import LighterJSON
import LighterTransactions
import Testing

extension Interop {
    /// What time and prices do to positions, as the unchanged SDK reads it.
    @Suite("the sandbox's risks")
    struct RiskTests {
        @Test("funding and liquidations are in all the lists that should have them, and in the account's money")
        func fundingAndLiquidation() async throws {
            try await SandboxProcess.with(seed: 18) { sandbox in
                let saw = try await sandbox.run("funding_and_liquidation.py")
                let account = try #require(sandbox.announcement["account_index"])
                try expectLiquidation(saw, of: account)
                try expectFunding(saw)

                // What came in and what was gained is what is there.
                let inflow = try Decimal(reading: saw["profit", "inflow"])
                let gained = try Decimal(reading: saw["profit", "trade_pnl"])
                #expect(try inflow.adding(gained) == Decimal(reading: saw["account", "total_asset_value"]))
            }
        }

        private func expectLiquidation(_ saw: Observations, of account: JSON) throws {
            let row = try #require(saw["liquidations", 0])
            #expect(saw["liquidations"]?.array?.count == 1 && saw["liquidations elsewhere"] == [])
            #expect(row["type"] == "partial" && row["market_id"] == 1)
            #expect(row["trade"]?["ask_account_id"] == account)
            #expect(row["trade"]?["size"] == "0.01000")
            #expect(row["info"]?["mark_prices"]?["1"] == 80_000)
            let before = try #require(row["info"]?["risk_info_before"]?["isolated_risk_parameters"]?.array?.first)
            #expect(
                try Decimal(reading: before["total_account_value"]) < Decimal(reading: before["maintenance_margin_req"])
            )
            #expect(row["info"]?["risk_info_after"]?["isolated_risk_parameters"] == [])

            #expect(saw["liquidating trades", 0, "trade_id"] == row["id"])
            #expect(saw["liquidating trades", 0, "type"] == "liquidation")
            let value = try Decimal(reading: saw["liquidating trades", 0, "usd_amount"])
            let tick = try #require(saw["liquidating trades", 0, "taker_fee"]?.integer)
            let fee = try value.multiplied(by: Decimal(parsing: String(tick))).shifted(by: -6)
            #expect(try fee == Decimal(reading: row["trade"]?["taker_fee"]))
            #expect(saw["order"] == "liquidation")
            #expect(saw["liquidations of the venue", 0, "data"] == 1)
        }

        private func expectFunding(_ saw: Observations) throws {
            #expect(saw["rates", 0, "exchange"] == "lighter")
            // A still market pays the base rate of 0.01 % for eight hours, cut to millionths an hour.
            #expect(try Decimal(reading: saw["rates", 0, "rate"]) == Decimal(parsing: "0.000096"))
            let payment = try #require(saw["payments", 0])
            #expect(payment["position_side"] == "long" && payment["rate"] == "0.0012")
            #expect(saw["payments of shorts"] == [])
            #expect(saw["fundings", 0, "direction"] == "long" && saw["fundings", 0, "rate"] == "0.0012")
            #expect(saw["fundings", 0, "timestamp"] == payment["timestamp"])
            #expect(saw["fundings of a day", 0, "value"] == saw["fundings", 0, "value"])
            // Paid for each of the base asset, times the position, rounded up to a unit.
            let exact = try Decimal(reading: saw["fundings", 0, "value"]).multiplied(
                by: Decimal(reading: payment["position_size"])
            )
            let paid = try Decimal(parsing: "0").subtracting(Decimal(reading: payment["change"]))
            #expect(try paid >= exact && paid.subtracting(exact) < Decimal(parsing: "0.000001"))
            #expect(saw["exported", 0, "Payment"] == payment["change"])
            #expect(saw["exported", 0, "Rate"] == "0.001200%")
            #expect(
                saw["account", "positions", 0, "total_funding_paid_out"]?.string.map { "-\($0)" }
                    == payment["change"]?.string
            )
        }

    }
}
