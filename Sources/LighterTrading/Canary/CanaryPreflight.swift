import LighterJSON
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// What has to hold before an order is worth sending: that the venue answers, that both clocks agree, that the key is the
/// registered one, that the chain is the profile's, and that the market means what this host takes it to mean.
struct CanaryPreflight {
    /// How far this host's clock may be from the venue's, in milliseconds. The venue tells whole seconds.
    static let clockTolerance: Int64 = 5_000

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
        // The venue's clock was anywhere within its second when it was read, between the two looks at ours.
        let behind = second - after
        let ahead = before - (second + 999)
        guard max(behind, ahead) > CanaryPreflight.clockTolerance else { return }
        let (distance, direction) = behind > 0 ? (behind, "behind") : (ahead, "ahead of")
        throw Failure(
            "clock.off",
            .no,
            "this host's clock is \(distance / 1000) seconds \(direction) the venue's: what is signed here lapses at the "
                + "wrong time",
            hint: "look at the time synchronisation of this host: timedatectl"
        )
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

    /// The venue does not tell its chain id, but the hashes of transactions it took do: that of the account's newest one
    /// must be the one that follows from the profile's chain id.
    private func checkChain() throws(Failure) {
        let key = try trader.apiKey().value
        let account = try trader.account()
        // What cannot be read proves nothing; the order itself does.
        let newest = try? trader.venue.newestTransactions(account)
        guard let record = newest?.first(where: { $0.account == account.value && $0.apiKey == key }) else { return }
        guard let info = try? JSON.decode(record.info, duplicateKeys: .lastHolds) else { return }
        func isOf(_ chainID: Int64) -> Bool {
            guard let chainID = ChainID(exactly: chainID),
                let transaction = try? Transaction(chainID: chainID, type: record.type, signedInfo: info)
            else { return false }
            return transaction.message.hexDigits == record.hash.lowercased()
        }
        let own = trader.access.chainID.value
        guard !isOf(own), let other = Network.allCases.compactMap(\.chainID).first(where: isOf) else { return }
        throw Failure(wrongChainID: own, insteadOf: other)
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
        var changes: [String] = []
        func compare<Value: Equatable>(_ name: String, _ old: Value, _ new: Value, _ text: (Value) -> String) {
            if old != new { changes.append("\(name) \(text(old)) to \(text(new))") }
        }
        compare("price decimals", before.precision.priceDecimals, now.precision.priceDecimals) { "\($0)" }
        compare("size decimals", before.precision.sizeDecimals, now.precision.sizeDecimals) { "\($0)" }
        compare("least size", before.minimumSize, now.minimumSize) { $0?.description ?? "none" }
        compare("least value", before.minimumNotional, now.minimumNotional) { $0?.description ?? "none" }
        guard !changes.isEmpty else { return }
        throw Failure(
            before.precision == now.precision ? "market.minimums_changed" : "market.decimals_changed",
            .no,
            "the venue changed \(now.symbol): \(changes.joined(separator: ", ")); lighter has the new values from now on, "
                + "other programs may not",
            hint: "lighter markets \(now.symbol)"
        )
    }
}

extension Failure {
    /// A profile that signs for another deployment than the one it talks to.
    ///
    /// - Parameter venueID: nil where the venue only told that it does not take what is signed so.
    init(wrongChainID own: Int64, insteadOf venueID: Int64? = nil) {
        let evidence =
            venueID.map { "the venue's transactions are signed for \($0)" }
            ?? "the venue refuses the signature, though the key is the registered one"
        self.init(
            "chain_id.wrong",
            .protocol,
            "chain_id \(own) of the profile is not the venue's: \(evidence)",
            hint: "lighter profile show --sources"
        )
    }
}
