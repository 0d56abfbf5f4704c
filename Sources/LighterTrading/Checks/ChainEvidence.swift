import LighterJSON
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// What the venue's own records tell of the chain it is: it does not tell its chain id, but the hashes of transactions it took
/// do.
enum ChainEvidence: Equatable {
    /// The key's newest transaction has the hash that follows from the profile's chain id.
    case same
    /// It has the one that follows from another.
    case other(Int64)
    /// There is nothing to tell by.
    case none
}

extension Trader {
    /// What the key's newest transaction tells of the chain.
    ///
    /// - Throws: ``Failure`` where the venue does not list them.
    func chainEvidence() throws(Failure) -> ChainEvidence {
        let (account, key) = (try account(), try apiKey().value)
        let newest = try venue.newestTransactions(account)
        guard let record = newest.first(where: { $0.account == account.value && $0.apiKey == key }),
            let info = try? JSON.decode(record.info, duplicateKeys: .lastHolds)
        else { return .none }
        func isOf(_ chainID: Int64) -> Bool {
            guard let chainID = ChainID(exactly: chainID),
                let transaction = try? Transaction(chainID: chainID, type: record.type, signedInfo: info)
            else { return false }
            return transaction.message.hexDigits == record.hash.lowercased()
        }
        if isOf(access.chainID.value) { return .same }
        return Network.allCases.compactMap(\.chainID).first(where: isOf).map(ChainEvidence.other) ?? .none
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
