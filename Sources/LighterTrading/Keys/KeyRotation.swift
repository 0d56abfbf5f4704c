import LighterSigning
import LighterStatus
import LighterVenue

/// How far the replacement of a key by another has come at the venue.
public enum RotationState: Hashable, Sendable {
    /// The old key is registered: nothing was replaced yet.
    case old
    /// The new one is.
    case new
    /// Somebody registered another one, by its public key, or the index has none.
    case neither(String?)
}

extension Trader {
    /// Which of two keys is registered under the index now, so that a rotation that was interrupted can be finished.
    ///
    /// - Throws: ``Failure``.
    public func rotationState(from old: PublicKey, to new: PublicKey) throws(Failure) -> RotationState {
        guard let registered = try registeredKey() else { return .neither(nil) }
        return switch registered.publicKey {
        case new.hexDigits: .new
        case old.hexDigits: .old
        default: .neither(registered.publicKey)
        }
    }

    /// Registers another key in the place of this trader's, under the same index.
    ///
    /// The new key has to be stored where it outlives a loss of power before this is called, and the old one kept until this
    /// has returned: after a failure ``rotationState(from:to:)`` says which of the two is needed. Called again, it finds a
    /// new key that is registered and sends nothing.
    ///
    /// - Throws: ``Failure``; of class refused where neither of the two is registered.
    public func rotate(to new: PrivateKey, signedBy signer: LayerOneSigner) throws(Failure) -> RegisteredOutcome {
        let successor = acting(with: new)
        // The index is in use: whoever registered the old key meant to.
        let registration = try successor.keyRegistration(
            isForced: true,
            replacing: .only(privateKey().publicKey)
        )
        return try successor.register(registration, signedBy: signer)
    }
}
