/// One request to a venue.
public struct HTTPRequest: Hashable, Sendable {
    public enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// A name and a value in a query, a form or a header.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var method: Method
    /// Where below the base URL, beginning with a slash; without a query.
    public var path: String
    /// The query of a GET, the form of a POST.
    public var parameters: [Field]
    public var headers: [Field]

    public init(_ method: Method, _ path: String, parameters: [Field] = [], headers: [Field] = []) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.headers = headers
    }

    /// The parameters as `application/x-www-form-urlencoded`, every byte outside RFC 3986's unreserved ones escaped.
    var encodedParameters: String {
        parameters.map { HTTPRequest.escape($0.name) + "=" + HTTPRequest.escape($0.value) }.joined(separator: "&")
    }

    /// Path and query.
    var target: String {
        method == .get && !parameters.isEmpty ? path + "?" + encodedParameters : path
    }

    /// The body of a POST, empty for a GET.
    var body: [UInt8] { method == .post ? Array(encodedParameters.utf8) : [] }

    private static func escape(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if BaseURL.isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
