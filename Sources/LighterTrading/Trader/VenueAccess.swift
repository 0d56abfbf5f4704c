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
            url = try VenueAccess.baseURL(address.text)
            chainID = profile.chainID
            account = profile.account
            apiKey = profile.apiKeyIndex
            key = profile.key
        } else {
            let local = try sandbox()
            url = try VenueAccess.baseURL(local.url)
            chainID = local.chainID
            account = profile.account ?? local.account
            apiKey = profile.apiKeyIndex ?? local.apiKey
            key = profile.key ?? KeySettings(source: .file(local.keyFile), origin: .fallback)
        }
    }

    private static func baseURL(_ text: String) throws(Failure) -> BaseURL {
        do { return try BaseURL(text) } catch {
            throw Failure("profile.address", .configuration, "\(error)")
        }
    }
}
