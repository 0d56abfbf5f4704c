/// An HTTP request, taken apart.
struct Request: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    var method: Method
    /// Without the query.
    var path: String
    var query: Parameters
    /// The fields of a form, whether urlencoded or multipart.
    var form = Parameters()
    /// The `Authorization` header.
    var authorization: String?
    /// Where the client believes the server to be: the `Host` header.
    var host: String?
    /// The address it comes from.
    var address = ""
    /// What the answer may say of rate limits.
    var allowance = Allowance.unlimited

    /// Takes the target of a request line apart, a path or a whole URL (RFC 9112, section 3.2); nil when it is none.
    init?(method: Method, target: String) {
        var target = target[...]
        if target.prefix(7).lowercased() == "http://" {
            let rest = target.dropFirst(7).drop { $0 != "/" && $0 != "?" }
            target = rest.hasPrefix("/") ? rest : "/" + rest
        }
        guard target.hasPrefix("/") else { return nil }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = Parameters.decode(Array(parts[0].utf8)[...], plusIsSpace: false),
            let query = Parameters(urlEncoded: parts.count > 1 ? parts[1] : "")
        else { return nil }
        self.method = method
        self.path = path
        self.query = query
    }

    /// Reads the body as the form its content type says it is; false when it is none.
    mutating func readForm(_ body: [UInt8], contentType: String) -> Bool {
        guard !body.isEmpty else { return true }
        let isMultipart = contentType.lowercased().hasPrefix("multipart/form-data")
        let read =
            isMultipart
            ? MultipartForm.boundary(in: contentType).flatMap { MultipartForm.read(body, boundary: $0) }
            : Parameters(urlEncoded: body)
        guard let read else { return false }
        form = read
        return true
    }
}
