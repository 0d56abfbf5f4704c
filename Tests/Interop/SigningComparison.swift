import LighterJSON
import LighterSigning
import LighterTransactions
import Testing

/// What the official signer and our own code make of the same requests.
struct SigningComparison {
    /// A difference that is meant.
    struct KnownDifference: Sendable {
        enum Direction: Sendable {
            case refusedHereOnly
            case refusedThereOnly
        }

        let direction: Direction
        let reason: String
        let applies: @Sendable (SigningRequest) -> Bool
    }

    static let knownDifferences: [KnownDifference] = [
        KnownDifference(direction: .refusedHereOnly, reason: "the venue's nonces end at 2^48 - 1") { request in
            (request.fields["Nonce"]?.integer ?? 0) >= 1 << 48
        },
        KnownDifference(direction: .refusedHereOnly, reason: "the venue's market indices have 16 bits") { request in
            let markets = [request.fields["MarketIndex"], request.fields["L2TxAttributes"]?["5"]]
            return markets.contains { ($0?.integer ?? 0) > 32_767 }
        },
        KnownDifference(direction: .refusedHereOnly, reason: "margin is not moved by negative amounts") { request in
            (request.fields["USDCAmount"]?.integer ?? 0) < 0
        },
        KnownDifference(direction: .refusedHereOnly, reason: "255 is no API key, on a cancel-all either") { request in
            request.type == .cancelAllOrders && request.fields["ApiKeyIndex"] == 255
        },
        KnownDifference(direction: .refusedHereOnly, reason: "a public key is a point of the group") { request in
            guard let key = request.fields["PubKey"]?.string.flatMap(Base64.decode) else { return false }
            return key.count == PublicKey.byteCount && (try? PublicKey(bytes: key)) == nil
        },
        KnownDifference(direction: .refusedThereOnly, reason: "its client is not made for accounts below 1") {
            request in
            let sender = request.fields["AccountIndex"] ?? request.fields["FromAccountIndex"]
            return sender == 0 || sender == -1
        },
    ]

    /// Requests that both signed, to the same effect.
    private(set) var signedByBoth = 0
    /// Requests that both refused, or that we refused and the official signer would have changed.
    private(set) var refusedByBoth = 0
    /// Requests whose numbers the official signer's interface cannot carry.
    private(set) var notAsked = 0
    /// How often each known difference was met, by its reason.
    private(set) var differences: [String: Int] = [:]
    private(set) var disagreements: [String] = []

    init(of requests: [SigningRequest], by sdk: OfficialSDK) async throws {
        for (request, answer) in zip(requests, try await sdk.sign(requests)) { try add(request, answer) }
    }

    private mutating func add(_ request: SigningRequest, _ answer: SigningAnswer) throws {
        switch answer {
        case .unrepresentable: notAsked += 1
        case .refused(let reason):
            guard (try? request.transaction(expiredAt: 1)) != nil else {
                refusedByBoth += 1
                return
            }
            note(request, .refusedThereOnly, "refused there (\(reason)), accepted here")
        case .signed(let signed):
            let info = try JSON.decode(signed.info)
            guard request.isWhatWasSigned(in: info) else {
                if (try? request.transaction(expiredAt: 1)) == nil {
                    refusedByBoth += 1
                } else {
                    disagreements.append("signed there as \(signed.info), accepted here: \(request.text)")
                }
                return
            }
            try compare(request, signed, info)
        }
    }

    /// What both say about a transaction that the official signer signed as it was asked to.
    private mutating func compare(_ request: SigningRequest, _ signed: SigningAnswer.Signed, _ info: JSON) throws {
        let ours: Transaction
        do { ours = try request.transaction(expiredAt: info["ExpiredAt"]?.integer ?? -1) } catch {
            note(request, .refusedHereOnly, "signed there as \(signed.info), refused here: \(error)")
            return
        }
        let key = try PrivateKey(hex: request.privateKey)
        let theirs = try SignedTransaction(chainID: ours.chainID, type: ours.type.rawValue, info: info)
        let findings = [
            ("our reading of it differs", theirs.transaction == ours),
            ("its hash here is \(theirs.hash), there \(signed.hash)", theirs.hash == signed.hash),
            ("the hash of its fields is \(ours.message.hexDigits)", ours.message.hexDigits == signed.hash),
            ("its signature is not valid here", theirs.isValid(under: key.publicKey)),
            ("it is written differently here", try theirs.encodedInfo() == signed.info),
            ("its layer-1 message differs here", ours.layerOneMessage == signed.layerOneMessage),
            ("our signature is not valid", try ours.signed(with: key).isValid(under: key.publicKey)),
        ]
        let faults = findings.filter { !$0.1 }.map(\.0)
        if faults.isEmpty {
            signedByBoth += 1
        } else {
            disagreements.append("\(signed.info): \(faults.joined(separator: "; "))")
        }
    }

    private mutating func note(_ request: SigningRequest, _ direction: KnownDifference.Direction, _ text: String) {
        let known = Self.knownDifferences.first { $0.direction == direction && $0.applies(request) }
        guard let known else {
            disagreements.append("\(text): \(request.text)")
            return
        }
        differences[known.reason, default: 0] += 1
    }

    /// Records the disagreements, if there are any, as the test's issue.
    func expectAgreement(_ location: SourceLocation = #_sourceLocation) {
        guard !disagreements.isEmpty else { return }
        let first = disagreements.prefix(10).joined(separator: "\n")
        Issue.record("\(disagreements.count) disagreements, beginning with\n\(first)", sourceLocation: location)
    }
}
