import LighterStatus
import LighterTransactions

extension Venue {
    /// All markets, from the cache where that is still good, otherwise from the venue.
    ///
    /// - Parameters:
    ///   - now: The wall clock; what is fetched now is that old.
    ///   - isRefreshed: Asks the venue whatever the cache holds.
    ///   - onCacheError: Told when the list cannot be kept, which costs the next command a request and nothing else.
    public func marketDirectory(
        cache: MarketCache?,
        at now: Timestamp,
        isRefreshed: Bool = false,
        onCacheError: (MarketCacheError) -> Void = { _ in }
    ) throws(Failure) -> MarketDirectory {
        if !isRefreshed, let directory = cache?.load(at: now) { return directory }
        let directory = MarketDirectory(markets: try orderBookDetails(), fetchedAt: now)
        do {
            try cache?.store(directory)
        } catch {
            onCacheError(error)
        }
        return directory
    }
}
