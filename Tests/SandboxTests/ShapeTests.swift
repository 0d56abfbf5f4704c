import Foundation
import LighterJSON
import LighterLayerOne
import LighterSandbox
import LighterTransactions
import Testing

/// Every reply has the members, with the JSON types, that the venue's payloads and the official SDK's models have.
@Suite struct ShapeTests {
    struct Shape: Sendable {
        let path: String
        var needsToken = false
        /// Where in the reply the object is: names and, for arrays, their first element.
        let place: [String]
        /// The table of required members.
        let required: String
        /// A payload of the venue, and where the object is in it.
        var payload: String?
    }

    static let shapes = [
        Shape(path: "/", place: [], required: "status"),
        Shape(path: "/info", place: [], required: "info"),
        Shape(path: "/api/v1/systemConfig", place: [], required: "system_config"),
        Shape(path: "/api/v1/assetDetails", place: ["asset_details"], required: "asset"),
        Shape(path: "/api/v1/orderBooks", place: ["order_books"], required: "order_books", payload: "order_books"),
        Shape(
            path: "/api/v1/orderBookDetails?filter=perp",
            place: ["order_book_details"],
            required: "order_book_details",
            payload: "order_book_details"
        ),
        Shape(
            path: "/api/v1/orderBookDetails",
            place: ["order_book_details", "market_config"],
            required: "market_config"
        ),
        Shape(
            path: "/api/v1/orderBookDetails?market_id=2048",
            place: ["spot_order_book_details"],
            required: "spot_order_book_details"
        ),
        Shape(
            path: "/api/v1/orderBookOrders?market_id=0&limit=5",
            place: ["asks"],
            required: "book_order",
            payload: "order_book_orders"
        ),
        Shape(path: "/api/v1/orderBookOrders?market_id=0&limit=5", place: [], required: "order_book_orders"),
        Shape(
            path: "/api/v1/candles?market_id=0&resolution=5m&start_timestamp=0&end_timestamp=5000000000&count_back=9",
            place: ["c"],
            required: "candle",
            payload: "candles"
        ),
        Shape(path: "/api/v1/exchangeStats", place: [], required: "exchange_stats"),
        Shape(path: "/api/v1/exchangeStats", place: ["order_book_stats"], required: "order_book_stats"),
        Shape(
            path: "/api/v1/recentTrades?market_id=0&limit=1",
            place: ["trades"],
            required: "trade",
            payload: "recent_trades"
        ),
        Shape(
            path: "/api/v1/trades?sort_by=trade_id&limit=1&account_index=ACCOUNT",
            needsToken: true,
            place: ["trades"],
            required: "trade"
        ),
        Shape(
            path: "/api/v1/account?by=index&value=ACCOUNT",
            place: ["accounts"],
            required: "account",
            payload: "account"
        ),
        Shape(path: "/api/v1/account?by=index&value=ACCOUNT", place: ["accounts", "positions"], required: "position"),
        Shape(
            path: "/api/v1/account?by=index&value=ACCOUNT",
            place: ["accounts", "assets"],
            required: "asset_balance"
        ),
        Shape(
            path: "/api/v1/accountsByL1Address?l1_address=OWNER",
            place: ["sub_accounts"],
            required: "sub_account"
        ),
        Shape(
            path: "/api/v1/apikeys?account_index=ACCOUNT&api_key_index=255",
            place: ["api_keys"],
            required: "api_key"
        ),
        Shape(
            path: "/api/v1/nextNonce?account_index=ACCOUNT&api_key_index=4",
            place: [],
            required: "next_nonce",
            payload: "next_nonce"
        ),
        Shape(
            path: "/api/v1/accountLimits?account_index=ACCOUNT",
            needsToken: true,
            place: [],
            required: "account_limits"
        ),
        Shape(
            path: "/api/v1/accountActiveOrders?account_index=ACCOUNT&market_id=0",
            needsToken: true,
            place: ["orders"],
            required: "order",
            payload: "orders"
        ),
        Shape(
            path: "/api/v1/accountInactiveOrders?account_index=ACCOUNT&limit=10",
            needsToken: true,
            place: ["orders"],
            required: "order"
        ),
        Shape(
            path: "/api/v1/accountOrders?client_order_indexes=2",
            needsToken: true,
            place: ["orders"],
            required: "order"
        ),
        Shape(path: "/api/v1/tx?by=sequence_index&value=SEQUENCE", place: [], required: "tx"),
        Shape(
            path: "/api/v1/accountTxs?by=account_index&value=ACCOUNT&limit=5&types=14",
            place: ["txs"],
            required: "txs"
        ),
    ]

    @Test func repliesHaveWhatTheVenueHas() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        // A position, a resting order, an order that came to an end, a trade, transactions.
        let sent = try client.send(client.sign(client.order(1, .buy, 1_000, at: 250_000, type: .market)))
        try Self.check(sent.json, against: "send_tx")
        try #require(try client.awaitOrder(1, ["filled"])?["status"] == "filled")
        #expect(try client.send(client.sign(client.order(2, .buy, 1_000, at: 220_000))).status == 200)
        try #require(try client.awaitOrder(2, ["open"])?["status"] == "open")
        let hash = try #require(sent.json["tx_hash"]?.string)
        let sequence = try client.get("/api/v1/tx?by=hash&value=\(hash)").json["sequence_index"]?.integer ?? 0
        for shape in Self.shapes {
            let path = shape.path.replacingOccurrences(of: "ACCOUNT", with: String(client.account))
                .replacingOccurrences(of: "OWNER", with: client.server.identity.owner.address.description)
                .replacingOccurrences(of: "SEQUENCE", with: String(sequence))
            let reply = shape.needsToken ? try client.authorizedGet(path) : try client.get(path)
            #expect(reply.status == 200, "\(path)")
            let object = try #require(Self.object(in: reply.json, at: shape.place), "\(path)")
            try Self.check(object, against: shape.required, path)
            if let payload = shape.payload {
                let recorded = try #require(Self.object(in: try Self.fixture(payload), at: shape.place))
                Self.compare(object, recorded, path)
            }
        }
    }

    static func fixture(_ name: String) throws -> JSON {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
        return try JSON.decode(Array(Data(contentsOf: url)))
    }

    private static func object(in json: JSON, at place: [String]) -> JSON? {
        place.reduce(json as JSON?) { json, name in
            let member = json?[name]
            return member?.array.map { $0.first } ?? member
        }
    }

    private static func check(_ object: JSON, against table: String, _ path: String = "") throws {
        let required = try #require(try fixture("required_fields")[table]?.object)
        for member in required.members {
            let value = try #require(object[member.key], "\(path): \(member.key)")
            #expect(value.isOf(type: member.value.string ?? ""), "\(path): \(member.key) is \(value.kind)")
        }
    }

    /// Whether everything in the recorded payload is there with the same type, and null where it is null.
    static func compare(_ ours: JSON, _ recorded: JSON, _ path: String) {
        switch recorded {
        case .object(let object):
            for member in object.members where !Self.omitted.contains(member.key) {
                guard let value = ours[member.key] else {
                    Issue.record("\(path): \(member.key) is missing")
                    continue
                }
                compare(value, member.value, "\(path).\(member.key)")
            }
        case .array(let elements):
            guard let first = elements.first, let our = ours.array?.first else { return }
            compare(our, first, "\(path)[]")
        default: #expect(ours.kind == recorded.kind, "\(path) is \(ours.kind)")
        }
    }

    /// Members that are left out when zero, and fees are zero here.
    private static let omitted: Set<String> = ["maker_fee", "taker_fee"]
}

extension JSON {
    fileprivate func isOf(type: String) -> Bool {
        switch (self, type) {
        case (.string, "string"), (.integer, "integer"), (.bool, "boolean"), (.array, "array"), (.object, "object"),
            (.integer, "number"), (.number, "number"), (.null, "null"):
            true
        default: false
        }
    }
}
