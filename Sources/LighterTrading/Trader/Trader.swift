import LighterLedger
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// Someone who trades on a venue as a profile says: what commands, and programs without a terminal, call.
///
/// Keys are read when something is signed, connections opened when something is asked. A trader belongs to one thread.
public final class Trader {
    public let profile: Profile
    public let access: VenueAccess
    public let venue: Venue
    public let clock: Clock
    public let deadline: Deadline
    let directories: Directories
    let environment: ProfileEnvironment

    let version: String
    private let permit: RequestPermit
    private var loadedKey: PrivateKey?
    private var token: AuthToken?
    private var directory: MarketDirectory?
    private var openedLedger: Ledger?
    /// Whether there are many pieces of work, each with the command's time for itself.
    private var isStream = false
    /// Told of each order that the venue shows while one is looked for.
    var onSight: (Order) -> Void = { _ in }

    /// - Parameters:
    ///   - access: where the venue is, and as whom.
    ///   - version: ours, for the user agent.
    ///   - deadline: until when everything may take.
    ///   - onExchange: told about each request.
    public init(
        profile: Profile,
        access: VenueAccess,
        version: String,
        clock: Clock,
        deadline: Deadline,
        directories: Directories,
        environment: ProfileEnvironment,
        onExchange: @escaping (Venue.Exchange) -> Void = { _ in }
    ) {
        self.profile = profile
        self.access = access
        self.clock = clock
        self.deadline = deadline
        self.directories = directories
        self.environment = environment
        self.version = version
        let tokens = TokenSource()
        let permit = RequestPermit(profile, access, clock, deadline, directory: directories.state)
        self.permit = permit
        venue = Venue(
            baseURL: access.url,
            version: version,
            deadline: { deadline.instant },
            token: { () throws(Failure) in try tokens.token() },
            isInterrupted: { deadline.isInterrupted },
            permit: { _ throws(Failure) in try permit.take() },
            onLimit: { refusal throws(Failure) in try permit.waitOut(refusal) },
            onExchange: onExchange
        )
        tokens.trader = self
    }

    /// From now on there are many pieces of work: each has the command's time for itself, and waits for leave to send its
    /// requests however long it takes.
    public func beginStream() {
        isStream = true
        waitPatiently()
    }

    /// From now on leave to send a request is waited for however long it takes, and that is left out of the time.
    func waitPatiently() { permit.isPatient = true }

    /// Waits until so many requests may be sent without waiting for leave in between.
    ///
    /// - Parameter willWait: told for how many milliseconds, before it waits.
    func awaitRoom(for count: Int64, willWait: (Int64) -> Void) { permit.awaitRoom(for: count, willWait: willWait) }

    /// From now on no request waits for leave.
    func makeHaste() { permit.isUrgent = true }

    /// Begins a piece of work, where there are many.
    func beginPiece() { if isStream { deadline.renew() } }

    /// Another trader as the same, for another thread or with another deadline.
    ///
    /// - Throws: ``Failure`` where the key cannot be read.
    public func companion(until deadline: Deadline? = nil) throws(Failure) -> Trader {
        let companion = Trader(
            profile: profile,
            access: access,
            version: version,
            clock: clock,
            deadline: deadline ?? self.deadline.another(),
            directories: directories,
            environment: environment,
            onExchange: venue.onExchange
        )
        companion.loadedKey = try privateKey()
        companion.directory = directory
        companion.isStream = isStream
        companion.permit.isPatient = permit.isPatient
        companion.onSight = onSight
        return companion
    }

    /// Waits until the venue takes again what it did not take for a limit.
    ///
    /// - Throws: ``Failure``: the refusal itself where it is none of a limit, or where there is no time.
    func waitOut(_ refusal: Failure) throws(Failure) { try permit.waitOut(refusal) }

    /// Waits until the next request may leave at once: between writing down what is about to be sent and sending it no time
    /// may pass, as whoever finds an intent judges by its age.
    ///
    /// - Throws: ``Failure`` of class temporary.
    func awaitLeave() throws(Failure) { try permit.takeAhead() }

    /// The account, where the profile names one.
    ///
    /// - Throws: ``Failure`` of class configuration.
    public func account() throws(Failure) -> AccountIndex {
        guard let account = access.account else { throw missing("account", "LIGHTER_ACCOUNT") }
        return account
    }

    /// The API key's index.
    ///
    /// - Throws: ``Failure`` of class configuration.
    public func apiKey() throws(Failure) -> APIKeyIndex {
        guard let apiKey = access.apiKey else { throw missing("api_key_index", "LIGHTER_API_KEY_INDEX") }
        return apiKey
    }

    /// The private key, read when it is first needed.
    ///
    /// - Throws: ``Failure``.
    public func privateKey() throws(Failure) -> PrivateKey {
        if let loadedKey { return loadedKey }
        guard let settings = access.key else { throw missing("[key] file", "LIGHTER_KEY_FILE or LIGHTER_PRIVATE_KEY") }
        do {
            let key = try settings.privateKey(in: environment)
            loadedKey = key
            return key
        } catch { throw Failure(error) }
    }

    /// Whether everything that signing needs is there, before the venue is asked for anything.
    ///
    /// - Throws: ``Failure`` of class configuration or permission.
    public func requireIdentity() throws(Failure) {
        _ = try account()
        _ = try apiKey()
        _ = try privateKey()
    }

    /// The ledger, opened when it is first needed.
    ///
    /// - Throws: ``Failure`` of class cannot-create.
    public func ledger() throws(Failure) -> Ledger {
        if let openedLedger { return openedLedger }
        do {
            let ledger = try Ledger(directory: directories.state)
            if isStream { ledger.expectMany() }
            openedLedger = ledger
            return ledger
        } catch { throw Failure(error) }
    }

    /// The market a word names.
    ///
    /// - Throws: ``Failure``.
    public func market(_ word: String) throws(Failure) -> Market { try markets().market(word) }

    /// All markets, from the cache while that is fresh.
    ///
    /// - Parameter isRefreshed: asks the venue whatever the cache holds.
    /// - Throws: ``Failure``.
    public func markets(isRefreshed: Bool = false) throws(Failure) -> MarketDirectory {
        if let directory, !isRefreshed { return directory }
        guard let now = Timestamp(exactly: clock.now()) else {
            throw Failure("clock.impossible", .internal, "the clock of this host shows no possible time")
        }
        let cache = MarketCache(directory: directories.cache, baseURL: access.url)
        let fresh = try venue.marketDirectory(cache: cache, at: now, isRefreshed: isRefreshed)
        directory = fresh
        return fresh
    }

    /// All markets as this host last knew them, however long ago; nil where it never did.
    func knownMarkets() -> MarketDirectory? {
        guard let now = Timestamp(exactly: clock.now()) else { return nil }
        return MarketCache(directory: directories.cache, baseURL: access.url, lifetime: .seconds(Int64.max)).load(
            at: now
        )
    }

    /// How long an auth token made here is good, in seconds.
    private static let tokenLifetime: Int64 = 600

    fileprivate func authToken() throws(Failure) -> String {
        if let token { return token.text }
        do {
            let made = try AuthToken.create(
                deadline: clock.now() / 1000 + Trader.tokenLifetime,
                accountIndex: account().value,
                apiKeyIndex: Int(apiKey().value),
                key: privateKey()
            )
            token = made
            return made.text
        } catch { throw Failure.from(error) }
    }

    private func missing(_ key: String, _ variable: String) -> Failure {
        Failure(
            "profile.missing",
            .configuration,
            "the profile \(profile.name) has no \(key)",
            hint: "set it in the profile (lighter profile show -p \(profile.name)) or as \(variable)"
        )
    }
}

/// Breaks the circle between a trader and the venue that asks it for tokens.
private final class TokenSource {
    weak var trader: Trader?

    func token() throws(Failure) -> String {
        guard let trader else { throw Failure("internal.no_trader", .internal, "a token was asked for after the end") }
        return try trader.authToken()
    }
}
