import LighterLayerOne
import LighterLedger
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// A public key that is to be registered under an index of an account, and what is there now.
public struct KeyRegistration: Sendable {
    /// Which key it may take the place of.
    public enum Replacement: Sendable {
        case none
        case only(PublicKey)
        case any
    }

    public let account: AccountIndex
    public let apiKey: APIKeyIndex
    public let publicKey: PublicKey
    /// The account's owner, who has to sign.
    public let owner: LayerOneAddress
    /// The key under the index now.
    public fileprivate(set) var current: RegisteredKey?
    let replacement: Replacement
    let isForced: Bool
    /// The key's name in the keystore, where it was named.
    let name: KeyName?

    /// What there is to tell where there is nothing to do: it is registered already.
    public var done: RegisteredOutcome? {
        guard let current, current.publicKey == publicKey.hexDigits else { return nil }
        return RegisteredOutcome(registration: self, key: current, sent: nil)
    }

    var body: TransactionBody {
        .changePublicKey(ChangePublicKey(account: account, apiKey: apiKey, publicKey: publicKey))
    }
}

/// A key that is registered and works.
public struct RegisteredOutcome: Sendable {
    public let registration: KeyRegistration
    /// As the venue shows it.
    public let key: RegisteredKey
    /// What was sent; nil where it was registered before.
    public let sent: SentTransaction?
}

/// What an owner signs, where the signature is made elsewhere.
public struct RegistrationText: Sendable {
    /// Lines, with no end after the last.
    public let text: String
    /// The nonce it is for: once another transaction took that, it is good for nothing.
    public let nonce: Nonce
    /// What is signed of it, 32 bytes.
    public let digest: [UInt8]
}

extension Trader {
    /// Whether and how the key of the profile can be registered under its index.
    ///
    /// - Parameter isForced: whether an index of the venue's own apps may be taken.
    /// - Throws: ``Failure`` of class refused where it may not be.
    public func keyRegistration(
        isForced: Bool = false,
        replacing replacement: KeyRegistration.Replacement = .none
    ) throws(Failure) -> KeyRegistration {
        try requireWritable()
        let registration = KeyRegistration(
            account: try account(),
            apiKey: try apiKey(),
            publicKey: try privateKey().publicKey,
            owner: try accountWithOwner().owner,
            current: try registeredKey(),
            replacement: replacement,
            isForced: isForced,
            name: access.namedKey
        )
        guard registration.done == nil else { return registration }
        if !isForced { try Trader.requireFree(registration.apiKey) }
        try registration.requireVacancy()
        return registration
    }

    /// What the owner would have to sign now.
    ///
    /// - Throws: ``Failure``.
    public func text(of registration: KeyRegistration) throws(Failure) -> RegistrationText {
        let nonce = try nonceOfRegistration()
        do {
            guard let text = try transaction(registration.body, .none, nonce: nonce).layerOneMessage else {
                throw Failure("internal.no_text", .internal, "layer 1 does not sign such a transaction")
            }
            return RegistrationText(text: text, nonce: nonce, digest: PersonalSignature.digest(of: text))
        } catch { throw Failure.from(error) }
    }

    /// Has the owner sign, registers the key, and waits until the venue shows it and takes its tokens.
    ///
    /// The owner signs before others are kept from the key. A nonce that was taken meanwhile makes another text of it: what
    /// is registered is looked at again then, and the owner asked once more.
    ///
    /// - Throws: ``Failure``.
    public func register(
        _ registration: KeyRegistration,
        signedBy signer: LayerOneSigner
    ) throws(Failure) -> RegisteredOutcome {
        if let done = registration.done { return done }
        let signatures = OwnerSignatures(of: registration, by: signer, self)
        let draft = TransactionDraft(
            body: registration.body,
            summary: "register API key \(registration.apiKey): \(registration.publicKey.hexDigits.prefix(16))…",
            ownerSignature: { transaction throws(Failure) in try signatures.signature(of: transaction) }
        )
        let expected = try nonceOfRegistration()
        do {
            _ = try signatures.signature(of: transaction(draft.body, .none, nonce: expected))
        } catch { throw Failure.from(error) }
        var already: RegisteredOutcome?
        let sent = try holdingKey { hold throws(Failure) -> SentTransaction? in
            already = try newcomer(registration, hold, expected)
            return try already == nil ? hold.send(draft) : nil
        }
        if let already { return already }
        guard let sent else { throw Failure("internal.untold", .internal, "nobody told what became of a key") }
        do throws(Failure) {
            let key = try waitUntilRegistered(registration, after: sent)
            return RegisteredOutcome(registration: registration, key: key, sent: sent)
        } catch { throw error.with(sent.context) }
    }

    /// What there is to tell where another command registered the key since this one looked.
    ///
    /// - Throws: ``Failure`` of class refused where another one was registered.
    private func newcomer(
        _ registration: KeyRegistration,
        _ hold: KeyHold,
        _ expected: Nonce
    ) throws(Failure) -> RegisteredOutcome? {
        let last = try hold.fromLedger { () throws(DatabaseError) in try hold.ledger.newestAccepted(with: hold.key) }
        let isMoved = try nonceOfRegistration() != expected
        guard isMoved || last?.intent.type == .changePublicKey else { return nil }
        try hold.awaitWhatWasSent(because: "nobody knows which key is registered")
        var now = registration
        now.current = try registeredKey()
        if let done = now.done { return done }
        try now.requireVacancy()
        return nil
    }

    private func waitUntilRegistered(
        _ registration: KeyRegistration,
        after sent: SentTransaction
    ) throws(Failure) -> RegisteredKey {
        try waitUntilExecuted(sent, orRefused: "key.refused", "the venue did not register the key")
        waiting.begin("waiting for the venue to show the key")
        defer { waiting.end() }
        var pause = PollingPause()
        var key: RegisteredKey?
        var refusal: Failure?
        while true {
            if key == nil {
                let seen = try lookingPastNoise { () throws(Failure) in try registeredKey() }
                key = seen?.flatMap { $0.publicKey == registration.publicKey.hexDigits ? $0 : nil }
            }
            if let key {
                do throws(Failure) {
                    refusal = try refusalOfToken()
                    guard refusal != nil else { return key }
                } catch { refusal = error }
            }
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        let reason = refusal.map { "the key is registered, but does not work yet: \($0.message)" }
        throw orInterrupted(
            Failure(
                "key.pending",
                .pending,
                reason ?? "the registration was carried out, but the venue does not show the key yet",
                hint: registration.check,
                effect: .applied
            )
        )
    }
}

extension KeyRegistration {
    /// The command that shows the text which the owner has to sign.
    public var rehearsal: String {
        var words = command("register")
        if isForced, apiKey.isReserved { words.append("--force") }
        if case .none = replacement {} else { words.append("--replace") }
        return (words + ["--dry-run"]).joined(separator: " ")
    }

    /// The command that says whether the key works.
    fileprivate var check: String { command("check").joined(separator: " ") }

    private func command(_ verb: String) -> [String] { ["lighter", "keys", verb] + (name.map { [$0.text] } ?? []) }

    /// - Throws: ``Failure`` of class refused where a key is registered that may not be replaced.
    fileprivate func requireVacancy() throws(Failure) {
        guard let current else { return }
        switch replacement {
        case .any: return
        case .only(let key) where key.hexDigits == current.publicKey: return
        case .only, .none:
            let since = current.changedAt.map { " since \(UTC.text($0))" } ?? ""
            throw Failure(
                "key.index_taken",
                .refused,
                "API key index \(apiKey) has another key\(since): public key \(current.publicKey)",
                hint: "choose another api_key_index; or give a key of yours up for a new one with lighter keys rotate, "
                    + "or take the place of any with --replace"
            )
        }
    }
}
