import LighterKeys
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
    /// Told what is waited for.
    public let waiting: Waiting
    public let keys: KeyReader

    let version: String
    private let permit: RequestPermit
    private var foundKey: StoredKey?
    private var loadedKey: PrivateKey?
    private var token: AuthToken?
    private var directory: MarketDirectory?
    private var openedLedger: Ledger?
    /// The last client order index that nobody chose.
    var lastFreshIndex: ClientOrderIndex?
    /// Whether there are many pieces of work, each with the command's time for itself.
    private var isStream = false
    /// Told of each order that the venue shows while one is looked for.
    var onSight: (Order) -> Void = { _ in }

    /// - Parameters:
    ///   - access: where the venue is, and as whom.
    ///   - version: ours, for the user agent.
    ///   - deadline: until when everything may take.
    ///   - keys: reads the private key.
    ///   - waiting: told what is waited for.
    ///   - onExchange: told about each request.
    public init(
        profile: Profile,
        access: VenueAccess,
        version: String,
        clock: Clock,
        deadline: Deadline,
        directories: Directories,
        keys: KeyReader,
        waiting: Waiting = .untold,
        onExchange: @escaping (Venue.Exchange) -> Void = { _ in }
    ) {
        self.profile = profile
        self.access = access
        self.clock = clock
        self.deadline = deadline
        self.directories = directories
        self.keys = keys
        self.waiting = waiting
        self.version = version
        let tokens = TokenSource()
        let permit = RequestPermit(profile, access, clock, deadline, waiting, directory: directories.state)
        self.permit = permit
        venue = Venue(
            baseURL: access.url,
            version: version,
            deadline: { deadline.instant },
            token: { () throws(Failure) in try tokens.token() },
            isInterrupted: { deadline.isInterrupted },
            permit: { _ throws(Failure) in try permit.take() },
            onLimit: { refusal throws(Failure) in try permit.waitOut(refusal) },
            waiting: waiting,
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

    /// Waits until there is room for a question that can wait, as it will be asked again: whoever watches leaves a fifth of
    /// the profile's requests to whoever trades.
    public func awaitRoomToWatch(willWait: (Int64) -> Void) {
        permit.awaitRoom(for: 1 + profile.requestsPerMinute / 5, willWait: willWait)
    }

    /// From now on no request waits for leave.
    func makeHaste() { permit.isUrgent = true }

    /// Begins a piece of work, where there are many.
    func beginPiece() { if isStream { deadline.renew() } }

    /// Another trader as the same, for another thread or with another deadline.
    ///
    /// - Throws: ``Failure`` where the key cannot be read.
    public func companion(until deadline: Deadline? = nil) throws(Failure) -> Trader {
        another(access, deadline ?? self.deadline.another(), try privateKey())
    }

    /// Another trader for the same account and within the same time, who signs with another key of the keystore, which is
    /// for the same index.
    public func acting(with key: PrivateKey, called name: KeyName) -> Trader {
        another(access.signing(with: name, .plain(key)), deadline, key)
    }

    private func another(_ access: VenueAccess, _ deadline: Deadline, _ key: PrivateKey) -> Trader {
        let other = Trader(
            profile: profile,
            access: access,
            version: version,
            clock: clock,
            deadline: deadline,
            directories: directories,
            keys: keys,
            waiting: waiting,
            onExchange: venue.onExchange
        )
        other.foundKey = foundKey
        other.loadedKey = key
        other.directory = directory
        other.isStream = isStream
        other.onSight = onSight
        other.permit.isPatient = permit.isPatient
        return other
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

    /// The account: as the profile says, or the key itself.
    ///
    /// - Throws: ``Failure`` of class configuration where neither does.
    public func account() throws(Failure) -> AccountIndex {
        if let account = access.account { return account }
        if let account = try binding()?.account ?? access.fallback?.account { return account }
        throw missing("account", "LIGHTER_ACCOUNT")
    }

    /// The API key's index: as the profile says, or the key itself.
    ///
    /// - Throws: ``Failure`` of class configuration where neither does.
    public func apiKey() throws(Failure) -> APIKeyIndex {
        if let apiKey = access.apiKey { return apiKey }
        if let apiKey = try binding()?.apiKey ?? access.fallback?.apiKey { return apiKey }
        throw missing("api_key_index", "LIGHTER_API_KEY_INDEX")
    }

    /// For whom the key says that it signs; nil where it does not, as the sandbox's own, and where there is none.
    private func binding() throws(Failure) -> KeyBinding? {
        guard let key = access.key, key.origin != .fallback else { return nil }
        return try storedKey().binding
    }

    /// Where the private key is.
    ///
    /// - Throws: ``Failure`` of class configuration.
    public func keySettings() throws(Failure) -> KeySettings {
        guard let key = access.key else { throw missing("[key] file", "LIGHTER_KEY_FILE or LIGHTER_PRIVATE_KEY") }
        return key
    }

    /// The key as it is found, under its password if it is under one.
    ///
    /// - Throws: ``Failure``.
    private func storedKey() throws(Failure) -> StoredKey {
        if let foundKey { return foundKey }
        let stored = try keys.stored(keySettings())
        foundKey = stored
        return stored
    }

    /// The public key, for which no password is needed.
    ///
    /// - Throws: ``Failure``.
    func publicKey() throws(Failure) -> PublicKey {
        let stored = try storedKey()
        if let binding = stored.binding { try access.require(binding) }
        return stored.publicKey
    }

    /// The private key, read when it is first needed.
    ///
    /// - Throws: ``Failure``.
    public func privateKey() throws(Failure) -> PrivateKey {
        if let loadedKey { return loadedKey }
        let stored = try storedKey()
        if let binding = stored.binding { try access.require(binding) }
        // A person who types a password takes no time from the command.
        let begun = ContinuousClock.now
        let key = try keys.unlocked(stored, access.password, waiting)
        deadline.postpone(by: begun.duration(to: .now))
        loadedKey = key
        return key
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
    public func market(_ word: String) throws(Failure) -> Market {
        if readsOneMarket, let market = marketCache.market(word, at: try time()) { return market }
        return try markets().market(word)
    }

    /// The market with an index; nil where there is none.
    ///
    /// - Throws: ``Failure``.
    public func market(_ index: MarketIndex) throws(Failure) -> Market? {
        if readsOneMarket, let market = marketCache.market(index, at: try time()) { return market }
        return try markets()[index]
    }

    /// All markets, from the cache while that is fresh.
    ///
    /// - Parameter isRefreshed: asks the venue whatever the cache holds.
    /// - Throws: ``Failure``.
    public func markets(isRefreshed: Bool = false) throws(Failure) -> MarketDirectory {
        if let directory, !isRefreshed { return directory }
        let fresh = try venue.marketDirectory(cache: marketCache, at: time(), isRefreshed: isRefreshed)
        directory = fresh
        return fresh
    }

    /// A stream is about to want more of them.
    private var readsOneMarket: Bool { directory == nil && !isStream }

    private var marketCache: MarketCache { MarketCache(directory: directories.cache, baseURL: access.url) }

    private func time() throws(Failure) -> Timestamp {
        guard let now = Timestamp(exactly: clock.now()) else {
            throw Failure("clock.impossible", .internal, "the clock of this host shows no possible time")
        }
        return now
    }

    /// So many seconds before its end a token is made anew.
    private static let leastTokenLife: Int64 = 60

    /// All markets as this host last knew them, however long ago; nil where it never did.
    func knownMarkets() -> MarketDirectory? {
        guard let now = Timestamp(exactly: clock.now()) else { return nil }
        return MarketCache(directory: directories.cache, baseURL: access.url, lifetime: .seconds(Int64.max)).load(
            at: now
        )
    }

    fileprivate func authToken() throws(Failure) -> String {
        // A stream may take longer than a token is good.
        if let token, token.deadline > clock.now() / 1000 + Trader.leastTokenLife { return token.text }
        let made = try authToken(goodFor: .usual)
        token = made
        return made.text
    }

    private func missing(_ key: String, _ variable: String) -> Failure {
        Failure(
            "profile.missing",
            .configuration,
            "the profile \(profile.name) has no \(key)",
            hint: profile.path.map { "set \(key) in \($0), or \(variable) in the environment" }
                ?? "lighter profile init my-\(profile.name) --extends \(profile.name)"
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
