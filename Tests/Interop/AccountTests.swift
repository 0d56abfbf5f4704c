import LighterJSON
import LighterTransactions
import Testing

extension Interop {
    /// What an owner does with accounts by the unchanged SDK, the Ethereum key included.
    @Suite("the sandbox's accounts")
    struct AccountTests {
        @Test("take keys from their owner, divide, move money to the last unit, and hold margin of either kind")
        func changes() async throws {
            try await SandboxProcess.with(seed: 17) { sandbox in
                let saw = try await sandbox.run("account_changes.py")
                try expectKeys(saw)
                try expectMoney(saw, of: #require(sandbox.announcement["account_index"]))
                try expectMargin(saw)
            }
        }

        @Test("open for a newcomer's deposit, who registers a key and trades with those who were there")
        func newcomer() async throws {
            try await SandboxProcess.with(seed: 19) { sandbox in
                let saw = try await sandbox.run("newcomer.py")
                #expect(saw["before the deposit"] == 21100)
                #expect(saw["key registered"] == "")
                #expect(saw["orders"] == ["filled", "filled"])
                #expect(saw["bid and ask are theirs"] == true)
                // Bought and sold at the same price, 0.4 ETH inside the spread of a still book.
                #expect(saw["positions"] == [["0.4000", -1], ["0.4000", 1]])
                #expect(saw["transfer to the newcomer"] == "")
                // 500 and 125.5 deposited, 100 less the fee of 3 transferred.
                #expect(saw["collateral"] == ["9897.000000", "725.500000"])
                #expect(saw["deposits"] == [["125.500000", "completed"], ["500.000000", "completed"]])
                #expect(saw["worth together"] == .number("10622.5"))
            }
        }

        private func expectKeys(_ saw: Observations) throws {
            #expect(saw["key registered by a stranger"]?.string?.contains("21504") == true)
            #expect(saw["key registered by the owner"] == [200, ""])
            #expect(saw["key check"] == .null)
            #expect(saw["registered key"] == [true, 1])
            #expect(saw["orders by the new key's token", "orders"] == [])
        }

        private func expectMoney(_ saw: Observations, of account: JSON) throws {
            let accounts = try #require(saw["accounts of the owner"]?.array)
            #expect(accounts.count == 2 && accounts.first == account)
            for name in ["sub-account created", "transfer of 250.5", "transfer of 100", "transfer of 40"] {
                #expect(saw[name] == "", "\(name)")
            }
            #expect(saw["transfer to another owner"] == "" && saw["withdrawal"] == "")
            #expect(saw["too much"]?.string?.contains("21117") == true)
            // 10 000 less 250.5, 100 and back 40, 5 and its fee of 3, 30.
            #expect(saw["fees"] == [3_000_000, 0])
            #expect(saw["before"] == ["collateral": "10000.000000", "spot": "2500.000000"])
            #expect(saw["after"] == ["collateral": "9651.500000", "spot": "2560.000000"])
            #expect(saw["sub-account after"] == ["collateral": "250.500000", "spot": "0.000000"])

            let kinds = saw["transfers"]?.array?.compactMap { $0["type"]?.string }
            #expect(kinds == ["L2TransferOutflow", "L2SelfTransfer", "L2SelfTransfer", "L2TransferOutflow"])
            #expect(saw["transfers", 0, "fee"] == "3.000000")
            #expect(saw["transfers", 1, "from_route"] == "spot")
            #expect(saw["transfers", 3, "to_account_index"] == accounts.last)
            #expect(saw["transfers to oneself"] == ["40.000000", "100.000000"])
            #expect(saw["withdrawals", 0, "amount"] == "30.000000")
            #expect(saw["withdrawals", 0, "status"] == "pending")
            #expect(saw["claimable"] == [])
            #expect(saw["deposits", "deposits"] == [])
            // What came in less what went out is what is there.
            #expect(saw["profit", "inflow"] == 10_040)
            #expect(saw["profit", "outflow"] == .number("388.5"))
            #expect(saw["profit", "trade_pnl"] == 0)
            #expect(saw["profit", "spot_outflow"] == 40)
            #expect(saw["sub-account by a token for one account"] == 401)
            #expect(saw["sub-account by a token for all accounts"] == true)
        }

        private func expectMargin(_ saw: Observations) throws {
            #expect(saw["cross at ten", "margin_mode"] == 0)
            #expect(saw["isolated at five", "initial_margin_fraction"] == "20.00")
            #expect(saw["beyond the greatest leverage"]?.string?.contains("21113") == true)
            let allocated = try ["isolated position", "margin added", "margin removed"].map {
                try Decimal(parsing: #require(saw[$0, "allocated_margin"]?.string))
            }
            #expect(try allocated[1].subtracting(allocated[0]) == Decimal(parsing: "25"))
            #expect(try allocated[1].subtracting(allocated[2]) == Decimal(parsing: "10"))
            #expect(saw["mode with a position"]?.string?.contains("21132") == true)
            #expect(saw["closed", "allocated_margin"] == "0.000000")
        }
    }
}
