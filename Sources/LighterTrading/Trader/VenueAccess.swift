import LighterKeys
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Where a profile's venue is, and as whom one trades there.
public struct VenueAccess: Sendable {
    public let url: BaseURL
    public let chainID: ChainID
    /// As whom, where the profile says it.
    public private(set) var account: AccountIndex?
    public private(set) var apiKey: APIKeyIndex?
    /// As whom where neither the profile nor the key says it: the local sandbox has an account of its own.
    let fallback: (account: AccountIndex, apiKey: APIKeyIndex)?
    public private(set) var key: KeySettings?
    /// Where the key's password is; nil asks a person.
    public private(set) var password: PasswordSource?
    public let network: Network
    /// The file of the owner's key on layer 1: the local sandbox alone hands it out.
    public let ownerKeyFile: String?
    /// What tells this venue from all others in the ledger and in the names of locks.
    let identity: String
    private let streamAddress: String

    /// The account as far as it is known without reading a key.
    public var likelyAccount: AccountIndex? { account ?? fallback?.account }

    /// What a profile says. One without an address means the local sandbox, whose own account and key hold where the
    /// profile names none.
    ///
    /// - Parameter sandbox: finds the sandbox, or starts it.
    /// - Throws: ``Failure``.
    public init(
        _ profile: Profile,
        sandbox: () throws(Failure) -> LocalSandbox.Access
    ) throws(Failure) {
        network = profile.network
        password = profile.password
        if let address = profile.url {
            url = try VenueAccess.baseURL { () throws(BaseURLError) in try BaseURL(address.text) }
            streamAddress = profile.streamURL?.text ?? ""
            chainID = profile.chainID
            account = profile.account
            apiKey = profile.apiKeyIndex
            key = profile.key
            fallback = nil
            ownerKeyFile = nil
            identity = VenueAccess.identity(profile.network, url)
        } else {
            let local = try sandbox()
            url = try VenueAccess.baseURL { () throws(BaseURLError) in try BaseURL(local.url) }
            streamAddress = local.streamURL
            chainID = local.chainID
            account = profile.account
            apiKey = profile.apiKeyIndex
            fallback = (local.account, local.apiKey)
            key = profile.key ?? KeySettings(source: .file(local.keyFile), origin: .fallback)
            ownerKeyFile = local.ownerKeyFile
            // A port may be another sandbox's tomorrow.
            identity = "\(VenueAccess.identity(.sandbox, url))-\(local.processID)"
        }
    }

    /// The same venue, as whom a key of the keystore signs.
    ///
    /// - Parameter stored: the key; of one that does not say for whom it signs, account and index stay.
    public func signing(with name: KeyName, _ stored: StoredKey) -> VenueAccess {
        var access = self
        access.key = KeySettings(source: .keystore(name), origin: .flag(name.text))
        if let binding = stored.binding {
            access.account = binding.account
            access.apiKey = binding.apiKey
        }
        return access
    }

    /// The key of the keystore that was named in the place of the profile's.
    var namedKey: KeyName? {
        guard let key, case .keystore(let name) = key.source, case .flag = key.origin else { return nil }
        return name
    }

    /// The same venue, where the key is under a password that is somewhere else.
    public func unlocking(with password: PasswordSource) -> VenueAccess {
        var access = self
        access.password = password
        return access
    }

    /// That a key is for this network, account and index, where it is bound to any.
    ///
    /// - Throws: ``Failure`` of class permission.
    public func require(_ binding: KeyBinding) throws(Failure) {
        func foreign(_ code: String, _ here: String, _ key: String) -> Failure {
            Failure(
                code,
                .permission,
                "the key is the \(binding), and the profile is for \(here)",
                hint: "name another key in [key], or set `\(key)` as the key has it: lighter keys list"
            )
        }
        guard binding.network == network, binding.chainID == chainID else {
            throw foreign("key.foreign_network", "\(network.rawValue), chain id \(chainID)", "extends")
        }
        guard account == nil || binding.account == account else {
            throw foreign("key.foreign_account", "account \(account?.description ?? "")", "account")
        }
        guard apiKey == nil || binding.apiKey == apiKey else {
            throw foreign("key.foreign_index", "API key index \(apiKey?.description ?? "")", "api_key_index")
        }
    }

    /// Where the venue's streams are.
    ///
    /// - Throws: ``Failure`` of class configuration.
    public func streamURL() throws(Failure) -> BaseURL {
        try VenueAccess.baseURL { () throws(BaseURLError) in try BaseURL(stream: streamAddress) }
    }

    /// A public network is the same wherever one reaches it; of others there may be many.
    private static func identity(_ network: Network, _ url: BaseURL) -> String {
        switch network {
        case .mainnet, .testnet, .robinhood, .robinhoodTestnet: network.rawValue
        case .sandbox, .custom: "\(network.rawValue)-\(url.host)\(url.port.map { "-\($0)" } ?? "")"
        }
    }

    private static func baseURL(_ read: () throws(BaseURLError) -> BaseURL) throws(Failure) -> BaseURL {
        do { return try read() } catch {
            throw Failure("profile.address", .configuration, "\(error)")
        }
    }
}
