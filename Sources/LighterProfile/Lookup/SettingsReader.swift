import LighterTOML
import LighterTransactions

/// Reads typed values out of what all layers say together.
struct SettingsReader: Sendable {
    private let layer: ProfileLayer
    private let text: ProfileText

    init(_ layer: ProfileLayer, of text: ProfileText) {
        self.layer = layer
        self.text = text
    }

    /// The value of a key and where it was said; nil where it is set nowhere.
    func located<Value>(_ key: ProfileKey<Value>) throws(ProfileError) -> (value: Value, source: ValueSource)? {
        try SettingsReader.located(key, in: layer.values)
    }

    /// The value of a key or what holds without it; nil where nothing does.
    func optional<Value>(_ key: ProfileKey<Value>) throws(ProfileError) -> Value? {
        try located(key)?.value ?? key.fallback
    }

    /// The value of a key or what holds without it.
    ///
    /// - Throws: ``ProfileError`` where nothing does.
    func value<Value>(_ key: ProfileKey<Value>) throws(ProfileError) -> Value {
        guard let value = try optional(key) else {
            throw ProfileError(
                .configuration,
                "`\(key.path)` is missing",
                at: text.source(at: .start),
                hint: "set it, or begin with extends = \"testnet\""
            )
        }
        return value
    }

    private func source(_ path: String) -> ValueSource {
        layer.values[path]?.source ?? text.source(at: .start)
    }

    private static func located<Value>(
        _ key: ProfileKey<Value>,
        in values: [String: ProfileLayer.Setting]
    ) throws(ProfileError) -> (value: Value, source: ValueSource)? {
        guard let setting = values[key.path] else { return nil }
        do {
            return (try key.form.read(setting.value), setting.source)
        } catch {
            throw ProfileError(.configuration, "`\(key.path)`: \(error.message)", at: setting.source, hint: error.hint)
        }
    }
}

// What must fit together.
extension SettingsReader {
    /// Network, chain id and host must name one deployment, so that nobody trades on another than the profile says.
    func requireOneDeployment(_ network: Network, chainID: ChainID, url: VenueAddress?) throws(ProfileError) {
        if let expected = network.chainID, chainID.value != expected {
            throw conflict(
                "`chain_id` of \(network.rawValue) is \(expected), not \(chainID)",
                between: ProfileSchema.chainID.path
            )
        }
        let owner = Network.allCases.first { $0.movesRealMoney && $0.chainID == chainID.value }
        if network == .sandbox, let owner {
            throw conflict(
                "`chain_id` \(chainID) is \(owner.rawValue)'s: what the sandbox signs must be worth nothing there",
                between: ProfileSchema.chainID.path
            )
        }
        guard let url else {
            guard network != .sandbox else { return }
            _ = try value(ProfileSchema.url)
            return
        }
        try requireHost(url, of: network, at: ProfileSchema.url.path)
    }

    /// Where streams are: as said, or beside `url`.
    func streamURL(besides url: VenueAddress?) throws(ProfileError) -> VenueAddress? {
        if let stream = try optional(ProfileSchema.streamURL) {
            try requireHost(stream, of: value(ProfileSchema.network), at: ProfileSchema.streamURL.path)
            return stream
        }
        guard let url else { return nil }
        do {
            return try url.streams()
        } catch {
            throw ProfileError(.configuration, "`stream_url`: \(error)", at: source(ProfileSchema.url.path))
        }
    }

    private func requireHost(_ address: VenueAddress, of network: Network, at path: String) throws(ProfileError) {
        if network == .sandbox, !address.isLoopback {
            throw conflict("the sandbox is on this machine, not at \(address.host)", between: path)
        }
        if let owner = Network.allCases.first(where: { $0.host == address.host }), owner != network {
            throw conflict("\(address.host) is \(owner.rawValue), not \(network.rawValue)", between: path)
        }
    }

    /// An error at `path`, or at `network` where that was said last.
    private func conflict(_ message: String, between path: String) -> ProfileError {
        ProfileError(
            .configuration,
            message,
            at: source(path),
            hint: "`network` is set at \(source(ProfileSchema.network.path))"
        )
    }
}

// The tables of a profile.
extension SettingsReader {
    func orderDefaults() throws(ProfileError) -> OrderDefaults {
        OrderDefaults(
            slippage: try value(ProfileSchema.slippage),
            expires: try value(ProfileSchema.expires),
            wait: try value(ProfileSchema.wait),
            timeInForce: try value(ProfileSchema.timeInForce)
        )
    }

    func guards() throws(ProfileError) -> Guards {
        Guards(
            isReadOnly: try value(ProfileSchema.readOnly),
            confirm: try value(ProfileSchema.confirm),
            markets: try optional(ProfileSchema.markets),
            maximumNotional: try optional(ProfileSchema.maximumNotional),
            maximumDayNotional: try optional(ProfileSchema.maximumDayNotional),
            maximumDeviation: try optional(ProfileSchema.maximumDeviation),
            maximumOpenOrders: try optional(ProfileSchema.maximumOpenOrders)
        )
    }

    func canary() throws(ProfileError) -> CanarySettings {
        CanarySettings(
            market: try optional(ProfileSchema.canaryMarket),
            type: try value(ProfileSchema.canaryType),
            attempts: try value(ProfileSchema.canaryAttempts),
            interval: try value(ProfileSchema.canaryInterval),
            offset: try value(ProfileSchema.canaryOffset),
            size: try value(ProfileSchema.canarySize),
            modifies: try value(ProfileSchema.canaryModify),
            deadline: try value(ProfileSchema.canaryDeadline),
            maximumAcknowledgement: try value(ProfileSchema.canaryMaximumAcknowledgement),
            maximumCancel: try value(ProfileSchema.canaryMaximumCancel),
            allowsLiveOrders: try value(ProfileSchema.canaryLiveOrders),
            allowsCancelAll: try value(ProfileSchema.canaryAllowsCancelAll),
            probes: try probes()
        )
    }

    private func probes() throws(ProfileError) -> [CanaryProbe] {
        var probes: [CanaryProbe] = []
        for (values, source) in zip(layer.probes ?? [], layer.probeSources) {
            guard let kind = try SettingsReader.located(ProfileSchema.probeKind, in: values)?.value else {
                let kinds = CanaryProbe.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ProfileError(.configuration, "`kind` is missing in [[canary.probe]]", at: source, hint: kinds)
            }
            let spread = try SettingsReader.located(ProfileSchema.probeMaximumSpread, in: values)
            if let spread, kind != .book {
                throw ProfileError(.configuration, "`max_spread` is for kind = \"book\" alone", at: spread.source)
            }
            probes.append(
                CanaryProbe(
                    kind: kind,
                    market: try SettingsReader.located(ProfileSchema.probeMarket, in: values)?.value,
                    maximumSpread: spread?.value,
                    maximumLatency: try SettingsReader.located(ProfileSchema.probeMaximumLatency, in: values)?.value
                )
            )
        }
        return probes
    }
}

// What `profile show` prints.
extension SettingsReader {
    func listing() -> [ProfileSetting] {
        var listing: [ProfileSetting] = []
        for key in ProfileSchema.keys {
            if let setting = layer.values[key.path] {
                listing.append(ProfileSetting(key: key.path, value: setting.text, source: setting.source))
            } else if let fallback = key.fallback() {
                listing.append(ProfileSetting(key: key.path, value: fallback, source: .fallback))
            }
        }
        for (index, probe) in (layer.probes ?? []).enumerated() {
            for key in ProfileSchema.probeKeys {
                guard let setting = probe[key.path] else { continue }
                let place = "\(ProfileSchema.probes)[\(index)].\(key.name)"
                listing.append(ProfileSetting(key: place, value: setting.text, source: setting.source))
            }
        }
        return listing
    }
}
