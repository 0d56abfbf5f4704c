import LighterEngine
import LighterJSON

/// What is sent back: an HTTP status and JSON text.
struct Response: Sendable {
    enum ContentType: String, Sendable {
        case json = "application/json"
        case html = "text/html"
        case csv = "text/csv"
    }

    let status: Int
    let body: String
    let type: ContentType
    /// The methods that would have done.
    private(set) var allowed: String?

    init(status: Int, text: String, type: ContentType) {
        self.status = status
        body = text
        self.type = type
    }

    init(status: Int, _ json: JSON) {
        type = .json
        guard let text = try? json.encoded() else {
            self.status = 500
            body = #"{"code":29500,"message":"internal server error"}"#
            return
        }
        self.status = status
        body = text
    }

    /// The answer to a method that a path does not take, and the venue's code for what is not there.
    ///
    /// - Parameter method: what it does take; nil for a method that no path takes.
    static func methodNotAllowed(_ method: Request.Method?) -> Response {
        var response = Response(Refusal(Refusal.notFound.code, "method not allowed"), status: 405)
        response.allowed =
            switch method {
            case .get: "GET, HEAD"
            case .post: "POST"
            case nil: "GET, HEAD, POST"
            }
        return response
    }

    /// `{"code":200, …}`.
    static func success(_ members: [(String, JSON)]) -> Response {
        Response(status: 200, .object(JSONObject([("code", 200)] + members)))
    }

    /// The error envelope, with the HTTP status that goes with it (api.md, section 2.3).
    init(_ refusal: Refusal, status: Int? = nil) {
        let usual =
            switch refusal.code {
            case Refusal.invalidDeadline.code: 401
            case Refusal.notFound.code: 404
            case Refusal.tooManyRequests.code...Refusal.tooManyWithdrawals.code: 429
            case Refusal.serverError.code: 500
            default: 400
            }
        self.init(
            status: status ?? usual,
            .object(JSONObject([("code", .integer(refusal.code)), ("message", .string(refusal.message))]))
        )
    }
}
