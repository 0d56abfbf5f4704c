import LighterTransactions

/// Every key a profile may have, in the order in which they are shown.
enum ProfileSchema {
    // The venue and the account.
    static let network = ProfileKey<Network>("network", .choice)
    static let url = ProfileKey<VenueAddress>(
        "url",
        .address(.requests, example: "https://mainnet.zklighter.elliot.ai")
    )
    static let streamURL = ProfileKey<VenueAddress>(
        "stream_url",
        .address(.streams, example: "wss://mainnet.zklighter.elliot.ai/stream")
    )
    static let chainID = ProfileKey<ChainID>("chain_id", .bounded())
    static let account = ProfileKey<AccountIndex>("account", .bounded(from: 0))
    static let apiKeyIndex = ProfileKey<APIKeyIndex>("api_key_index", .bounded())

    // The key that signs.
    static let keyFile = ProfileKey<String>("key.file", .name(example: "keys/test.key"))
    static let keyStore = ProfileKey<KeyName>("key.keystore", .keyName)
    static let keyVariable = ProfileKey<String>("key.env", .name(example: "LIGHTER_TEST_KEY"))
    static let keyCommand = ProfileKey<[String]>("key.command", .command)
    static let keyCredential = ProfileKey<String>("key.credential", .name(example: "lighter.key"))
    static let passwordCommand = ProfileKey<[String]>("key.password_command", .command)
    static let passwordFile = ProfileKey<String>("key.password_file", .name(example: "keys/test.password"))
    static let passwordCredential = ProfileKey<String>("key.password_credential", .name(example: "lighter.password"))
    static let passwordDescriptor = ProfileKey<Int64>("key.password_fd", .integer(0...65_535))

    // What an order is when nothing else is said.
    static let slippage = ProfileKey<Percentage>(
        "defaults.slippage",
        .percentage(.zero ... .hundred),
        fallback: Percentage(basisPoints: 50)
    )
    static let expires = ProfileKey<TimeSpan>(
        "defaults.expires",
        .timeSpan(.minutes(5)...(.days(30))),
        fallback: .days(7)
    )
    static let wait = ProfileKey<WaitTarget>("defaults.wait", .choice, fallback: .open)
    static let timeInForce = ProfileKey<TimeInForce>(
        "defaults.tif",
        .choice(among: TimeInForce.words),
        fallback: .goodTillTime
    )

    // What no order gets past.
    static let readOnly = ProfileKey<Bool>("guard.read_only", .boolean, fallback: false)
    static let confirm = ProfileKey<Confirmation>("guard.confirm", .choice, fallback: .mainnet)
    static let markets = ProfileKey<[String]>("guard.markets", .names(example: "[\"ETH\", \"BTC\"]"))
    static let maximumNotional = ProfileKey<Decimal>("guard.max_notional", .amount)
    static let maximumDayNotional = ProfileKey<Decimal>("guard.max_day_notional", .amount)
    static let maximumDeviation = ProfileKey<Percentage>("guard.max_deviation", .percentage(.zero ... .hundred))
    static let maximumOpenOrders = ProfileKey<Int64>("guard.max_open_orders", .integer(1...1_000_000))

    static let requestsPerMinute = ProfileKey<Int64>(
        "limits.requests_per_minute",
        .integer(0...1_000_000),
        fallback: 60
    )

    // The canary (canary.md, "Configuration").
    static let canaryMarket = ProfileKey<String>("canary.market", .name(example: "ETH"))
    static let canaryType = ProfileKey<CanarySettings.OrderType>("canary.type", .choice, fallback: .limit)
    static let canaryAttempts = ProfileKey<Int64>("canary.attempts", .integer(1...1_000_000), fallback: 1)
    static let canaryInterval = ProfileKey<TimeSpan>(
        "canary.interval",
        .timeSpan(.zero...(.days(1))),
        fallback: .seconds(2)
    )
    static let canaryOffset = ProfileKey<Percentage>(
        "canary.offset",
        .percentage(Percentage(basisPoints: 1)...Percentage(basisPoints: 9_900)),
        fallback: Percentage(basisPoints: 2_000)
    )
    static let canarySize = ProfileKey<CanarySettings.Size>("canary.size", .canarySize, fallback: .minimum)
    static let canaryModify = ProfileKey<Bool>("canary.modify", .boolean, fallback: true)
    static let canaryDeadline = ProfileKey<TimeSpan>("canary.deadline", .latency, fallback: .seconds(20))
    static let canaryMaximumAcknowledgement = ProfileKey<TimeSpan>("canary.max_ack", .latency, fallback: .seconds(2))
    static let canaryMaximumCancel = ProfileKey<TimeSpan>("canary.max_cancel", .latency, fallback: .seconds(5))
    static let canaryLiveOrders = ProfileKey<Bool>("canary.live_orders", .boolean, fallback: false)
    static let canaryAllowsCancelAll = ProfileKey<Bool>("canary.allow_cancel_all", .boolean, fallback: false)

    // One probe of the canary. The paths are those of the table `[[canary.probe]]`.
    static let probes = "canary.probe"
    static let probeKind = ProfileKey<CanaryProbe.Kind>("canary.probe.kind", .choice)
    static let probeMarket = ProfileKey<String>("canary.probe.market", .name(example: "ETH"))
    static let probeMaximumSpread = ProfileKey<Percentage>("canary.probe.max_spread", .percentage(.zero ... .hundred))
    static let probeMaximumLatency = ProfileKey<TimeSpan>("canary.probe.max_latency", .latency)

    static let extends = "extends"

    /// All keys but `extends` and those of the probes.
    static let keys: [AnyProfileKey] = [
        AnyProfileKey(network), AnyProfileKey(url), AnyProfileKey(streamURL), AnyProfileKey(chainID),
        AnyProfileKey(account), AnyProfileKey(apiKeyIndex),
        AnyProfileKey(keyFile), AnyProfileKey(keyStore), AnyProfileKey(keyVariable), AnyProfileKey(keyCommand),
        AnyProfileKey(keyCredential),
        AnyProfileKey(passwordCommand), AnyProfileKey(passwordFile), AnyProfileKey(passwordCredential),
        AnyProfileKey(passwordDescriptor),
        AnyProfileKey(slippage), AnyProfileKey(expires), AnyProfileKey(wait), AnyProfileKey(timeInForce),
        AnyProfileKey(readOnly), AnyProfileKey(confirm), AnyProfileKey(markets), AnyProfileKey(maximumNotional),
        AnyProfileKey(maximumDayNotional), AnyProfileKey(maximumDeviation), AnyProfileKey(maximumOpenOrders),
        AnyProfileKey(requestsPerMinute),
        AnyProfileKey(canaryMarket), AnyProfileKey(canaryType), AnyProfileKey(canaryAttempts),
        AnyProfileKey(canaryInterval), AnyProfileKey(canaryOffset), AnyProfileKey(canarySize),
        AnyProfileKey(canaryModify),
        AnyProfileKey(canaryDeadline), AnyProfileKey(canaryMaximumAcknowledgement),
        AnyProfileKey(canaryMaximumCancel), AnyProfileKey(canaryLiveOrders), AnyProfileKey(canaryAllowsCancelAll),
    ]

    static let probeKeys: [AnyProfileKey] = [
        AnyProfileKey(probeKind), AnyProfileKey(probeMarket), AnyProfileKey(probeMaximumSpread),
        AnyProfileKey(probeMaximumLatency),
    ]

    /// The paths of the keys that each say where the private key is: a profile has at most one of them.
    static let keySources = [keyFile.path, keyStore.path, keyVariable.path, keyCommand.path, keyCredential.path]

    /// The paths of the keys that each say where the password is: a profile has at most one of them.
    static let passwordSources = [
        passwordCommand.path, passwordFile.path, passwordCredential.path, passwordDescriptor.path,
    ]

    static let tables = ["key", "defaults", "guard", "limits", "canary"]
}

extension ValueForm where Value == KeyName {
    fileprivate static let keyName = ValueForm.parsed(
        "a key's name as a string",
        example: "test",
        text: { $0.text },
        by: { text throws(KeyName.Impossible) in try KeyName(text) }
    )
}

extension ValueForm where Value == VenueAddress {
    fileprivate static func address(_ face: VenueAddress.Face, example: String) -> ValueForm {
        ValueForm.parsed(
            "an address as a string",
            example: example,
            text: { $0.text },
            by: { text throws(VenueAddressError) in try VenueAddress(parsing: text, face: face) }
        )
    }
}

extension ValueForm where Value == TimeSpan {
    /// A threshold or a deadline: something a person waits for.
    fileprivate static let latency = ValueForm.timeSpan(.milliseconds(1)...(.days(1)))
}

extension ValueForm {
    /// One of the venue's bounded integers, from `least` on.
    fileprivate static func bounded<Kind>(from least: Int64 = Kind.bounds.lowerBound) -> ValueForm
    where Value == Bounded<Kind> {
        ValueForm<Int64>.integer(least...Kind.bounds.upperBound).map(
            { value throws(InvalidValue) in
                guard let bounded = Value(exactly: value) else { throw InvalidValue("\(value) is reserved") }
                return bounded
            },
            text: { $0.description },
            written: { .integer($0.value) }
        )
    }
}

extension ValueForm where Value == CanarySettings.Size {
    fileprivate static let canarySize = ValueForm.parsed(
        "a size as a string",
        example: "min",
        text: { $0.description },
        by: { text throws(DecimalError) in text == "min" ? .minimum : .exactly(try Decimal(parsing: text)) }
    ).requiring { size throws(InvalidValue) in
        if case .exactly(let value) = size, value <= .zero { throw InvalidValue("\(value) is not above 0") }
    }
}
