import LighterKeys
import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What this host knows of a profile's venue without asking it, for whoever completes a command line.
///
/// Nothing is sent, started, written or waited for; what cannot be read is not known.
public struct LocalKnowledge: Sendable {
    private let access: VenueAccess
    private let directories: Directories

    /// How many orders are worth choosing from.
    private static let orderLimit = 100

    /// - Throws: ``Failure`` where the profile's venue has no address, as a sandbox that does not run.
    public init(_ profile: Profile, _ directories: Directories) throws(Failure) {
        let sandbox = LocalSandbox(stateDirectory: directories.state, binaryDirectory: "")
        access = try VenueAccess(profile) { () throws(Failure) in
            guard let access = sandbox.lastStarted() else {
                throw Failure("sandbox.not_running", .no, "no sandbox runs", hint: "lighter sandbox start")
            }
            return access
        }
        self.directories = directories
    }

    /// The symbols of the markets, as the venue listed them last.
    public func marketSymbols() -> [String] {
        MarketCache(directory: directories.cache, baseURL: access.url).symbols()
    }

    /// The newest orders of the account that were sent from here and are not known to be over, newest first.
    public func ordersNotOver() -> [LedgerOrder] {
        guard let account, let ledger = try? LedgerView(directory: directories.state) else { return [] }
        let orders = try? ledger.ordersNotOver(
            venue: access.identity,
            account: account,
            cancelledBy: CancelAll.now(on: nil).summary,
            limit: LocalKnowledge.orderLimit
        )
        return orders?.filter { !NewOrder.isOverAtOnce(ledgerSummary: $0.summary) } ?? []
    }

    /// The account, as the profile says it, or the key.
    private var account: AccountIndex? {
        if let account = access.account { return account }
        if case .keystore(let name)? = access.key?.source {
            return (try? Keystore(directories).read(name))?.binding?.account
        }
        return access.likelyAccount
    }
}
