/// A value that a flag sets over the profile's.
public struct ProfileOverride: Hashable, Sendable {
    /// `TABLE.KEY`.
    public let key: String
    public let value: String
    /// As the person wrote it: `--account`.
    public let flag: String

    public init(key: String, value: String, flag: String) {
        self.key = key
        self.value = value
        self.flag = flag
    }
}

/// A variable that sets a value over the profile's.
public struct ProfileVariable: Hashable, Sendable {
    public let name: String
    public let meaning: String
    let key: String

    /// Every variable that overrides a single value. `LIGHTER_PROFILE` and the directories are not among them.
    public static let all = [
        ProfileVariable(name: "LIGHTER_URL", meaning: "address of the venue", key: ProfileSchema.url.path),
        ProfileVariable(name: "LIGHTER_ACCOUNT", meaning: "account index", key: ProfileSchema.account.path),
        ProfileVariable(name: "LIGHTER_API_KEY_INDEX", meaning: "API key index", key: ProfileSchema.apiKeyIndex.path),
        ProfileVariable(name: "LIGHTER_KEY_FILE", meaning: "file of the private key", key: ProfileSchema.keyFile.path),
        ProfileVariable(
            name: "LIGHTER_KEYSTORE",
            meaning: "name of a key in the keystore",
            key: ProfileSchema.keyStore.path
        ),
        ProfileVariable(
            name: "LIGHTER_PASSWORD_FILE",
            meaning: "file of the key's password",
            key: ProfileSchema.passwordFile.path
        ),
        ProfileVariable(
            name: "LIGHTER_PASSWORD_FD",
            meaning: "open file the key's password is read from",
            key: ProfileSchema.passwordDescriptor.path
        ),
        ProfileVariable(name: privateKey, meaning: "the private key itself", key: ProfileSchema.keyVariable.path),
    ]

    /// The one variable whose value is no setting, but the secret that the setting points to.
    static let privateKey = "LIGHTER_PRIVATE_KEY"
}

extension ProfileLayer {
    /// What the environment says.
    ///
    /// - Throws: ``ProfileError`` for a variable that is empty or has an impossible value.
    init(_ environment: ProfileEnvironment) throws(ProfileError) {
        for variable in ProfileVariable.all {
            guard let value = try environment.value(of: variable.name) else { continue }
            let setting = variable.name == ProfileVariable.privateKey ? variable.name : value
            try set(variable.key, to: setting, source: .environment(variable: variable.name))
        }
        try requireOneSource()
    }

    /// What flags say.
    ///
    /// - Throws: ``ProfileError`` for a key no profile has, or an impossible value.
    init(_ overrides: [ProfileOverride]) throws(ProfileError) {
        for override in overrides { try set(override.key, to: override.value, source: .flag(override.flag)) }
        try requireOneSource()
    }

    private mutating func set(_ path: String, to text: String, source: ValueSource) throws(ProfileError) {
        guard let key = ProfileSchema.keys.first(where: { $0.path == path }) else {
            throw ProfileError(.configuration, "unknown key `\(path)`", at: source)
        }
        let value = RawValue.word(text)
        do {
            values[path] = Setting(value: value, text: try key.text(value), source: source)
        } catch {
            throw ProfileError(.configuration, error.message, at: source, hint: error.hint)
        }
    }
}
