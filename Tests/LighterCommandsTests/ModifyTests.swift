import Foundation
import LighterJSON
import LighterVenue
import Testing

/// Changing and cancelling orders that wait for a trigger, or for another order.
@Suite struct ModifyTests {
    private static let expiry = Int64(Date().timeIntervalSince1970 * 1000) + 86_400_000

    /// Signs a transaction and hands it to the sandbox, past what `submit` can send.
    private func send(_ type: Int, _ fields: String, nonce: Int, _ world: CommandLineWorld) throws {
        let names = ["AccountIndex": "account_index", "ApiKeyIndex": "api_key_index"]
        let identity = names.map { "\"\($0.key)\":\(world.account[$0.value]?.integer ?? 0)" }.joined(separator: ",")
        let times = "\"ExpiredAt\":\(Self.expiry - 86_000_000),\"Nonce\":\(nonce)"
        let unsigned = "{\"chain_id\":300,\"tx_type\":\(type),\"tx_info\":{\(identity),\(fields),\(times)}}"
        let signed = try world.lighter("sign", "-", input: unsigned)
        #expect(signed.status == 0, "\(signed.errors)\(signed.output)")
        let info = try #require(try signed.json["tx_info"])
        let text = try info.string ?? info.encoded()
        let answer = try world.post("/api/v1/sendTx", [.init("tx_type", "\(type)"), .init("tx_info", text)])
        #expect(answer["code"] == 200, "\(answer)")
    }

    /// An order of 0.1 ETH, or of none of its own.
    private func order(_ id: Int, size: Int, price: Int, isAsk: Int, type: Int, tif: Int, trigger: Int) -> String {
        """
        "MarketIndex":0,"ClientOrderIndex":\(id),"BaseAmount":\(size),"Price":\(price),"IsAsk":\(isAsk),"Type":\(type),\
        "TimeInForce":\(tif),"ReduceOnly":\(size == 0 ? 1 : 0),"TriggerPrice":\(trigger),"OrderExpiry":\(Self.expiry)
        """
    }

    @Test func ordersThatWaitAreChangedAndCancelled() throws {
        let world = try CommandLineWorld()
        let parent = order(11, size: 1000, price: 200_000, isAsk: 0, type: 0, tif: 1, trigger: 0)
        let profit = order(12, size: 0, price: 260_000, isAsk: 1, type: 5, tif: 1, trigger: 260_000)
        let loss = order(13, size: 0, price: 189_000, isAsk: 1, type: 3, tif: 1, trigger: 190_000)
        let stop = order(14, size: 1000, price: 195_000, isAsk: 1, type: 2, tif: 0, trigger: 200_000)
        try send(28, "\"GroupingType\":3,\"Orders\":[{\(parent)},{\(profit)},{\(loss)}]", nonce: 0, world)
        try send(14, stop, nonce: 1, world)

        let changes: [(line: String, price: String, trigger: JSON, size: String)] = [
            ("modify 12 --trigger 2650", "2600", "2650", "0"),
            ("modify 13 --price 1870 --trigger 1880", "1870", "1880", "0"),
            ("modify 14 --trigger 2010 --size 0.2", "1950", "2010", "0.2"),
            ("modify 14 --price 1940 --expect-version 1", "1940", "2010", "0.2"),
            ("modify 11 --price 2001", "2001", .null, "0.1"),
        ]
        for change in changes {
            let changed = try world.lighter(words: change.line)
            #expect(changed.status == 0, "\(change.line): \(changed.errors)")
            let order = try changed.json
            #expect(
                order["price"]?.string == change.price && order["trigger_price"] == change.trigger,
                "\(change.line)"
            )
            #expect(order["size"]?.string == change.size && order["changed"] == true, "\(change.line)")
        }
        #expect(try world.lighter(words: "modify 14 --trigger 2010").json["changed"] == false)
        try world.lighter(words: "modify 11 --trigger 2100").expectFailure(65, "modify.no_trigger")

        // What goes with its parent is cancelled, too.
        let cancelled = try world.lighter("cancel", "11", "12", "13", "14")
        #expect(cancelled.status == 0, "\(cancelled.output)")
        #expect(try cancelled.items("orders").allSatisfy { $0["outcome"] == "cancelled" })
        try world.expectAgreement(foreign: 2)
    }
}
