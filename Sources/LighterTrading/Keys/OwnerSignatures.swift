import LighterLayerOne
import LighterStatus
import LighterTransactions

/// What an account's owner signs on layer 1: each text once, and what comes back is known to be the owner's before anything
/// is sent.
final class OwnerSignatures {
    private let registration: KeyRegistration
    private let signer: LayerOneSigner
    private let trader: Trader
    private var kept: (text: String, signature: LayerOneSignature)?

    init(of registration: KeyRegistration, by signer: LayerOneSigner, _ trader: Trader) {
        self.registration = registration
        self.signer = signer
        self.trader = trader
    }

    /// The owner's signature of a transaction. The time it takes a person or a program to sign is left out of the count.
    ///
    /// - Throws: ``Failure`` of class permission for another's signature, and where nobody signs.
    func signature(of transaction: Transaction) throws(Failure) -> LayerOneSignature {
        guard let text = transaction.layerOneMessage else {
            throw Failure("internal.no_text", .internal, "layer 1 does not sign such a transaction")
        }
        if let kept, kept.text == text { return kept.signature }
        let asked = ContinuousClock.now
        defer { trader.deadline.postpone(by: asked.duration(to: .now)) }
        let personal = try signer.sign(text, of: registration, reading: trader.keys) { trader.deadline.isInterrupted }
        guard !trader.deadline.isInterrupted else { throw .interrupted }
        try require(personal, of: transaction, text)
        do {
            let signature = try LayerOneSignature(personal.description)
            kept = (text, signature)
            return signature
        } catch { throw Failure.from(error) }
    }

    private func require(_ signature: PersonalSignature, of transaction: Transaction, _ text: String) throws(Failure) {
        guard let address = signature.signer(of: text) else {
            throw Failure("l1.malformed_signature", .data, "no layer-1 key can have made this signature")
        }
        guard address != registration.owner else { return }
        if let nonce = nonce(signedBy: signature, near: transaction) {
            throw Failure(
                "l1.other_nonce",
                .permission,
                "the owner signed the text for nonce \(nonce), and the next nonce is \(transaction.nonce) now",
                hint: registration.rehearsal
            )
        }
        throw Failure(
            "l1.wrong_signer",
            .permission,
            "this text was signed by \(address), if it was this text, and account \(registration.account) belongs to \(registration.owner)",
            hint: registration.rehearsal
        )
    }

    /// How far the nonce may have moved while a text was signed elsewhere.
    private static let reach: Int64 = 32

    /// The nonce of another text that the owner did sign.
    private func nonce(signedBy signature: PersonalSignature, near transaction: Transaction) -> Nonce? {
        let reach = OwnerSignatures.reach
        let candidates = (transaction.nonce.value - reach...transaction.nonce.value + reach).lazy.compactMap(
            Nonce.init(exactly:)
        )
        return candidates.first { nonce in
            var other = transaction
            other.nonce = nonce
            return other.layerOneMessage.flatMap { signature.signer(of: $0) } == registration.owner
        }
    }
}
