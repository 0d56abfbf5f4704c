extension MatrixLine {
    /// Every command, in most of what it can do.
    static let all = reads + rehearsals + changes + refusals

    private static let submitted = ["submit ETH buy 0.01 --price 2000 --client-id #"]
    private static let lines: Set = ["json", "ndjson"]
    private static let twoOrders = """
        {"market":"ETH","side":"buy","size":"0.01","price":2000,"client_id":"#"}
        {"market":"ETH","side":"buy","size":"0.01","pric":2000}

        """

    private static func read(_ words: String, _ schema: String?, exit: Int32 = 0) -> MatrixLine {
        MatrixLine(words: words, schema: schema, exit: exit)
    }

    private static func watch(_ words: String, _ schema: String, _ count: Int = 1) -> MatrixLine {
        MatrixLine(
            words: words + " --count \(count)",
            schema: schema,
            forms: lines.union(["table"]),
            isSteady: false,
            isStream: true
        )
    }

    /// What is another program's to read is the same in every form.
    private static func text(_ words: String) -> MatrixLine { MatrixLine(words: words, schema: nil, isStream: true) }

    private static func rehearse(_ words: String, _ schema: String) -> MatrixLine {
        MatrixLine(words: words + " -n", schema: schema, isSteady: false)
    }

    private static func change(_ words: String, _ schema: String, before: [String] = [], exit: Int32 = 0) -> MatrixLine
    {
        MatrixLine(words: words, schema: schema, exit: exit, before: before, changes: true, isSteady: false)
    }

    private static let reads = [
        read("markets", "lighter.markets/1"),
        read("book ETH --depth 3", "lighter.book/1"),
        MatrixLine(words: "candles ETH --limit 5", schema: "lighter.candles/1", isSteady: false),
        watch("book ETH --depth 2 --watch", "lighter.book/1"),
        watch("orders --watch", "lighter.orders/1"),
        watch("positions --watch", "lighter.positions/1"),
        read("fills", "lighter.fills/1"),
        MatrixLine(words: "funding", schema: "lighter.funding/1", isSteady: false),
        MatrixLine(words: "funding ETH --limit 3", schema: "lighter.funding/1", isSteady: false),
        MatrixLine(words: "funding --paid", schema: "lighter.funding/1", isSteady: false),
        MatrixLine(words: "doctor", schema: "lighter.doctor/1", isSteady: false),
        MatrixLine(words: "doctor -p broken", schema: "lighter.doctor/1", exit: 1, isSteady: false),
        watch("watch book:ETH trades:ETH orders fills positions account balances transactions", "lighter.watch/1", 8),
        MatrixLine(
            words: "watch ticker:ETH stats stats:BTC spot-stats candles:ETH:1m notifications height --count 7",
            schema: "lighter.watch/1",
            forms: lines,
            isSteady: false,
            isStream: true
        ),
        read("trades ETH --limit 3", "lighter.trades/1"),
        read("account", "lighter.account/1"),
        read("positions", "lighter.positions/1"),
        read("orders", "lighter.orders/1"),
        read("orders --history", "lighter.orders/1"),
        read("orders --ledger", "lighter.ledger/1"),
        read("order 1", "lighter.order/1"),
        read("tx {hash}", "lighter.tx/1"),
        read("keys list", "lighter.keys/1"),
        read("keys show", "lighter.key/1"),
        read("keys show bot", "lighter.key/1"),
        read("keys check", "lighter.key_check/1"),
        read("keys check fresh {password}", "lighter.key_check/1", exit: 1),
        read("keys token list", "lighter.read_only_tokens/1"),
        read("canary --history", "lighter.canary_history/1"),
        read("profile list", "lighter.profiles/1"),
        read("profile show --sources", "lighter.profile/1"),
        read("profile path", "lighter.profile-path/1"),
        read("sandbox start", "lighter.sandbox/1"),
        read("sandbox status", "lighter.sandbox/1"),
        read("sandbox faults", "lighter.sandbox_faults/1"),
        read("schema", "lighter.schemas/1"),
        read("plugins", "lighter.plugins/1"),
        read("explain", "lighter.explain/1"),
        read("explain 69 guard.max_notional 21104 canceled-post-only", "lighter.explain/1"),
        read("schema submit", nil),
        read("version", "lighter.version/1"),
        text("man submit"),
        text("completions bash"),
        MatrixLine(
            words: "sign - --key-file {dir}/config/test.key",
            schema: "lighter.signed/1",
            exit: 65,
            input: "{unsigned}\n{}\n",
            forms: lines,
            isSteady: false,
            isStream: true
        ),
        MatrixLine(
            words: "verify -",
            schema: "lighter.verdict/1",
            exit: 65,
            input: "{signed}\n{}\n{\"auth_token\":\"1:2:3:4\"}\n",
            forms: lines,
            isStream: true
        ),
    ]

    private static let rehearsals = [
        rehearse("submit ETH buy 0.01 --price 2000", "lighter.submit/1"),
        rehearse(
            "submit ETH buy 0.01 --price 2000 --stop-loss 1900 --take-profit 2900 --client-id both",
            "lighter.submit/1"
        ),
        rehearse("submit ETH sell 0.1 --trigger 2200 --stop-loss --market --reduce-only", "lighter.submit/1"),
        rehearse("modify 1 --price 2004", "lighter.modify/1"),
        rehearse("cancel 1", "lighter.cancel/1"),
        rehearse("cancel --all", "lighter.cancel/1"),
        rehearse("cancel --after 10m", "lighter.cancel/1"),
        rehearse("close ETH", "lighter.close/1"),
        rehearse("close BTC", "lighter.close/1"),
        rehearse("leverage ETH 10", "lighter.leverage/1"),
        rehearse("keys generate new --index 7 {password}", "lighter.key/1"),
        rehearse("keys import new --index 7 {password}", "lighter.key/1"),
        rehearse("keys register fresh {password}", "lighter.key_registration/1"),
        rehearse("keys register bot {password}", "lighter.key_registration/1"),
        rehearse("keys rotate bot {password}", "lighter.key_rotation/1"),
        rehearse("keys token create", "lighter.auth_token/1"),
        rehearse("keys token create --read-only tv --expires 30d", "lighter.read_only_token/1"),
        rehearse("keys token revoke 1", "lighter.read_only_token_revoked/1"),
        rehearse("keys export bot --file {dir}/out --confirm bot", "lighter.key_export/1"),
        rehearse("profile init new", "lighter.profile-init/1"),
        rehearse("keys delete bot", "lighter.key_deletion/1"),
        MatrixLine(
            words: "submit - -n",
            schema: "lighter.submit/1",
            exit: 5,
            input: twoOrders,
            isSteady: false,
            isStream: true
        ),
        MatrixLine(words: "canary -n", schema: "lighter.canary/1", forms: allForms, changes: true, isSteady: false),
    ]

    private static let changes = [
        change("submit ETH buy 0.01 --price 2000 --client-id #", "lighter.submit/1"),
        change("submit ETH buy 0.01 --market --stop-loss 1900", "lighter.submit/1"),
        MatrixLine(
            words: "submit -",
            schema: "lighter.submit/1",
            exit: 5,
            input: twoOrders,
            changes: true,
            isSteady: false,
            isStream: true
        ),
        change("modify # --price 2001", "lighter.modify/1", before: submitted),
        change("modify # --price 2000", "lighter.modify/1", before: submitted),
        change("cancel #", "lighter.cancel/1", before: submitted),
        change("cancel # nobody", "lighter.cancel/1", before: submitted, exit: 5),
        change("cancel --all --market ETH", "lighter.cancel/1", before: submitted),
        change("cancel --after 10m", "lighter.cancel/1"),
        change("cancel --disarm", "lighter.cancel/1"),
        change("close ETH", "lighter.close/1", before: ["submit ETH buy 0.1 --market"]),
        change("leverage ETH 10", "lighter.leverage/1"),
        change("keys generate g# --index 7 --kdf none {password}", "lighter.key/1"),
        MatrixLine(
            words: "keys import i# --index 7 --kdf none {password}",
            schema: "lighter.key/1",
            input: "{digits}",
            changes: true,
            isSteady: false
        ),
        change(
            "keys register r# {password} {owner}",
            "lighter.key_registration/1",
            before: ["keys generate r# --index # --kdf none {password}"]
        ),
        change("keys rotate bot {password} {owner}", "lighter.key_rotation/1"),
        change("keys token create", "lighter.auth_token/1"),
        change("keys token create --file {dir}/t#", "lighter.auth_token/1"),
        change("keys token create --read-only t# --expires 1d", "lighter.read_only_token/1"),
        change("keys token revoke 1", "lighter.read_only_token_revoked/1"),
        change("keys export bot --file {dir}/x# --confirm bot {password}", "lighter.key_export/1"),
        change(
            "keys delete d# --confirm d#",
            "lighter.key_deletion/1",
            before: ["keys generate d# --index 7 --kdf none {password}"]
        ),
        MatrixLine(
            words: "canary --attempts 2",
            schema: "lighter.canary/1",
            forms: allForms,
            changes: true,
            isSteady: false
        ),
        change("man --directory {dir}/man#", "lighter.manual/1"),
        change("profile init n#", "lighter.profile-init/1"),
        change("profile use test", "lighter.profile-use/1"),
        change("sandbox reset", "lighter.sandbox/1"),
        MatrixLine(words: "sandbox logs", schema: nil, forms: ["table"], changes: true, isStream: true),
        change("sandbox stop", "lighter.sandbox/1"),
    ]

    private static let refusals = [
        read("book ETHH", nil, exit: 66),
        read("order nobody", nil, exit: 66),
        read("schema nothing-like-it", nil, exit: 66),
        read("submit ETH buy 0.00001 --price 2000", nil, exit: 65),
        read("submit ETH buy 1000 --price 2000 -y", nil, exit: 3),
        read("account -p nowhere", nil, exit: 66),
        read("cancel --all", nil, exit: 7),
        read("book", nil, exit: 64),
    ]
}
