import Foundation
import LighterJSON
import LighterTransactions
import LighterVenue
import Testing

/// Positions that are closed, and how their leverage is set, at a real sandbox.
@Suite struct CloseTests {
    @Test func aPositionIsClosedWhole() throws {
        let world = try CommandLineWorld()
        // Nothing to do is no failure.
        let nothing = try world.lighter("close", "ETH").json
        #expect(nothing["schema"] == "lighter.close/1" && nothing["closed"] == 0 && nothing["positions"] == [])
        #expect(try world.lighter("close", "--all").json["closed"] == 0)

        for (side, word, closing) in [("buy", "long", "sell"), ("sell", "short", "buy")] {
            #expect(try world.lighter(words: "submit ETH \(side) 0.3 --market").status == 0)
            let dry = try world.lighter("close", "ETH", "-n").json
            #expect(dry["dry_run"] == true && dry["closed"] == 0)
            #expect(dry["positions"]?.array?.first?["wire"]?["ReduceOnly"] == 1)
            let closed = try world.lighter(words: "close ETH --client-id flat-\(side)").json
            #expect(closed["closed"] == 1)
            let item = try #require(closed["positions"]?.array?.first)
            #expect(item["position_side"] == .string(word) && item["position_size"] == "0.3")
            #expect(item["side"] == .string(closing) && item["reduce_only"] == true && item["state"] == "FILLED")
            #expect(item["closed_size"] == "0.3" && item["left_size"] == "0" && item["duplicate"] == false)
            #expect(try world.lighter("positions").items("positions").isEmpty)
            let again = try world.lighter(words: "close ETH --client-id flat-\(side)").json
            #expect(again["positions"]?.array?.first?["duplicate"] == true)
            #expect(again["positions"]?.array?.first?["order_index"] == item["order_index"])
        }
        // A repeat never closes what was opened since, and does not pretend to.
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market --client-id open").status == 0)
        let stale = try world.lighter(words: "close ETH --client-id flat-buy").expectFailure(1, "close.opened_since")
        #expect(stale["message"]?.string?.contains("0.1 ETH") == true && stale["hint"] == "lighter close ETH")
        try world.lighter(words: "close ETH --client-id open").expectFailure(3, "order.client_id_taken")
        #expect(try world.lighter("positions", "-q").output == "ETH 0.1\n")
        #expect(try world.lighter("close", "ETH", "-q").output == "1\n")

        try world.lighter("close").expectFailure(64)
        try world.lighter("close", "ETH", "--all").expectFailure(64)
        try world.lighter("close", "--all", "--client-id", "x").expectFailure(64)
        try world.lighter("close", "NONE").expectFailure(66, "market.not_found")
        try world.lighter("close", "ETH/USDC").expectFailure(65, "market.no_positions")
    }

    @Test func whatTheBookDoesNotTakeIsLeftAndTold() throws {
        let world = try CommandLineWorld()
        let book = try world.lighter("book", "ETH", "--depth", "1").json
        let available = try Decimal(parsing: #require(book["bids"]?.array?.first?["size"]?.string))
        let size = try available.adding(Decimal(1))
        #expect(try world.lighter(words: "submit ETH buy \(size) --market --slippage 2%").status == 0)
        let partial = try world.lighter(words: "close ETH --slippage 0%").expectFailure(5)
        #expect(partial["effect"] == "partial" && partial["hint"] == "lighter close ETH")
        #expect(partial["message"]?.string?.contains("1 of \(size) ETH are left") == true, "\(partial)")
        #expect(try world.lighter("positions", "-q").output == "ETH 1\n")
        #expect(try world.lighter(words: "close ETH --slippage 2%").json["closed"] == 1)

        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        try world.post("/sandbox/market", [.init("market_id", "0"), .init("withdraw_house", "true")])
        try world.lighter("close", "ETH").expectFailure(69, "book.empty")
        #expect(try world.lighter("positions", "-q").output == "ETH 0.1\n")
    }

    @Test func allAreClosedAfterAYesEachByItself() throws {
        let world = try CommandLineWorld()
        for order in ["ETH buy 0.1", "BTC sell 0.01", "SOL buy 1"] {
            #expect(try world.lighter(words: "submit \(order) --market").status == 0)
        }
        try world.lighter("close", "--all").expectFailure(7, "guard.confirm")
        let dry = try world.lighter("close", "--all", "-n").json
        #expect(dry["positions"]?.array?.count == 3 && dry["closed"] == 0)
        try world.writeProfile("few", "[guard]\nmarkets = [\"ETH\", \"SOL\"]")
        let mixed = try world.lighter("close", "--all", "-y", profile: "few")
        #expect(mixed.status == 5)
        let items = try mixed.items("positions")
        #expect(
            items.map { $0["state"] ?? $0["error"]?["code"] } == ["FILLED", "guard.markets", "FILLED"],
            "\(mixed.output)"
        )
        #expect(items[1]["error"]?["context"]?["tx_hash"] == .null, "another position's transaction is none of its own")
        #expect(try world.lighter("positions", "-q").output == "BTC -0.01\n")
        try world.writeProfile("idle", "[guard]\nread_only = true")
        for command in ["close --all -y", "close BTC", "leverage BTC 5"] {
            try world.lighter(words: command, profile: "idle").expectFailure(7, "guard.read_only")
        }
        #expect(try world.lighter("close", "--all", "-y").json["closed"] == 1)
    }

    @Test func leverageIsSetAndReadBack() throws {
        let world = try CommandLineWorld()
        let set = try world.lighter(words: "leverage ETH 12.5x").json
        #expect(set["schema"] == "lighter.leverage/1" && set["leverage"] == "12.5" && set["leverage_before"] == "20")
        #expect(set["initial_margin_fraction"] == 800 && set["margin_mode"] == "cross" && set["dry_run"] == false)
        let hash = try #require(set["tx_hash"]?.string)
        #expect(try world.lighter("tx", hash, "-q").output == "executed\n")
        let dry = try world.lighter(words: "leverage ETH 3 --margin isolated -n").json
        #expect(dry["wire"]?["InitialMarginFraction"] == 3333 && dry["wire"]?["MarginMode"] == 1)
        #expect(dry["leverage_before"] == "12.5" && dry["dry_run"] == true)

        let isolated = try world.lighter(words: "leverage ETH 50 --margin isolated").json
        #expect(isolated["leverage_before"] == "12.5" && isolated["margin_mode_before"] == "cross")
        // Without --margin the mode stays.
        #expect(try world.lighter(words: "leverage ETH 10").json["margin_mode"] == "isolated")
        #expect(try world.lighter(words: "leverage ETH 10 --margin cross -q").output == "10\n")

        try world.lighter(words: "leverage ETH 50.01").expectFailure(65, "leverage.too_high")
        try world.lighter(words: "leverage ETH 0").expectFailure(65, "leverage.too_low")
        try world.lighter(words: "leverage ETH/USDC 2").expectFailure(65, "market.no_positions")
        try world.lighter(words: "leverage ETH 2 --margin half").expectFailure(64)

        // 10 000 USDC do not cover some 24 000, nor does a mode change under a position.
        #expect(try world.lighter(words: "submit ETH buy 10 --market --slippage 2%").status == 0)
        let refused = try world.lighter(words: "leverage ETH 1").expectFailure(3, "leverage.refused")
        #expect(refused["context"]?["market"] == "ETH" && refused["venue"]?["code"]?.integer != nil)
        let inUse = try world.lighter(words: "leverage ETH 10 --margin isolated").expectFailure(3)
        #expect(inUse["venue"]?["code"] == 21132, "\(inUse)")
        #expect(try world.lighter(words: "leverage ETH 10 -n").json["leverage_before"] == "10")
        try world.writeProfile("few", "[guard]\nmarkets = [\"BTC\"]")
        try world.lighter(words: "leverage ETH 5", profile: "few").expectFailure(7, "guard.markets")
    }
}
