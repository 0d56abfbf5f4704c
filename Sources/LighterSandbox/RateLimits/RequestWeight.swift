/// What a request weighs (api.md, section 8.2).
enum RequestWeight {
    /// The weight of a path of the venue's.
    static func of(_ path: String) -> Int {
        weights[path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path] ?? usual
    }

    private static let root = "/api/v1/"
    private static let usual = 300

    private static let weights: [String: Int] = [
        "sendTx": 6, "sendTxBatch": 6, "nextNonce": 6,
        "publicPools": 50, "txFromL1TxHash": 50,
        "accountInactiveOrders": 100, "deposit/latest": 100,
        "apikeys": 150,
        "transferFeeInfo": 500,
        "trades": 600, "recentTrades": 600,
        "changeAccountTier": 3_000, "tokens": 3_000, "tokens/revoke": 3_000, "setAccountMetadata": 3_000,
        "notification/ack": 3_000, "createIntentAddress": 3_000, "fastwithdraw": 3_000,
        "tokens/create": 23_000,
    ]
}
