import LighterEngine
import LighterJSON

/// Transactions sent over a stream (api.md, section 10.6). They are what the forms of `sendTx` and `sendTxBatch` are, in
/// other clothes, and are answered by what answers those.
struct StreamTransaction: Sendable {
    enum Kind: String, Sendable {
        case one = "jsonapi/sendtx"
        case batch = "jsonapi/sendtxbatch"
    }

    /// Transactions a batch over a stream may hold.
    static let batchLimit = 15

    let kind: Kind
    let data: JSON

    /// The form that asks for the same by HTTP.
    ///
    /// - Throws: ``Refusal`` 30007, 21514.
    func request() throws(Refusal) -> Request {
        switch kind {
        case .one:
            guard let type = data["tx_type"]?.integer, let info = data["tx_info"], info.object != nil,
                let text = try? info.encoded(),
                var request = Request(method: .post, target: "/api/v1/sendTx")
            else { throw .invalidData }
            request.form = Parameters([("tx_type", String(type)), ("tx_info", text)])
            return request
        case .batch:
            guard let types = data["tx_types"]?.string, let infos = data["tx_infos"]?.string,
                var request = Request(method: .post, target: "/api/v1/sendTxBatch")
            else { throw .invalidData }
            let count = (try? JSON.decode(types))?.array?.count ?? 0
            guard count <= StreamTransaction.batchLimit else {
                throw .batchTooLong.detailed("over a stream at most \(StreamTransaction.batchLimit)")
            }
            request.form = Parameters([("tx_types", types), ("tx_infos", infos)])
            return request
        }
    }

    /// What the answer to that form is on a stream.
    func reply(_ response: Response) -> JSON {
        let body = (try? JSON.decode(response.body)) ?? .null
        guard response.status == 200, let hash = body["tx_hash"] else {
            let code = body["code"]?.integer ?? Refusal.serverError.code
            return refusal(Refusal(code, body["message"]?.string ?? Refusal.serverError.message))
        }
        var members: [(String, JSON)] = [("type", .string(kind.rawValue)), ("code", 200), ("tx_hash", hash)]
        if let time = body["predicted_execution_time_ms"] { members.append(("predicted_execution_time_ms", time)) }
        return .object(JSONObject(members + identifier))
    }

    func refusal(_ refusal: Refusal) -> JSON { .object(JSONObject([("error", refusal.streamError)] + identifier)) }

    private var identifier: [(String, JSON)] {
        guard let id = data["id"], id != .null else { return [] }
        return [("id", id)]
    }
}

extension Refusal {
    /// The value of `error` in a message of a stream.
    var streamError: JSON { .object(JSONObject([("code", .integer(code)), ("message", .string(message))])) }
}
