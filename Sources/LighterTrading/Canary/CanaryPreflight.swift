import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// What has to hold before an order is worth sending: that the venue answers, that both clocks agree, that the key is the
/// registered one, that the chain is the profile's, and that the market means what this host takes it to mean.
struct CanaryPreflight {
    let trader: Trader
    let symbol: String

    /// Checks everything.
    ///
    /// - Returns: the market as it is now.
    /// - Throws: ``Failure`` for the first thing that does not hold.
    func check() throws(Failure) -> Market {
        do { return try checkAll() } catch {
            throw error.exit == .unavailable ? error.within("the venue cannot be used from this host") : error
        }
    }

    private func checkAll() throws(Failure) -> Market {
        try trader.requireIdentity()
        try SignerSelfTest.run(with: trader.privateKey())
        try checkClock()
        try checkKey()
        try checkChain()
        return try checkMarket()
    }

    private func checkClock() throws(Failure) {
        let before = trader.clock.now()
        let status = try trader.venue.status()
        let after = trader.clock.now()
        guard let second = status.time else { return }
        try ClockSkew(second: second, between: before, and: after).require()
    }

    private func checkKey() throws(Failure) {
        let (account, index) = (try trader.account(), try trader.apiKey())
        let registered: RegisteredKey?
        do throws(Failure) {
            registered = try trader.venue.apiKeys(account, index).first { $0.index == index }
        } catch {
            guard error.exit == .permission || error.exit == .notFound else { throw error }
            registered = nil
        }
        guard let registered else {
            throw Failure(
                "key.not_registered",
                .permission,
                "api key not found: the venue knows no API key \(index) of account \(account)",
                hint: "lighter keys register"
            )
        }
        guard try registered.publicKey == trader.privateKey().publicKey.hexDigits else {
            throw Failure(
                "key.foreign",
                .permission,
                "API key \(index) of account \(account) is another one at the venue: somebody registered a new key there, "
                    + "or this host has the wrong private key",
                hint: "lighter keys check"
            )
        }
    }

    private func checkChain() throws(Failure) {
        // What cannot be read proves nothing; the order itself does.
        guard case .other(let other)? = try? trader.chainEvidence() else { return }
        throw Failure(wrongChainID: trader.access.chainID.value, insteadOf: other)
    }

    private func checkMarket() throws(Failure) -> Market {
        let known = trader.knownMarkets()
        let market = try trader.markets(isRefreshed: true).market(symbol)
        if let before = known?[market.index] { try requireUnchanged(market, since: before) }
        guard market.isActive else {
            throw Failure(
                "market.not_active",
                .no,
                "\(market.symbol) takes no orders now: it is \(market.isFrozen ? "frozen" : market.status)",
                hint: "lighter markets \(market.symbol)"
            )
        }
        return market
    }

    private func requireUnchanged(_ now: Market, since before: Market) throws(Failure) {
        guard let changes = MarketChanges(from: before, to: now) else { return }
        throw Failure(
            changes.areOfPrecision ? "market.decimals_changed" : "market.minimums_changed",
            .no,
            "the venue changed \(changes.words); lighter has the new values from now on, other programs may not",
            hint: "lighter markets \(now.symbol)"
        )
    }
}
