import LighterJSON
import LighterSigning
import LighterStatus
import LighterTransactions

/// Checks signatures of transactions and auth tokens, without asking anybody.
public struct OfflineVerifier: Sendable {
    /// What a line came to.
    public struct Verdict: Sendable {
        public let isValid: Bool
        /// The hash of the fields, where they could be read.
        public let hash: String?
        /// Why the line is not valid, unless its signature is simply another's.
        public let reason: String?
    }

    private let publicKey: PublicKey

    public init(publicKey: PublicKey) { self.publicKey = publicKey }

    /// Checks one line: `{"chain_id":…,"tx_type":…,"tx_info":…}` or `{"auth_token":"…"}`.
    ///
    /// - Throws: ``Failure`` for a line that is neither; what is merely wrong in one is a verdict.
    public func verify(_ line: [UInt8]) throws(Failure) -> Verdict {
        do {
            let reader = try JSONReader(JSON.decode(line))
            if let token = try reader.string("auth_token") { return verdict(onToken: token) }
            return verdict(on: try TransactionLine(reader))
        } catch { throw Failure.from(error) }
    }

    private func verdict(onToken text: String) -> Verdict {
        do {
            return Verdict(isValid: try AuthToken(parsing: text).isValid(under: publicKey), hash: nil, reason: nil)
        } catch {
            return Verdict(isValid: false, hash: nil, reason: error.description)
        }
    }

    private func verdict(on line: TransactionLine) -> Verdict {
        var hash: String?
        do {
            let transaction = try Transaction(chainID: line.chainID, type: line.type, signedInfo: line.info)
            let message = transaction.message
            hash = message.hexDigits
            let signature = try SignedTransaction.signature(in: line.info)
            return Verdict(isValid: publicKey.isValid(signature, for: message), hash: hash, reason: nil)
        } catch {
            return Verdict(isValid: false, hash: hash, reason: error.description)
        }
    }
}
