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
            defaults: try settings.orderDefaults(),
            guards: try settings.guards(),
            requestsPerMinute: try settings.value(ProfileSchema.requestsPerMinute),
            canary: try settings.canary(),
            settings: try settings.listing()
        )
    }

    private func key(_ settings: SettingsReader) throws(ProfileError) -> KeySettings? {
        let password = try settings.optional(ProfileSchema.passwordCommand)
        if let file = try settings.located(ProfileSchema.keyFile) {
            let path = environment.absolutePath(file.value, from: directory(of: file.source))
            return KeySettings(source: .file(path), passwordCommand: password, origin: file.source)
        }
        if let name = try settings.located(ProfileSchema.keyStore) {
            return KeySettings(source: .keystore(name.value), passwordCommand: password, origin: name.source)
        }
        if let variable = try settings.located(ProfileSchema.keyVariable) {
            return KeySettings(source: .environment(variable.value), passwordCommand: password, origin: variable.source)
        }
        if let command = try settings.located(ProfileSchema.keyCommand) {
            return KeySettings(source: .command(command.value), passwordCommand: password, origin: command.source)
        }
        return nil
    }
}
