extension ErrorCode {
    // swift-format-ignore
    static let markets: [ErrorCode] = [
        .init("market.not_found", [.notFound], "the venue lists no such market", "lighter markets"),
        .init("market.no_funding", [.notFound], "the market has no funding: only perpetuals have", "lighter funding"),
        .init("market.ambiguous", [.notFound], "several markets have this symbol", "name the market by its number"),
        .init("market.not_active", [.data, .no], "the market takes no orders now", "lighter markets"),
        .init("market.no_positions", [.data], "positions and leverage exist on perpetual markets only", "lighter markets"),
        .init("candles.future", [.data], "candles from then on are yet to come", "give --since a time that is over"),
        .init("candles.too_many", [.data], "the venue does not give so many candles at once",
              "take a coarser --resolution, or a later --since"),
        .init("market.decimals_changed", [.no], "the venue changed how many decimals a market's prices or sizes have",
              "lighter markets"),
        .init("market.minimums_changed", [.no], "the venue changed the least that a market takes", "lighter markets"),
    ]

    // swift-format-ignore
    static let guards: [ErrorCode] = [
        .init("guard.read_only", [.refused], "the profile is read-only", "lighter profile show --sources"),
        .init("guard.markets", [.refused], "the profile does not trade this market", "lighter profile show --sources"),
        .init("guard.max_notional", [.refused], "the order is worth more than the profile allows",
              "lighter profile show --sources"),
        .init("guard.max_day_notional", [.refused], "the order would take the day past what the profile allows",
              "lighter orders --ledger"),
        .init("guard.max_deviation", [.refused], "the price is further from the mid than the profile allows",
              "lighter profile show --sources"),
        .init("guard.max_open_orders", [.refused], "as many orders rest as the profile allows", "lighter orders"),
        .init("guard.uncounted", [.temporary],
              "the venue has not carried out what was sent before, so that a guard cannot count it", "lighter orders --ledger"),
        .init("guard.confirm", [.refused], "it needs a yes, and got none",
              "add -y; where a word is to be typed, --confirm WORD"),
        .init("guard.live_orders", [.refused], "the canary's order would move real money, and nothing allows it to",
              "set live_orders = true in [canary], or give --live-orders"),
        .init("limit.requests", [.temporary], "the profile's requests_per_minute is used up",
              "wait, allow more time with --timeout 1m, or raise the limit in [limits]"),
    ]

    // swift-format-ignore
    static let profiles: [ErrorCode] = [
        .init("profile.not_found", [.notFound], "there is no such profile", "lighter profile list"),
        .init("profile.invalid", [.configuration], "the profile is wrong; file, line and column are named",
              "mend the line that is named"),
        .init("profile.missing", [.configuration], "the profile lacks a value that the command needs",
              "lighter profile show --sources"),
        .init("profile.address", [.configuration], "the address of the venue is none", "lighter profile show --sources"),
        .init("profile.permission", [.permission], "the profile may not be read, or others may write it",
              "look at the owner and mode of the file"),
        .init("profile.cannot_create", [.cannotCreate], "the profile, or the choice of one, cannot be written",
              "look at the configuration directory: lighter profile path"),
        .init("plugin.cannot_start", [.notFound, .permission], "the program of a plugin cannot be run",
              "look at its first line and its mode: lighter plugins"),
    ]

    // swift-format-ignore
    static let sandbox: [ErrorCode] = [
        .init("sandbox.not_running", [.no], "no sandbox runs", "lighter sandbox start"),
        .init("sandbox.not_ready", [.unavailable], "a sandbox is starting, and not ready in time", "lighter sandbox logs"),
        .init("sandbox.did_not_start", [.unavailable], "the sandbox ended before it was ready", "lighter sandbox logs"),
        .init("sandbox.cannot_start", [.unavailable], "the program lighter-sandbox cannot be run",
              "put lighter-sandbox beside lighter or on the PATH"),
        .init("sandbox.cannot_create", [.cannotCreate], "the sandbox's files cannot be written",
              "set LIGHTER_STATE_HOME to a directory that can be written"),
        .init("sandbox.does_not_stop", [.temporary], "the sandbox was told to end, and still runs", "lighter sandbox stop"),
        .init("sandbox.no_answer", [.unavailable], "the sandbox runs and does not answer", "lighter sandbox logs"),
        .init("sandbox.no_log", [.notFound], "no sandbox has run yet", "lighter sandbox start"),
        .init("sandbox.faults", [.data], "this is no fault that the sandbox can make", "lighter-sandbox --help"),
    ]
}
