import LighterJSON
import Testing

extension Interop {
    /// A client that nobody of the venue or of this project wrote, unchanged but for the URLs it is given.
    @Suite("ccxt")
    struct CCXTTests {
        @Test(
            "registers its key, reads the sandbox and trades on it: places, edits, cancels, fills, groups, moves money"
        )
        func trading() async throws {
            try await SandboxProcess.with(seed: 12) { sandbox in
                let saw = try await CCXT.run("ccxt_trading.py", against: sandbox)
                try expectReads(saw)

                #expect(saw["placed", "status"] == "open")
                #expect(saw["placed", "price"] == .number("2000.0"))
                #expect(saw["placed", "client"] == "7")
                #expect(saw["edited", "id"] == saw["placed", "id"])
                #expect(saw["edited", "price"] == .number("2001.0"))
                #expect(saw["edited", "amount"] == .number("0.2"))
                #expect(saw["cancelled", "id"] == saw["placed", "id"])
                #expect(saw["cancelled", "status"] == "canceled")
                #expect(saw["post-only that would have taken"] == "canceled-post-only")

                #expect(saw["filled", 0, "side"] == "buy")
                #expect(saw["filled", 0, "takerOrMaker"] == "taker")
                #expect(saw["position", "side"] == "long")
                #expect(saw["position", "contracts"] == .number("0.1"))
                #expect(saw["position", "entryPrice"] == saw["filled", 0, "price"])

                let kinds = saw["group"]?.array?.compactMap { $0["kind"]?.string }
                #expect(kinds == ["stop-loss-limit", "limit", "take-profit-limit"])
                #expect(saw["group", 0, "triggerPrice"] == .number("1900.0"))
                #expect(saw["spot", "status"] == "open")
                #expect(saw["left"] == [0, 0])
                #expect(saw["leverage"] == .number("10.0"))
                #expect(saw["isolated"] == ["isolated", .number("25.0")])
                #expect(saw["transfers"] == [[.number("100.0"), "L2SelfTransfer"]])
                #expect(saw["withdrawals"] == [[.number("20.0"), "pending"]])
                #expect(saw["too small"] == ["InvalidOrder", 21706])
                #expect(saw["too far"] == ["InvalidOrder", 21734])
            }
        }

        @Test("follows the sandbox's streams and trades over them")
        func streams() async throws {
            try await SandboxProcess.with(seed: 20) { sandbox in
                let saw = try await CCXT.run("ccxt_streams.py", against: sandbox)
                #expect(saw["book"] == [true, 24, 24])
                #expect(saw["ticker"] == ["ETH/USDC:USDC", true])
                #expect(saw["trade"] == ["amount", "price", "side"])
                #expect(saw["balance"] == .number("10000.0"))
                #expect(saw["created"] == "77")
                #expect(saw["open"] == [.number("2000.0"), .number("0.1"), .number("0.0")])
                #expect(saw["in the book"] == [[.number("2000.0"), .number("0.1")]])
                #expect(saw["cancelled"] == true)
                #expect(saw["filled"] == ["buy", .number("0.1"), "taker"])
            }
        }

        private func expectReads(_ saw: Observations) throws {
            #expect(saw["markets", "ETH/USDC:USDC"] == "0")
            #expect(saw["markets", "ETH/USDC"] == "2048")
            #expect(saw["precision", "amount"] == .number("0.0001"))
            #expect(saw["status"] == "ok")
            #expect(saw["book", "asks"]?.array?.count == 5)
            #expect(saw["book", "bids"]?.array?.count == 5)
            #expect(saw["candles"]?.array?.isEmpty == false)
            #expect(saw["trades"]?.array?.count == 10)
            #expect(saw["assets"] == ["ETH", "USDC"])
            #expect(saw["balance", "total"] == .number("10000.0"))
            #expect(saw["has a signer"] == true)
        }
    }
}
