extension VenueCode {
    // swift-format-ignore
    static let asset: [VenueCode] = [
        .init(21801, "venue.invalid_asset_index", "invalid asset index", .notFound,
              "no asset can have this index"),
        .init(21802, "venue.invalid_asset_margin_mode", "invalid asset margin mode", .rejected,
              "the asset cannot be used as margin in this way"),
        .init(21803, "venue.asset_exists", "asset already exists for given index", .rejected,
              "an asset of this index exists already"),
        .init(21804, "venue.asset_not_registered", "asset does not exist for given index", .notFound,
              "the venue has no asset of this index"),
        .init(21805, "venue.only_usdc_transfer", "only usdc transfer supported", .rejected,
              "only USDC can be transferred this way"),
        .init(21806, "venue.invalid_extension_multiplier", "invalid extension multiplier", .rejected,
              "the extension multiplier given for the asset is out of range"),
        .init(21807, "venue.invalid_min_transfer", "invalid min transfer amount", .rejected,
              "the minimum transfer given for the asset is out of range"),
        .init(21808, "venue.invalid_min_withdrawal", "invalid min withdrawal amount", .rejected,
              "the minimum withdrawal given for the asset is out of range"),
        .init(21809, "venue.asset_not_found", "asset not found", .notFound,
              "the venue has no such asset"),
    ]

    // swift-format-ignore
    static let deleverage: [VenueCode] = [
        .init(21901, "venue.deleverage_against_itself", "deleverage against itself", .rejected,
              "an account cannot be deleveraged against itself"),
        .init(21902, "venue.deleverage_liquidation_mismatch",
              "deleverage does not match liquidation status", .rejected,
              "the accounts' liquidation status does not allow this deleveraging"),
        .init(21903, "venue.deleverage_with_open_orders", "deleverage with open orders", .rejected,
              "an account with open orders is not deleveraged"),
        .init(21904, "venue.invalid_deleverage_size", "invalid deleverage size", .rejected,
              "the size of the deleveraging is out of range"),
        .init(21905, "venue.invalid_deleverage_price", "invalid deleverage price", .rejected,
              "the price of the deleveraging is out of range"),
        .init(21906, "venue.invalid_deleverage_side", "invalid deleverage side", .rejected,
              "the deleveraging is on the side that would enlarge the position"),
    ]

    // swift-format-ignore
    /// These are values a person typed, so they end as `data` like values refused before anything is asked.
    static let candlestick: [VenueCode] = [
        .init(22400, "venue.candle_range_reversed",
              "invalid timestamps: end_timestamp must be greater than start_timestamp", .data,
              "the end of the range must come after its start"),
        .init(22401, "venue.candle_timestamp_out_of_range",
              "invalid timestamp: timestamp must be greater than 0 and less than year 2286", .data,
              "a time is before 1970 or after 2286"),
        .init(22402, "venue.candle_resolution_unsupported", "invalid resolution: resolution unsupported", .data,
              "the venue has no candles of this resolution"),
        .init(22403, "venue.candle_range_too_long",
              "time range exceeds maximum allowed range for the specified resolution", .data,
              "the range is too long for the resolution; shorten it, or take a coarser one"),
    ]

    // swift-format-ignore
    /// 23000 lasts weight ÷ (budget ÷ 60) seconds: 1.5 s for the heaviest read of a trading command, which weighs 600
    /// of 24 000 a minute. The others count over a minute.
    static let rateLimit: [VenueCode] = [
        .init(23000, "venue.too_many_requests", "Too Many Requests!", .temporary,
              "the venue's request limit is reached for this owner or address",
              hint: "wait, or lower requests_per_minute under [limits] in the profile",
              retryAfter: 2_000),
        .init(23001, "venue.too_many_subscriptions", "Too Many Subscriptions!", .temporary,
              "this connection follows as many channels as are allowed",
              hint: "watch fewer channels at once",
              retryAfter: 60_000),
        .init(23002, "venue.too_many_accounts", "Too Many Different Accounts!", .temporary,
              "this connection follows as many accounts as are allowed",
              hint: "watch fewer accounts at once",
              retryAfter: 60_000),
        .init(23003, "venue.too_many_connections", "Too Many Connections!", .temporary,
              "this address holds, or has just opened, as many connections as are allowed",
              hint: "end other streams from this address first",
              retryAfter: 60_000),
        .init(23004, "venue.too_many_withdrawals", "Too Many L2 Withdrawal Requests!", .temporary,
              "two withdrawals a minute are allowed",
              retryAfter: 60_000),
    ]

    // swift-format-ignore
    static let general: [VenueCode] = [
        .init(29404, "venue.not_found", "not found", .notFound,
              "the venue does not have what was asked for",
              uncertain: true),
        .init(29500, "venue.internal_server_error", "internal server error", .unavailable,
              "the venue failed while it worked on this",
              uncertain: true),
        .init(29501, "venue.process_timeout", "process timeout", .unavailable,
              "the venue did not finish in its own time limit",
              uncertain: true),
    ]
}
