/// What a failed command was about. Each layer fills in what it knows.
public struct FailureContext: Sendable, Equatable {
    public var profile: String?
    /// What stood behind `-p`: a hint has to name it, too.
    public var profileOption: String?
    public var network: String?
    public var command: String?
    public var market: String?
    public var clientOrderIndex: Int64?
    public var nonce: Int64?
    /// 80 hexadecimal digits.
    public var txHash: String?

    public init(
        profile: String? = nil,
        profileOption: String? = nil,
        network: String? = nil,
        command: String? = nil,
        market: String? = nil,
        clientOrderIndex: Int64? = nil,
        nonce: Int64? = nil,
        txHash: String? = nil
    ) {
        self.profile = profile
        self.profileOption = profileOption
        self.network = network
        self.command = command
        self.market = market
        self.clientOrderIndex = clientOrderIndex
        self.nonce = nonce
        self.txHash = txHash
    }

    /// This context, with what it lacks taken from another.
    public func filled(from other: FailureContext) -> FailureContext {
        FailureContext(
            profile: profile ?? other.profile,
            profileOption: profileOption ?? other.profileOption,
            network: network ?? other.network,
            command: command ?? other.command,
            market: market ?? other.market,
            clientOrderIndex: clientOrderIndex ?? other.clientOrderIndex,
            nonce: nonce ?? other.nonce,
            txHash: txHash ?? other.txHash
        )
    }

    /// The hint with `<client id>`, `<market>` and `<hash>` replaced by what is known.
    ///
    /// People paste hints into shells, so a market or a hash with any character a shell could read is left out.
    func completing(_ hint: String) -> String {
        guard hint.utf8.contains(UInt8(ascii: "<")) else { return hint }
        var completed = hint
        if let clientOrderIndex {
            completed = completed.replacing("<client id>", with: String(clientOrderIndex))
        }
        if let market, market.isShellSafe {
            completed = completed.replacing("<market>", with: market)
        }
        if let txHash, txHash.isShellSafe {
            completed = completed.replacing("<hash>", with: txHash)
        }
        return completed
    }
}

extension String {
    /// Letters, digits, `/`, `_`, `-` and `.` of ASCII only, and no leading dash.
    fileprivate var isShellSafe: Bool {
        guard let first = utf8.first, first != UInt8(ascii: "-") else { return false }
        return unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "/", "_", "-", ".": true
            default: false
            }
        }
    }
}
