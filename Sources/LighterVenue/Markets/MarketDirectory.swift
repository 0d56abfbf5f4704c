import LighterStatus
import LighterTransactions

/// All markets of a venue as they were at one time, to find one by the word a person uses.
public struct MarketDirectory: Hashable, Sendable {
    public let markets: [Market]
    /// When the venue listed them, milliseconds since the Unix epoch.
    public let fetchedAt: Timestamp

    public init(markets: [Market], fetchedAt: Timestamp) {
        self.markets = markets
        self.fetchedAt = fetchedAt
    }

    /// How old the list is; nil when it claims to come from the future.
    public func age(at now: Timestamp) -> Duration? {
        now >= fetchedAt ? .milliseconds(now.value - fetchedAt.value) : nil
    }

    /// The market with this index.
    public subscript(index: MarketIndex) -> Market? { markets.first { $0.index == index } }

    /// The market a word names: its symbol as it is written, then whatever the case, then its index as a number.
    ///
    /// `ETH` is the perp; the spot market is `ETH/USDC`, and never chosen for a part of its name. When markets share a
    /// symbol, as a delisted one and its successor do, the only active one is meant.
    ///
    /// - Throws: ``Failure`` of exit class `notFound` that names the nearest symbols, or the markets that share one.
    public func market(_ word: String) throws(Failure) -> Market {
        if let market = try only(among: markets.filter { $0.symbol == word }, word) { return market }
        let folded = word.uppercased()
        if let market = try only(among: markets.filter { $0.symbol.uppercased() == folded }, word) { return market }
        if word.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(word),
            let index = MarketIndex(exactly: number), let market = self[index]
        {
            return market
        }
        throw notFound(word)
    }

    /// Up to five symbols that look like a word, most alike first; where some are meant by the words of other exchanges,
    /// as ETH is by `ETH-PERP` and `ETHUSDT`, no others.
    public func symbols(near word: String) -> [String] {
        let folded = String(word.uppercased().prefix(64))
        guard !folded.isEmpty else { return [] }
        let (joined, base) = (MarketDirectory.joined(folded), MarketDirectory.base(of: folded))
        let ranked = markets.filter(\.isActive).compactMap { market -> (rank: Int, symbol: String)? in
            let symbol = market.symbol.uppercased()
            let isMeant = symbol == base || MarketDirectory.joined(symbol) == joined
            if isMeant || symbol.split(separator: "/").contains(folded[...]) { return (0, market.symbol) }
            let distance = Spelling.distance(folded, symbol)
            // One slip in a short word, two in a longer one; a beginning counts as more than one slip.
            if distance <= (folded.utf8.count < 5 ? 1 : 2) { return (distance, market.symbol) }
            return symbol.hasPrefix(folded) || (symbol.hasSuffix(folded) && folded.count > 2) ? (3, market.symbol) : nil
        }
        let sorted = ranked.sorted { ($0.rank, $0.symbol) < ($1.rank, $1.symbol) }
        var symbols: [String] = []
        for (rank, symbol) in sorted where !symbols.contains(symbol) && (rank == 0 || sorted[0].rank > 0) {
            symbols.append(symbol)
        }
        return Array(symbols.prefix(5))
    }

    private static let separators: Set<Character> = ["/", "-", "_", ":"]

    /// `ETH/USDC` and `ETH-USDC` as `ETHUSDC`.
    private static func joined(_ word: String) -> String { word.filter { !separators.contains($0) } }

    /// The base asset of a word of other exchanges: `ETH` of `ETH-PERP`, `ETHUSDT` and `ETH_USD`.
    private static func base(of word: String) -> String {
        let first = String(word.prefix { !separators.contains($0) })
        guard first == word else { return first }
        let quote = ["PERP", "USDT", "USDC", "USDG", "USD"].first { word.hasSuffix($0) && word.count > $0.count }
        return String(word.dropLast(quote?.count ?? 0))
    }

    private func only(among candidates: [Market], _ word: String) throws(Failure) -> Market? {
        if candidates.count < 2 { return candidates.first }
        let active = candidates.filter(\.isActive)
        if active.count == 1 { return active.first }
        let indexes = candidates.map { "\($0.index)" }.joined(separator: ", ")
        throw Failure(
            "market.ambiguous",
            .notFound,
            "\"\(sanitized(withoutKeys(word), limit: 40))\" names several markets: \(indexes)",
            hint: "name the market by its number",
            context: FailureContext(market: withoutKeys(word))
        )
    }

    private func notFound(_ word: String) -> Failure {
        let near = symbols(near: word)
        let shown = sanitized(withoutKeys(word), limit: 40)
        return Failure(
            "market.not_found",
            .notFound,
            "there is no market \"\(shown)\"" + (near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"),
            hint: (["lighter markets"] + near.map(quotedForShell)).joined(separator: " "),
            mending: near.count == 1 ? .replacing(word, with: near[0]) : nil,
            context: FailureContext(market: withoutKeys(word))
        )
    }
}
