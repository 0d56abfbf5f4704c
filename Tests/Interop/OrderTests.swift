import LighterJSON
import Testing

extension Interop {
    /// Orders of every kind that the SDK can sign, each followed to where it ends.
    @Suite("the sandbox's orders")
    struct OrderTests {
        @Test("of every type and time in force live, trigger, trade and end under the venue's words")
        func types() async throws {
            try await SandboxProcess.with(seed: 13) { sandbox in
                let saw = try await sandbox.run("order_types.py")
                for (name, status) in Self.statuses { #expect(saw[name, "status"] == .string(status), "\(name)") }
                #expect(saw["modified", "initial_base_amount"] == "0.1500")
                #expect(saw["modified", "order_version"] == 1)
                #expect(saw["modified late"]?.string?.contains("21743") == true)
                for name in ["stop-loss", "stop-loss-limit", "take-profit", "take-profit-limit"] {
                    #expect(saw["\(name), waiting", "type"] == .string(name))
                    #expect(saw["\(name), waiting", "trigger_status"] == "mark-price")
                    #expect(saw["\(name), triggered", "trigger_status"] == "ready")
                }
                #expect(saw["stop-loss, modified", "price"] == "2060.00")
                #expect(saw["active"] == [4, 21, 23])
                #expect(saw["TWAP, waiting", "trigger_status"] == "twap")
                #expect(saw["TWAP, done", "filled_base_amount"] == "0.4000")
                #expect(saw["sum of slices"] == 4_000)
            }
        }

        private static let statuses = [
            "limit, good till time": "open",
            "limit, cancelled": "canceled",
            "limit, immediate, that trades": "filled",
            "limit, immediate, that cannot": "canceled-too-much-slippage",
            "post-only that rests": "open",
            "post-only that would trade": "canceled-post-only",
            "spot": "open",
            "market": "filled",
            "market with limited slippage": "filled",
            "market for an amount of quote": "filled",
            "market, reduce-only": "filled",
            "stop-loss, waiting": "pending",
            "stop-loss-limit, waiting": "pending",
            "take-profit, waiting": "pending",
            "take-profit-limit, waiting": "pending",
            "stop-loss, cancelled": "canceled",
            "stop-loss, triggered": "filled",
            "stop-loss-limit, triggered": "open",
            "take-profit, triggered": "filled",
            "take-profit-limit, triggered": "open",
            "TWAP, waiting": "pending",
            "TWAP, under way": "pending",
            "TWAP, done": "filled",
        ]

        @Test("of a group wait for each other, take their parent's size, and go when the other one goes")
        func groups() async throws {
            try await SandboxProcess.with(seed: 14) { sandbox in
                let saw = try await sandbox.run("grouped_orders.py")
                let (stop, profit) = ("stop-loss-limit", "take-profit-limit")
                func state(_ stage: String, _ type: String, _ name: String) -> JSON? { saw[stage]?[type]?[name] }

                #expect(state("OTO, resting", stop, "status") == "pending")
                #expect(state("OTO, resting", stop, "trigger_status") == "parent-order")
                let parent = state("OTO, resting", "limit", "order_index")
                #expect(parent != nil && state("OTO, resting", stop, "parent_order_index") == parent)
                #expect(state("OTO, cancelled", stop, "status") == "canceled-child")

                #expect(state("OTOCO, filled", "market", "status") == "filled")
                for child in [stop, profit] {
                    #expect(state("OTOCO, filled", child, "initial_base_amount") == "0.1000")
                    #expect(state("OTOCO, filled", child, "trigger_status") == "mark-price")
                    #expect(state("OCO, waiting", child, "status") == "pending")
                }
                #expect(state("OTOCO, triggered", stop, "status") == "canceled-oco")
                #expect(state("OTOCO, triggered", profit, "status") == "open")
                #expect(state("OCO, triggered", stop, "status") == "filled")
                #expect(state("OCO, triggered", profit, "status") == "canceled-oco")
            }
        }

        @Test("go all at once, those of one market, at a time, or not when that is taken back")
        func cancelAll() async throws {
            try await SandboxProcess.with(seed: 15) { sandbox in
                let saw = try await sandbox.run("cancel_all.py")
                #expect(saw["placed"] == [0, 0, 1, 2048])
                #expect(saw["left by those of one market"] == [1, 2048])
                #expect(saw["left by all"] == [])
                #expect(saw["status"] == "canceled")
                #expect(saw["scheduled"] == 0)
                #expect(saw["aborted"] == 0)
                #expect(saw["still there"] == [0, 0, 1, 2048])
                #expect(saw["left when due"] == [])
                #expect(saw["after it"] == 0)
            }
        }

        @Test("are numbered by both of the SDK's nonce managers, 200 each, and none is refused")
        func nonceManagers() async throws {
            try await SandboxProcess.with(seed: 16) { sandbox in
                let saw = try await sandbox.run("nonce_managers.py")
                for manager in ["OPTIMISTIC", "API"] {
                    #expect(saw[manager, "errors"] == [], "\(manager)")
                    #expect(saw[manager, "nonces"] == 200, "\(manager)")
                    #expect(saw[manager, "orders"] == 200, "\(manager)")
                }
            }
        }
    }
}
