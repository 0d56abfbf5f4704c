import LighterTransactions

/// A profile with everything resolved: inheritance, environment and flags (cli.md, "Profiles").
public struct Profile: Sendable {
    /// The name it is looked up by; of a file outside the configuration directory, the file's name without `.toml`.
    public let name: String
    /// The file it was read from; nil for a built-in one.
    public let path: String?
    /// Why this profile and no other.
    public let selection: ProfileSelection

    public let network: Network
    /// Where requests go. Nil only for the sandbox, which is found or started instead.
    public let url: VenueAddress?
    /// Where streams are. Nil only where ``url`` is.
    public let streamURL: VenueAddress?
    /// Signed into every transaction.
    public let chainID: ChainID
    public let account: AccountIndex?
    public let apiKeyIndex: APIKeyIndex?
    /// Where the private key is; nil where none is named.
    public let key: KeySettings?
    /// Where the password is that the key is under; nil where none is named, and a person is asked.
    public let password: PasswordSource?
    public let defaults: OrderDefaults
    public let guards: Guards
    /// The venue's limit on requests (api.md, section 8.1); 0 for none.
    public let requestsPerMinute: Int64
    public let canary: CanarySettings

    let reader: SettingsReader

    /// Every value that holds and where it comes from, in the order of the schema. Holds no secret: of the key it says
    /// where it is, of a command only the program.
    public var settings: [ProfileSetting] { reader.listing() }
}

/// One line of `profile show`.
public struct ProfileSetting: Hashable, Sendable {
    /// `TABLE.KEY`; a probe's is `canary.probe[0].kind`.
    public let key: String
    /// As a person would write it, without quotes around a string.
    public let value: String
    public let source: ValueSource
}
