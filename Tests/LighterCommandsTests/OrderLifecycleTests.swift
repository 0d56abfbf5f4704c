import LighterJSON
import LighterTransactions
import Testing

/// An order from the first word to the last, at a real sandbox.
@Suite struct OrderLifecycleTests {
    private static let tick = Decimal(coefficient: 1, scale: 2) ?? .zero

    @Test func anOrderRestsIsFoundByEveryNameIsChangedAndIsCancelled() throws {
        let world = try CommandLineWorld()
        let bid = try world.best("bids").adding(Self.tick)
        let submitted = try world.lighter(
            words: "submit ETH buy 0.1 --price \(bid) --client-id my-order --tif post-only"
        )
        #expect(submitted.status == 0, "\(submitted.errors)")
        let placed = try submitted.json
        #expect(placed["schema"] == "lighter.submit/1" && placed["profile"] == "test")
        #expect(placed["network"] == "sandbox" && placed["dry_run"] == false)
        #expect(placed["state"] == "ACCEPTED" && placed["client_id"] == "my-order")
        // The first four bytes of the SHA-256 of the text, as `sha256sum` gives them, without the top bit.
        #expect(placed["client_order_index"] == "163562322")
        // Who acts where, said before anything leaves.
        #expect(submitted.errors.contains("profile test, network sandbox, account 100001"))

        let index = try #require(placed["order_index"]?.string)
        let listed = try world.lighter("orders", "--market", "ETH").items("orders")
        #expect(listed.map { $0["order_index"] } == [.string(index)])
        for name in ["my-order", "163562322", index] {
            let order = try world.lighter("order", name).json
            for (key, value) in try #require(listed[0].object).members.map({ ($0.key, $0.value) }) {
                #expect(order[key] == value, "\(name): \(key)")
            }
        }
        let top = try world.lighter("book", "ETH", "--depth", "1").json
        let best = try #require(top["bids"]?.array?.first)
        #expect(best["price"] == .string("\(bid)") && best["size"] == "0.1" && best["own_size"] == "0.1")
        let hash = try #require(placed["tx_hash"]?.string)
        #expect(try world.lighter("tx", hash, "-q").output == "executed\n")

        let higher = try bid.adding(Self.tick)
        let changed = try world.lighter(words: "modify my-order --price \(higher) --size 0.25").json
        #expect(changed["schema"] == "lighter.modify/1" && changed["order_index"] == .string(index))
        #expect(changed["price"] == .string("\(higher)") && changed["size"] == "0.25" && changed["version"] == 1)
        #expect(try world.best("bids") == higher)
        #expect(try world.lighter(words: "amend \(index) --price \(bid) --expect-version 1").status == 0)
        let late = try world.lighter(words: "modify my-order --size 0.1 --expect-version 1")
        try late.expectFailure(3, "modify.version_changed")
        // What it is already is not sent: that would cost the order its place in the queue.
        let unchanged = try world.lighter(words: "modify my-order --price \(bid) --size 0.25").json
        #expect(unchanged["changed"] == false && unchanged["version"] == 2 && unchanged["tx_hash"] == .null)

        let cancelled = try world.lighter("cancel", "163562322").json
        #expect(cancelled["schema"] == "lighter.cancel/1" && cancelled["count"] == 1)
        #expect(cancelled["orders"]?.array?.map { $0["state"] } == ["CANCELED"])
        #expect(try world.lighter("orders").items("orders").isEmpty)
        #expect(try world.lighter("order", "my-order", "-q").output == "CANCELED\n")
        #expect(try world.lighter("orders", "--history").items("orders").map { $0["order_index"] } == [.string(index)])
        let again = try world.lighter("cancel", "my-order").expectFailure(3, "order.already_over")
        #expect(again["effect"] == "none")
        try world.lighter(words: "modify my-order --size 0.1").expectFailure(3, "order.already_over")
        try world.lighter("cancel", "another-order").expectFailure(66, "order.not_found")
        try world.lighter("order", "281474976710656").expectFailure(66, "order.not_found")
    }

    @Test func whatTakesIsFilledOrDeadOrInBetween() throws {
        let world = try CommandLineWorld()
        let ask = try world.best("asks")
        let bid = try world.best("bids")

        let crossing = try world.lighter(words: "submit ETH buy 0.1 --price \(ask) --tif post-only")
        let failure = try crossing.expectFailure(4, "order.canceled_post_only")
        #expect(failure["effect"] == "none" && failure["venue"]?["message"] == "canceled-post-only")
        let context = try #require(failure["context"])
        #expect(context["command"] == "submit" && context["market"] == "ETH" && context["profile"] == "test")
        #expect(context["tx_hash"]?.string?.count == 80 && context["nonce"] == 0)
        #expect(try world.lighter("tx", context["tx_hash"]?.string ?? "", "-q").output == "executed\n")
        try world.lighter(words: "submit ETH buy 0.1 --price \(bid) --tif ioc").expectFailure(4)

        let filled = try world.lighter(words: "submit ETH buy 0.1 --market").json
        #expect(filled["state"] == "FILLED" && filled["filled_size"] == "0.1" && filled["remaining_size"] == "0")
        #expect(filled["average_price"] == .string("\(ask)"))
        #expect(try world.lighter("positions", "-q").output == "ETH 0.1\n")
        #expect(try world.lighter("trades", "ETH", "-q").output == "\(ask)\n")

        // All of the best level, and more than it has.
        let level = try #require(
            try world.lighter("book", "ETH", "--depth", "1").json["asks"]?.array?.first?["size"]?.string
        )
        let size = try Decimal(parsing: level).adding(Decimal(1))
        let partial = try world.lighter(words: "submit ETH buy \(size) --price \(ask) --tif ioc --wait filled")
        #expect(try partial.expectFailure(5)["effect"] == "partial")
        let held = try Decimal(parsing: level).adding(Decimal(parsing: "0.1"))
        let position = try world.lighter("positions").items("positions").first
        #expect(position?["signed_size"] == .string("\(held)") && position?["side"] == "long")
        #expect(position?["entry_price"] == .string("\(ask)"))

        let closed = try world.lighter(words: "submit ETH sell \(held) --market --reduce-only --wait done")
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(try world.lighter("positions").items("positions").isEmpty)
        // What is left of an order that took what there was rests, and says so.
        let rest = try world.lighter("book", "ETH", "--depth", "1").json["asks"]?.array?.first
        let (price, available) = (try #require(rest?["price"]?.string), try #require(rest?["size"]?.string))
        let more = try Decimal(parsing: available).adding(Decimal(1))
        let waiting = "submit ETH buy \(more) --price \(price) --client-id rest --wait filled --timeout 1s"
        #expect(try world.lighter(words: waiting).expectFailure(8, "order.pending")["effect"] == "applied")
        let order = try world.lighter("order", "rest").json
        #expect(order["state"] == "PARTIALLY_FILLED" && order["remaining_size"] == "1")
        try world.lighter("modify", "rest", "--size", available).expectFailure(65, "modify.below_filled")
        #expect(try world.lighter("cancel", "rest").json["count"] == 1)
        #expect(try world.lighter(words: "submit ETH sell \(available) --market --slippage 1% -q").status == 0)
        #expect(try world.lighter("positions", "-q").output.isEmpty)

        // Money went one way only, and the account says so to the last unit.
        let collateral = try world.lighter("account").text("collateral")
        #expect(try Decimal(parsing: #require(collateral)) < Decimal(10_000))
        #expect(try world.lighter("account", "-q").output == "\(try #require(collateral))\n")
    }

    @Test func anotherOrderOfAClientIDIsRefused() throws {
        let world = try CommandLineWorld()
        let first = try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 77").json
        for other in ["ETH buy 0.2 --price 2000", "ETH buy 0.1 --price 2100", "ETH sell 0.1 --price 2600"] {
            let second = try world.lighter(words: "submit \(other) --client-id 77")
            let failure = try second.expectFailure(3, "order.client_id_taken")
            #expect(failure["context"]?["client_order_index"] == "77" && failure["hint"] == "lighter order 77")
        }
        // One the venue may not take is sent with a warning.
        let wide = try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 2147483648 -n")
        #expect(wide.status == 0 && wide.errors.contains("2147483647"))
        let orders = try world.lighter("orders").items("orders")
        #expect(orders.map { $0["order_index"] } == [first["order_index"]] && orders[0]["size"] == "0.1")
    }

    @Test func manyAreCancelledOnlyAfterAYes() throws {
        let world = try CommandLineWorld()
        for (number, market) in ["ETH", "ETH", "BTC", "ETH/USDC"].enumerated() {
            let price = market == "BTC" ? 60_000 : 2000
            let submitted = try world.lighter(
                words: "submit \(market) buy 0.01 --price \(price) --client-id \(number + 1)"
            )
            #expect(submitted.status == 0, "\(submitted.errors)")
        }
        try world.lighter("cancel", "--all").expectFailure(7, "guard.confirm")
        let dry = try world.lighter("-n", "cancel", "--all").json
        #expect(dry["dry_run"] == true && dry["count"] == 4 && dry["tx_hashes"]?.array?.count == 1)
        #expect(try world.lighter("orders").items("orders").count == 4)

        #expect(try world.lighter("cancel", "--all", "--market", "BTC").json["count"] == 1)
        #expect(try world.lighter("cancel", "--all", "--market", "ETH/USDC", "-q").output == "1\n")
        let left = try world.lighter("orders").items("orders")
        #expect(left.map { $0["market"] } == ["ETH", "ETH"])

        let mixed = try world.lighter("cancel", "1", "nobody", "3")
        #expect(mixed.status == 5)
        let fates = try mixed.items("orders")
        #expect(
            fates.map { $0["error"]?["code"] ?? $0["state"] } == ["CANCELED", "order.not_found", "order.already_over"]
        )
        #expect(fates.map { $0["outcome"] } == ["cancelled", "not_found", "already_over"])

        #expect(try world.lighter("cancel", "--all", "-y").json["count"] == 1)
        #expect(try world.lighter("orders", "-q").output.isEmpty)
    }
}
