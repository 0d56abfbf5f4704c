import LighterJSON
import LighterSigning
import LighterTransactions
import Testing

extension Interop {
    /// The unchanged SDK as a client of the sandbox. Its models refuse answers whose fields are missing or of the wrong
    /// type, so that every answer read is a check of the sandbox's shapes.
    @Suite("the sandbox")
    struct SandboxTests {
        @Test("shows the SDK its markets, books, trades and account")
        func reads() async throws {
            try await SandboxProcess.with(seed: 1) { sandbox in
                let saw = try await sandbox.run("read_venue.py")
                let markets = try #require(saw["order books", "order_books"]?.array)
                #expect(
                    markets.contains { $0["symbol"] == "ETH" && $0["market_id"] == 0 && $0["market_type"] == "perp" }
                )
                #expect(markets.contains { $0["symbol"] == "ETH/USDC" && $0["market_type"] == "spot" })
                #expect(saw["details of 0", "order_book_details", 0, "price_decimals"] == 2)
                #expect(saw["details of 2048", "spot_order_book_details", 0, "symbol"] == "ETH/USDC")
                for market in [0, 2048] {
                    try expectSound(book: #require(saw["book of \(market)"]))
                    #expect(saw["trades of \(market)", "trades"]?.array?.count == 20)
                }

                #expect(saw["account", "accounts", 0, "index"] == sandbox.announcement["account_index"])
                #expect(saw["account", "accounts", 0, "collateral"] == "10000.000000")
                #expect(saw["account by address", "accounts"] == saw["account", "accounts"])
                #expect(saw["accounts of the address", "sub_accounts"]?.array?.count == 1)
                #expect(saw["API key", "api_keys", 0, "public_key"] == sandbox.announcement["public_key"])
                #expect(saw["API keys"] == saw["API key"])
                #expect(saw["next nonce", "nonce"] == 0)
            }
        }

        /// Prices of each side from the best on, the best bid below the best ask.
        private func expectSound(book: JSON) throws {
            func prices(_ side: String) throws -> [Decimal] {
                try #require(book[side]?.array).map { try Decimal(reading: $0["price"]) }
            }
            let (asks, bids) = (try prices("asks"), try prices("bids"))
            #expect(asks.count >= 20 && bids.count >= 20)
            #expect(zip(asks, asks.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(zip(bids, bids.dropFirst()).allSatisfy { $0 >= $1 })
            #expect(try #require(bids.first) < #require(asks.first))
        }

        @Test("has the public key that the SDK derives from the private one, and not another's")
        func registeredKey() async throws {
            try await SandboxProcess.with(seed: 2) { sandbox in
                let saw = try await sandbox.run("check_client.py")
                #expect(saw["the right key"] == .null)
                #expect(saw["another key"]?.string?.contains("does not match") == true)
            }
        }

        @Test("takes a limit order of the SDK, shows it to its token, modifies it and cancels it")
        func limitOrder() async throws {
            try await SandboxProcess.with(seed: 3) { sandbox in
                let saw = try await sandbox.run("limit_order.py")
                #expect(saw["created", "code"] == 200)
                #expect(saw["active", "status"] == "open")
                #expect(saw["active", "price"] == "2000.00")
                #expect(saw["active", "remaining_base_amount"] == "0.1000")
                #expect(saw["transaction", "hash"] == saw["created", "tx_hash"])
                #expect(saw["modified", "order_index"] == saw["active", "order_index"])
                #expect(saw["modified", "remaining_base_amount"] == "0.1500")
                #expect(saw["cancelled", "order_index"] == saw["active", "order_index"])
                #expect(saw["cancelled", "status"] == "canceled")
                #expect(saw["next nonce", "nonce"] == 3)
            }
        }

        @Test("fills a market order of the SDK, and closes its position to the last unit")
        func marketOrder() async throws {
            try await SandboxProcess.with(seed: 4) { sandbox in
                let saw = try await sandbox.run("market_order.py")
                #expect(saw["bought", "status"] == "filled")
                #expect(saw["bought", "filled_base_amount"] == "0.0500")
                #expect(saw["account long", "positions", 0, "position"] == "0.0500")
                #expect(saw["account long", "positions", 0, "sign"] == 1)
                #expect(saw["trades", "trades", 0, "size"] == "0.0500")
                #expect(saw["trades", "trades", 0, "bid_account_id"] == sandbox.announcement["account_index"])
                #expect(saw["sold", "status"] == "filled")
                #expect(saw["account after", "positions", 0, "position"] ?? "0.0000" == "0.0000")

                // Bought at the ask and sold at the bid, without fees: what was paid and not received is gone.
                let paid = try Decimal(reading: saw["bought", "filled_quote_amount"])
                let received = try Decimal(reading: saw["sold", "filled_quote_amount"])
                let before = try Decimal(reading: saw["account before", "collateral"])
                let after = try Decimal(reading: saw["account after", "collateral"])
                #expect(received < paid)
                #expect(try before.subtracting(after) == paid.subtracting(received))
            }
        }

        @Test("takes a batch of the SDK's orders under the hashes that it signed, and cancels all")
        func batch() async throws {
            try await SandboxProcess.with(seed: 5) { sandbox in
                let saw = try await sandbox.run("batch.py")
                #expect(saw["sent", "code"] == 200)
                #expect(saw["sent", "tx_hash"] == saw["signed"])
                let prices = saw["active"]?.array?.compactMap { $0["price"]?.string }
                #expect(Set(prices ?? []) == ["2000.00", "2000.01", "2000.02"])
                #expect(saw["cancelled"] == [])
                #expect(saw["nonces"] == 4)
            }
        }

        private struct Refusal {
            let name: String
            let exception: String
            let status: Int64
            let code: Int64
        }

        /// By api.md, sections 2.3 and 9.
        private static let refusals: [Refusal] = [
            Refusal(name: "a nonce ahead", exception: "BadRequestException", status: 400, code: 21104),
            Refusal(name: "an order below the least size", exception: "BadRequestException", status: 400, code: 21706),
            Refusal(name: "an expiry in sixty days", exception: "BadRequestException", status: 400, code: 21711),
            Refusal(name: "an unknown market", exception: "BadRequestException", status: 400, code: 21602),
            Refusal(name: "another key's signature", exception: "BadRequestException", status: 400, code: 21120),
            Refusal(name: "another chain's signature", exception: "BadRequestException", status: 400, code: 21120),
            Refusal(
                name: "an API key that is not registered",
                exception: "BadRequestException",
                status: 400,
                code: 21109
            ),
            Refusal(name: "no token", exception: "BadRequestException", status: 400, code: 20001),
            Refusal(name: "an expired token", exception: "UnauthorizedException", status: 401, code: 20013),
            Refusal(name: "a token for nine hours", exception: "UnauthorizedException", status: 401, code: 20013),
            Refusal(name: "another account's orders", exception: "UnauthorizedException", status: 401, code: 20013),
            Refusal(name: "an unknown account", exception: "BadRequestException", status: 400, code: 21100),
            Refusal(name: "an unknown transaction", exception: "BadRequestException", status: 400, code: 21500),
        ]

        @Test("refuses with the SDK's exceptions and the venue's codes, and takes no nonce for it")
        func refusals() async throws {
            try await SandboxProcess.with(seed: 6) { sandbox in
                let saw = try await sandbox.run("refusals.py")
                for refusal in Self.refusals {
                    #expect(saw[refusal.name, "exception"] == .string(refusal.exception), "\(refusal.name)")
                    #expect(saw[refusal.name, "status"] == .integer(refusal.status), "\(refusal.name)")
                    #expect(saw[refusal.name, "code"] == .integer(refusal.code), "\(refusal.name)")
                }
                #expect(saw["the SDK's own word on a small order"]?.string?.contains("code=21706") == true)
                #expect(saw["next nonce", "nonce"] == 0)
            }
        }

        @Test("refuses some orders only when it executes them, and says why in the order and the transaction")
        func lateRefusals() async throws {
            try await SandboxProcess.with(seed: 7) { sandbox in
                let saw = try await sandbox.run("late_refusals.py")
                #expect(saw["a post-only order that would trade", "status"] == "canceled-post-only")
                #expect(saw["a client order index used twice", "code"] == 21728)
                #expect(saw["next nonce", "nonce"] == 3)
            }
        }
    }
}
