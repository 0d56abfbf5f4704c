import LighterJSON
import LighterTransactions

extension SignedTransaction {
    /// The fields as they go over the wire, without the signature: what a dry run shows is nothing to send.
    var unsignedFields: JSON {
        guard case .object(var fields) = info else { return .null }
        fields["Sig"] = nil
        return .object(fields)
    }
}
