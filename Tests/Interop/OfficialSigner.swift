import LighterJSON
import LighterSigning
import LighterTransactions
import TestSupport

/// A transaction to be signed: the wire's fields, but for `ExpiredAt` and `Sig`, which the official signer adds.
struct SigningRequest: Sendable {
    var chainID: Int64
    var privateKey: String
    var type: TransactionType
    var fields: JSONObject

    /// The transaction as our own code reads it.
    func transaction(expiredAt: Int64) throws -> Transaction {
        var info = fields
        info["ExpiredAt"] = .integer(expiredAt)
        return try Transaction(chainID: ChainID(chainID), type: type.rawValue, unsignedInfo: .object(info))
    }

    /// The request on one line, for reports.
    var text: String {
        let fields = (try? JSON.object(fields).encoded()) ?? "fields that cannot be written"
        return "chain \(chainID), type \(type.rawValue), \(fields)"
    }

    /// The attributes that say something, by ascending number: those with nil values are left out of what is signed.
    var attributes: JSON {
        let members = fields["L2TxAttributes"]?.object?.members ?? []
        let present = members.filter { $0.value != ($0.key == "5" ? 255 : 0) }.sorted { $0.key < $1.key }
        return present.isEmpty ? .null : .object(JSONObject(present.map { ($0.key, $0.value) }))
    }

    /// Whether `info`, which the official signer signed, says what was asked for. Its interface passes some numbers on
    /// without their high bits.
    func isWhatWasSigned(in info: JSON) -> Bool {
        info["L2TxAttributes"] == attributes
            && fields.members.allSatisfy { $0.key == "L2TxAttributes" || info[$0.key] == $0.value }
    }
}

/// What the official signer answered.
enum SigningAnswer: Sendable {
    case signed(Signed)
    case refused(String)
    /// Its interface cannot carry the value of this field.
    case unrepresentable(String)

    struct Signed: Sendable {
        let info: String
        let hash: String
        let layerOneMessage: String?
    }
}

extension OfficialSDK {
    /// Asks the official signer for auth tokens, by `private_key`, `deadline`, `account` and `api_key`.
    func authTokens(_ requests: [JSONObject]) async throws -> [String] {
        try await run("signer.py", requests.map { ["auth_token": .object($0)] }).map { answer in
            guard let token = answer["auth_token"]?.string else {
                throw CommandFailure(description: "no auth token: \(answer)")
            }
            return token
        }
    }

    /// Asks the official signer to sign, in order.
    func sign(_ requests: [SigningRequest]) async throws -> [SigningAnswer] {
        let lines = requests.map { request -> JSON in
            [
                "sign": [
                    "chain_id": .integer(request.chainID), "private_key": .string(request.privateKey),
                    "tx_type": .integer(request.type.rawValue), "fields": .object(request.fields),
                ]
            ]
        }
        let answers = try await run("signer.py", lines)
        guard answers.count == requests.count else {
            throw CommandFailure(description: "\(answers.count) answers to \(requests.count) requests")
        }
        return try answers.map { answer in
            if let reason = answer["refused"]?.string { return .refused(reason) }
            if let field = answer["unrepresentable"]?.string { return .unrepresentable(field) }
            guard let info = answer["tx_info"]?.string, let hash = answer["tx_hash"]?.string else {
                throw CommandFailure(description: "no answer of the signer: \(answer)")
            }
            return .signed(.init(info: info, hash: hash, layerOneMessage: answer["layer_one_message"]?.string))
        }
    }
}
