import LighterJSON
import LighterTransactions
import Testing

extension Interop {
    /// Everything the SDK can read. That an answer is there at all says that the SDK's models took it.
    @Suite("the sandbox's reads")
    struct ReadTests {
        @Test("answer every read of the SDK, and tell of what was traded")
        func everything() async throws {
            try await SandboxProcess.with(seed: 11) { sandbox in
                let saw = try await sandbox.run("read_everything.py")
                try expectTransactions(saw, of: sandbox)
                try expectCharts(saw)
                try expectProfit(saw)

                #expect(saw["exported", 0] == "text/csv" && saw["exported", 2] == 1)
                for column in ["Size", "Price", "Trade Value", "Date"] {
                    #expect(saw["exported", 1]?[column] == saw["exported trade"]?[column], "\(column)")
                }
                #expect(saw["exported", 1, "Side"] == "Open Long" && saw["exported", 1, "Role"] == "Taker")
                #expect(saw["nothing to export"] == 22504)

                let account = try #require(sandbox.announcement["account_index"])
                #expect(saw["metadata", "account_metadatas", 0, "account_index"] == account)
                #expect(saw["metadata"] == saw["metadata of the owner"])
                #expect(saw["leaderboard", "entries"] == [] && saw["leaderboard of profit", "entries"] == [])
                #expect(saw["fee tiers", "user_tiers", 0, "name"] == "standard")
                #expect(saw["fee tiers", "user_tiers", 0, "taker_fee_ticks"] == 0)
                #expect(saw["token list", "tokens", 0, "symbol"] == "ETH")

                let token = try #require(saw["read-only token", "api_token"]?.string)
                #expect(token.hasPrefix("ro:\(try #require(account.integer)):all:"))
                #expect(saw["read-only tokens", "api_tokens", 0, "api_token"] == .string(token))
                #expect(saw["active orders by the read-only token", "orders", 0, "client_order_index"] == 2)
                #expect(saw["revoked", "revoked"] == true)
            }
        }

        /// The newest transaction is the second order's, and every list that should have it has it.
        private func expectTransactions(_ saw: Observations, of sandbox: SandboxProcess) throws {
            let newest = try #require(saw["newest transaction"])
            let hash = try #require(newest["hash"])
            #expect(newest["type"] == 14 && newest["nonce"] == 1 && newest["status"] == 2)
            #expect(saw["transactions", "txs", 0, "hash"] == hash)
            #expect(saw["transactions", "txs", 0, "parent_hash"] == saw["transactions", "txs", 1, "hash"])
            #expect(saw["by sequence", "hash"] == hash)
            let block = try #require(saw["its block", "blocks", 0])
            #expect(block["height"] == newest["block_height"])
            #expect(block["txs"]?.array?.last?["hash"] == hash)
            #expect(block["txs"] == saw["transactions of its block", "txs"])
            let places = block["txs"]?.array?.compactMap { $0["transaction_index"]?.integer } ?? []
            #expect(places == (0..<Int64(places.count)).map { $0 })

            let height = try #require(saw["height"]?.integer)
            let heights = saw["newest blocks", "blocks"]?.array?.compactMap { $0["height"]?.integer } ?? []
            #expect(heights.first == height && zip(heights, heights.dropFirst()).allSatisfy { $0 == $1 + 1 })
            #expect(saw["blocks after it", "blocks", 0, "height"] == newest["block_height"])
        }

        /// The trades' candles hold the account's own trade, marks lie in their candles, sums agree with each other.
        private func expectCharts(_ saw: Observations) throws {
            let candles = try #require(saw["candles", "c"]?.array)
            #expect(try candles.first { try !isOrdered($0) } == nil)
            let marks = try #require(saw["mark price candles", "c"]?.array)
            #expect(marks.allSatisfy { ($0["sc"]?.integer ?? 0) > 0 })
            #expect(try marks.first { try !isOrdered($0) } == nil)
            #expect(saw["price charts", "price_charts"]?.array?.compactMap { $0["market_id"] } == [0, 1])
            let mark = try #require(saw["mark price candles", "c"]?.array?.last?["c"])
            let last = try #require(saw["price charts", "price_charts", 0, "prices"]?.array?.last?.string)
            #expect(try Decimal(reading: mark) == Decimal(parsing: last))

            let volume = try sum(saw["metric volume", "metrics"])
            #expect(try volume == Decimal(reading: saw["exchange statistics", "daily_usd_volume"]))
            let count = try sum(saw["metric trade_count", "metrics"])
            #expect(try count == Decimal(reading: saw["exchange statistics", "daily_trades_count"]))
            let ofETH = try sum(saw["metric of ETH", "metrics"])
            #expect(
                try ofETH
                    == Decimal(reading: saw["exchange statistics", "order_book_stats", 0, "daily_quote_token_volume"])
            )
        }

        /// Bought at the ask of a still book: the account is behind by the distance to the mark, no more.
        private func expectProfit(_ saw: Observations) throws {
            let points = try #require(saw["profit", "pnl"]?.array)
            let last = try #require(points.last)
            #expect(last["inflow"] == 10_000)
            #expect(try Decimal(reading: last["trade_pnl"]) < Decimal(parsing: "0"))
            #expect(try Decimal(reading: last["trade_pnl"]) > Decimal(parsing: "-1"))
            #expect(try Decimal(reading: last["volume"]) > Decimal(parsing: "200"))
        }

        private func isOrdered(_ candle: JSON) throws -> Bool {
            let (low, high) = (try Decimal(reading: candle["l"]), try Decimal(reading: candle["h"]))
            let (open, close) = (try Decimal(reading: candle["o"]), try Decimal(reading: candle["c"]))
            return low <= open && low <= close && open <= high && close <= high
        }

        private func sum(_ rows: JSON?) throws -> Decimal {
            try #require(rows?.array).reduce(try Decimal(parsing: "0")) { try $0.adding(Decimal(reading: $1["data"])) }
        }

    }
}
