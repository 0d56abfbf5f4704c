import LighterTransactions

extension TimeInForce {
    /// The words for it in profiles, in records and on the command line (cli.md, "Commands").
    public static let words: [(word: String, value: TimeInForce)] = [
        ("gtt", .goodTillTime), ("ioc", .immediateOrCancel), ("post-only", .postOnly),
    ]
}
