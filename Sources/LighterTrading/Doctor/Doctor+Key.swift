import LighterLedger
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// The key, and what the venue knows of it and of its account.
extension Doctor {
    func lookAtKey() throws(Failure) {
        guard let trader else {
            for name in [DoctorCheck.Name.key, .registration, .account, .requests, .chain] {
                record(name, .skipped(obstacle))
            }
            return
        }
        let key = try lookAtKeyItself(trader)
        try lookAtRegistration(of: key, trader)
        try recordSigned(.chain) { () throws(Failure) in try self.chain(trader) }
        try recordSigned(.account) { () throws(Failure) in
            let limits = try trader.venue.accountLimits(trader.account())
            tier = limits.tier
            return .fine("account \(try trader.account()) is of the tier \(limits.tier)")
        }
        record(.requests, requests(trader))
    }

    /// Records what can only be asked with a token.
    private func recordSigned(
        _ name: DoctorCheck.Name,
        by look: () throws(Failure) -> DoctorCheck.Finding
    ) throws(Failure) {
        if let reason = silence ?? locked { return record(name, .skipped(reason)) }
        try record(name, by: look)
    }

    /// - Returns: the public key, where there is one.
    private func lookAtKeyItself(_ trader: Trader) throws(Failure) -> PublicKey? {
        guard let settings = trader.access.key else {
            locked = "the profile names no key"
            let words = "the profile names no key: markets can be read, and nothing can be signed"
            record(.key, .warning(words, hint: "lighter keys generate --help"))
            return nil
        }
        locked = "the key cannot be used"
        var found: PublicKey?
        try record(.key) { () throws(Failure) in
            let key = try trader.publicKey()
            let place = withoutKeys(sanitized(settings.source.description, limit: 400))
            let holder = "API key \(try trader.apiKey()) of account \(try trader.account())"
            let words = "\(place), public key beginning with \(key.hexDigits.prefix(12)), for \(holder)"
            found = key
            do throws(Failure) { _ = try trader.privateKey() } catch {
                guard error.code == "key.nobody_to_ask" else { throw error }
                locked = "the key is under a password, and there is nobody to ask"
                return .warning("\(words): \(error.message)", hint: error.hint)
            }
            locked = nil
            return .fine(words)
        }
        return found
    }

    private func lookAtRegistration(of key: PublicKey?, _ trader: Trader) throws(Failure) {
        guard let key else { return record(.registration, .skipped(silence ?? locked ?? "there is no key")) }
        if let silence { return record(.registration, .skipped(silence)) }
        try record(.registration) { () throws(Failure) in
            let check = try trader.checkKey(.apiKey(key), triesToken: locked == nil)
            let (message, hint) = check.explanation()
            switch check.verdict {
            case .works, .untried: return .fine(message)
            case .doesNotWork, .elsewhere, .replaced, .nowhere, .noAccount, .layerOneKey:
                locked = "the venue does not take what the key signs"
                return .failed(message, hint: hint)
            }
        }
    }

    private func chain(_ trader: Trader) throws(Failure) -> DoctorCheck.Finding {
        let own = trader.access.chainID.value
        switch try trader.chainEvidence() {
        case .same: return .fine("chain id \(own), for which the key's newest transaction is signed, too")
        case .other(let other): throw Failure(wrongChainID: own, insteadOf: other)
        case .none: return .skipped("chain id \(own), and no transaction of the key to tell by")
        }
    }

    /// What is left of the minute's requests, which all processes of the user share, and whether the venue's tier has as many.
    private func requests(_ trader: Trader) -> DoctorCheck.Finding {
        let limit = trader.profile.requestsPerMinute
        guard limit > 0 || trader.access.network != .sandbox else { return .fine("the profile has no limit") }
        let directory = trader.directories.state
        let spent: Int64
        do {
            spent = try RequestBudget.spent(inDirectory: directory, trader.access.identity, at: trader.clock.now())
        } catch {
            let words = "what was sent in the last minute cannot be counted: \(sanitized(error.description))"
            return .warning(words, hint: "rm \(quotedForShell(error.path))")
        }
        let left = "\(max(0, limit - spent)) of \(limit) requests of this minute are left"
        let words = limit > 0 ? left : "the profile has no limit"
        guard trader.access.network != .sandbox, let tier, let allowance = RequestAllowance(tier: tier) else {
            return .fine(words)
        }
        let most = allowance.mostRequests
        guard limit > 0, limit <= most else {
            let hint = "set requests_per_minute = \(most) in [limits] of the profile"
            return .warning("\(words); the tier \(tier) has \(allowance)", hint: hint)
        }
        return .fine("\(words); the tier \(tier) has \(allowance)")
    }
}
