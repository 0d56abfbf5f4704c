import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Where a profile's venue is, and as whom one trades there.
public struct VenueAccess: Sendable {
    public let url: BaseURL
    public let chainID: ChainID
    public let account: AccountIndex?
    public let apiKey: APIKeyIndex?
    public let key: KeySettings?
    /// What tells this venue from all others in the ledger and in the names of locks.
    let identity: String
    private let streamAddress: String

    /// What a profile says. One without an address means the local sandbox, whose own account and key hold where the
    /// profile names none.
    ///
    /// - Parameter sandbox: finds the sandbox, or starts it.
    /// - Throws: ``Failure``.
    public init(
        _ profile: Profile,
        sandbox: () throws(Failure) -> LocalSandbox.Access
    ) throws(Failure) {
        if let address = profile.url {
            url = try VenueAccess.baseURL { () throws(BaseURLError) in try BaseURL(address.text) }
            streamAddress = profile.streamURL?.text ?? ""
            chainID = profile.chainID
            account = profile.account
            apiKey = profile.apiKeyIndex
            key = profile.key
            identity = VenueAccess.identity(profile.network, url)
        } else {
            let local = try sandbox()
            url = try VenueAccess.baseURL { () throws(BaseURLError) in try BaseURL(local.url) }
            streamAddress = local.streamURL
            chainID = local.chainID
            account = profile.account ?? local.account
            apiKey = profile.apiKeyIndex ?? local.apiKey
            key = profile.key ?? KeySettings(source: .file(local.keyFile), origin: .fallback)
            // A port may be another sandbox's tomorrow.
            identity = "\(VenueAccess.identity(.sandbox, url))-\(local.processID)"
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
