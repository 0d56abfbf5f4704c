import LighterJSON
import LighterStatus

/// The common frame of the venue's answers: a JSON object whose `code` is 200 or missing when all is well
/// (api.md, sections 2.2 and 2.3). Codes further inside mean nothing.
struct Envelope {
    private let response: HTTPResponse
    private let endpoint: Endpoint
    private let decoded: Result<JSONReader, JSONError>

    /// - Parameter record: keeps what the answer holds that is not expected.
    init(_ response: HTTPResponse, of endpoint: Endpoint, record: JSONReadingRecord? = nil) {
        self.response = response
        self.endpoint = endpoint
        decoded = Result { () throws(JSONError) in
            try JSONReader(try JSON.decode(response.body, duplicateKeys: .lastHolds), record: record)
        }
    }

    /// The object of a good answer. A transaction counts as taken only when the answer says so by its code.
    func payload() throws(Failure) -> JSONReader {
        let isGoodStatus = (200..<300).contains(response.status)
        switch decoded {
        case .success(let reader):
            let code = reader.value("code")
            if isGoodStatus, code == .integer(200) || (code == nil && !endpoint.isSend) {
                reader.passOver(Envelope.frame)
                return reader
            }
            throw refusal(code: code?.integer, message: reader.value("message")?.string)
        case .failure(let error):
            throw isGoodStatus ? unreadable(error.description) : refusal(code: nil, message: nil)
        }
    }

    /// What any answer may have around what was asked for.
    private static let frame: Set<String> = ["code", "message", "next_cursor", "total"]

    /// The failure of an answer that should be good and is not what it should be.
    func unreadable(_ reason: String) -> Failure {
        var failure = Failure.venue(http: response.status, code: nil, message: nil, isSend: endpoint.isSend)
        failure.message += " (\(endpoint.name): \(sanitized(reason)))"
        return failure
    }

    private func refusal(code: Int64?, message: String?) -> Failure {
        var failure = Failure.venue(
            http: response.status,
            code: code.map { Int(clamping: $0) },
            message: message,
            isSend: endpoint.isSend
        )
        if failure.exit == .temporary, let wait = response.retryAfterMilliseconds {
            failure.retryAfterMilliseconds = max(wait, failure.retryAfterMilliseconds ?? 0)
        }
        return failure
    }
}
