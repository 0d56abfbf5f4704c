import LighterTransactions

extension Profiles {
    /// A profile with everything resolved. Flags win over the environment, the environment over the profile.
    ///
    /// - Parameter asked: a name or a path; nil for the profile that is active.
    /// - Throws: ``ProfileError`` when there is no such profile, or anything in it is wrong.
    public func resolve(
        _ asked: String? = nil,
        overrides: [ProfileOverride] = []
    ) throws(ProfileError) -> Profile {
        try resolve(selection(asked), upper: [ProfileLayer(environment), ProfileLayer(overrides)])
    }

    /// The profile with `upper` laid over it.
    func resolve(_ selection: ProfileSelection, upper: [ProfileLayer]) throws(ProfileError) -> Profile {
        let text = try find(selection.reference)
        var merged = ProfileLayer()
        for layer in try layers(of: text) + upper { merged.lay(layer) }
        let settings = SettingsReader(merged, of: text)

        let network = try settings.value(ProfileSchema.network)
        let chainID = try settings.value(ProfileSchema.chainID)
        let url = try settings.optional(ProfileSchema.url)
        try settings.requireOneDeployment(network, chainID: chainID, url: url)
        if case .name(let name) = selection.reference, case .file(let path) = text.origin {
            try requireNamesake(name, on: network, file: path)
        }

        var path: String?
        if case .file(let file) = text.origin { path = file }
        return Profile(
            name: selection.reference.profileName,
            path: path,
            selection: selection,
            network: network,
            url: url,
            streamURL: try settings.streamURL(besides: url),
            chainID: chainID,
            account: try settings.optional(ProfileSchema.account),
            apiKeyIndex: try settings.optional(ProfileSchema.apiKeyIndex),
            key: try key(settings),
            password: try password(settings),
            defaults: try settings.orderDefaults(),
            guards: try settings.guards(),
            requestsPerMinute: try settings.value(ProfileSchema.requestsPerMinute),
            canary: try settings.canary(),
            reader: settings
        )
    }

    /// A file that stands before a built-in profile keeps to its network: who says `sandbox`, or nothing, means no money.
    ///
    /// - Parameter file: where it stands; nil for one that is not written yet.
    /// - Throws: ``ProfileError``.
    func requireNamesake(_ name: String, on network: Network, file: String? = nil) throws(ProfileError) {
        guard BuiltInProfiles.names.contains(name), name != network.rawValue else { return }
        throw ProfileError(
            .configuration,
            "\(name) is the name of a built-in profile, for another network than \(network.rawValue)",
            file: file,
            hint: "take another name"
        )
    }

    private func key(_ settings: SettingsReader) throws(ProfileError) -> KeySettings? {
        if let file = try settings.located(ProfileSchema.keyFile) {
            return KeySettings(source: .file(path(file)), origin: file.source)
        }
        if let name = try settings.located(ProfileSchema.keyStore) {
            return KeySettings(source: .keystore(name.value), origin: name.source)
        }
        if let variable = try settings.located(ProfileSchema.keyVariable) {
            return KeySettings(source: .environment(variable.value), origin: variable.source)
        }
        if let command = try settings.located(ProfileSchema.keyCommand) {
            return KeySettings(source: .command(command.value), origin: command.source)
        }
        return try settings.located(ProfileSchema.keyCredential)
            .map { KeySettings(source: .credential($0.value), origin: $0.source) }
    }

    private func password(_ settings: SettingsReader) throws(ProfileError) -> PasswordSource? {
        if let command = try settings.optional(ProfileSchema.passwordCommand) { return .command(command) }
        if let file = try settings.located(ProfileSchema.passwordFile) { return .file(path(file)) }
        if let name = try settings.optional(ProfileSchema.passwordCredential) { return .credential(name) }
        return try settings.optional(ProfileSchema.passwordDescriptor).map { .descriptor(Int32($0)) }
    }

    private func path(_ file: (value: String, source: ValueSource)) -> String {
        environment.absolutePath(file.value, from: directory(of: file.source))
    }
}
