import LighterKeys
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus
import LighterVenue

/// A key of the keystore that is to give way to a new one under the same index.
///
/// The new key is stored as `NAME.next` before the venue hears of it, and takes the old one's place once it is registered
/// and works. So at any moment the registered one of the two is in the keystore, and a rotation that was interrupted goes on
/// with the key it began with.
public struct KeyRotation: Sendable {
    public let name: KeyName
    /// Where the new key waits.
    public let next: KeyName
    /// The key in use.
    public let old: KeyFile
    /// The new key, where an earlier rotation made it.
    public let begun: KeyFile?
    private let keystore: Keystore

    /// - Throws: ``LighterStatus/Failure``: not found (66), or data (65) for a key that is under no password.
    public init(of name: KeyName, in keystore: Keystore) throws(Failure) {
        do throws(KeyName.Impossible) { next = try KeyName(name.text + ".next") } catch {
            throw Failure("key.long_name", .data, "the name \(name) has no room for `.next`: \(error)")
        }
        self.name = name
        self.keystore = keystore
        guard case .sealed(let file) = try keystore.read(name) else {
            throw Failure(
                "key.unsealed",
                .data,
                "the key \(name) is under no password, and does not say for whom it signs",
                hint: "lighter keys import NAME --file \(keystore.path(of: name)), and rotate that"
            )
        }
        old = file
        begun = try KeyRotation.sealed(next, in: keystore)
    }

    private static func sealed(_ name: KeyName, in keystore: Keystore) throws(Failure) -> KeyFile? {
        do throws(Failure) {
            guard case .sealed(let file) = try keystore.read(name) else { return nil }
            return file
        } catch {
            guard error.exit == .notFound else { throw error }
            return nil
        }
    }

    /// The new key, which is stored by now.
    ///
    /// - Throws: ``LighterStatus/Failure``: permission (77) where the password is another one than the old key's.
    func successor(under password: SecretBytes, at now: Int64) throws(Failure) -> PrivateKey {
        if let begun {
            guard begun.binding == old.binding else {
                throw Failure("key.foreign_index", .permission, "the key \(next) is the \(begun.binding)")
            }
            return try begun.open(password)
        }
        // Both keys are under one password, and a slip would put the new one under another that nobody knows.
        _ = try old.open(password)
        let key: PrivateKey
        do { key = try PrivateKey.generate() } catch { throw Failure("key.no_randomness", .internal, "\(error)") }
        let (file, _) = try KeyFile.seal(key, for: old.binding, under: password, old.derivation, at: now)
        try keystore.add(file, as: next)
        return key
    }

    /// Lets go of the old key.
    func finish(with key: PublicKey) throws(Failure) {
        do throws(Failure) {
            try keystore.replace(name, with: next)
        } catch {
            // Another process may have finished it first.
            guard error.exit == .notFound, try keystore.read(name).publicKey == key else { throw error }
        }
    }
}

extension Trader {
    /// Registers the new key in the place of this trader's, which is the old one, and lets go of the old one once the new one
    /// works. Called again, it goes on where it was interrupted.
    ///
    /// - Parameters:
    ///   - password: what both keys are under.
    ///   - signer: has the owner sign a registration; not asked where the new key is registered already.
    /// - Throws: ``Failure``; it says which of the two keys is registered.
    public func rotate(
        _ rotation: KeyRotation,
        under password: SecretBytes,
        signedBy signer: (KeyRegistration) throws(Failure) -> LayerOneSigner
    ) throws(Failure) -> RegisteredOutcome {
        try requireWritable()
        let new: PrivateKey
        do throws(Failure) { new = try rotation.successor(under: password, at: clock.now()) } catch {
            throw error.before(rotation)
        }
        let successor = acting(with: new, called: rotation.next)
        do throws(Failure) {
            // The index is in use: whoever registered the old key meant to.
            let registration = try successor.keyRegistration(isForced: true, replacing: .only(rotation.old.publicKey))
            guard let done = registration.done else {
                let outcome = try successor.register(registration, signedBy: signer(registration))
                do throws(Failure) { try rotation.finish(with: new.publicKey) } catch {
                    throw error.after(outcome.sent)
                }
                return outcome
            }
            if let refusal = try successor.refusalOfToken() { throw refusal }
            try rotation.finish(with: new.publicKey)
            return done
        } catch {
            throw error.during(rotation, registered: successor.publicKeyNow(), new.publicKey)
        }
    }

    /// Whether a rotation can begin, or go on, as far as that is known without making or sending anything.
    ///
    /// - Throws: ``Failure``: of class permission for another password, of class refused where neither key is registered.
    public func rehearse(_ rotation: KeyRotation, under password: SecretBytes) throws(Failure) {
        try requireWritable()
        let old = try rotation.old.open(password)
        let replaced = rotation.begun.map { KeyRegistration.Replacement.only($0.publicKey) }
        _ = try acting(with: old, called: rotation.name).keyRegistration(isForced: true, replacing: replaced ?? .none)
    }

    /// The public key under the index, empty where there is none; nil where the venue does not say.
    private func publicKeyNow() -> String? {
        do { return try registeredKey()?.publicKey ?? "" } catch { return nil }
    }
}

extension Failure {
    /// The same failure, where a rotation did not begin, or did not go on.
    fileprivate func before(_ rotation: KeyRotation) -> Failure {
        var failure = self
        failure.message += "; the key \(rotation.name) is as it was"
        return failure
    }

    /// The same failure, once the new key was sent: nobody may take it for one where nothing was.
    fileprivate func after(_ sent: SentTransaction?) -> Failure {
        guard let sent else { return self }
        return Failure(code, .unknown, message, hint: hint, effect: .applied, context: context).with(sent.context)
    }

    /// The same failure, and which of the two keys of a rotation works.
    ///
    /// - Parameter registered: the public key under the index now; nil where the venue does not say.
    fileprivate func during(_ rotation: KeyRotation, registered: String?, _ new: PublicKey) -> Failure {
        let (name, next) = (rotation.name, rotation.next)
        // What was sent may still be carried out.
        let isUnderway = exit == .unknown || exit == .pending
        let state =
            switch registered {
            case new.hexDigits: "the new key, \(next), is the registered one"
            case rotation.old.publicKey.hexDigits where !isUnderway:
                "the key \(name) is still the registered one, and the new one waits as \(next)"
            case nil, rotation.old.publicKey.hexDigits:
                "one of the keys \(name) and \(next) is the registered one, and both are kept"
            default: "neither \(name) nor \(next) is registered"
            }
        var failure = self
        failure.message += "; \(state)"
        failure.hint = hint ?? "lighter keys rotate \(name)"
        return failure
    }
}
