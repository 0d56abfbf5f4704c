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
    /// The JSON a POST carries in place of a form.
    public var json: [UInt8]?

    public init(
        _ method: Method,
        _ path: String,
        parameters: [Field] = [],
        headers: [Field] = [],
        json: [UInt8]? = nil
    ) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.headers = headers
        self.json = json
    }

    /// The parameters as `application/x-www-form-urlencoded`, every byte outside RFC 3986's unreserved ones escaped.
    private var encodedParameters: [UInt8] {
        // Three bytes for one at the most.
        let most = parameters.reduce(0) { $0 + 3 * ($1.name.utf8.count + $1.value.utf8.count) + 2 }
        return [UInt8](unsafeUninitializedCapacity: most) { bytes, count in
            for (place, field) in parameters.enumerated() {
                if place > 0 { HTTPRequest.append(UInt8(ascii: "&"), to: bytes, &count) }
                HTTPRequest.escape(field.name, into: bytes, &count)
                HTTPRequest.append(UInt8(ascii: "="), to: bytes, &count)
                HTTPRequest.escape(field.value, into: bytes, &count)
            }
        }
    }

    /// Path and query.
    var target: String {
        method == .get && !parameters.isEmpty ? path + "?" + String(decoding: encodedParameters, as: UTF8.self) : path
    }

    /// The body of a POST, empty for a GET.
    var body: [UInt8] { method == .post ? json ?? encodedParameters : [] }

    /// What the body is.
    var contentType: String { json == nil ? "application/x-www-form-urlencoded" : "application/json" }

    private static func escape(_ text: String, into bytes: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        for byte in text.utf8 {
            if BaseURL.isUnreserved(byte) {
                append(byte, to: bytes, &count)
            } else {
                append(UInt8(ascii: "%"), to: bytes, &count)
                append(digit(byte >> 4), to: bytes, &count)
                append(digit(byte & 15), to: bytes, &count)
            }
        }
    }

    @inline(__always)
    private static func append(_ byte: UInt8, to bytes: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        bytes[count] = byte
        count += 1
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
