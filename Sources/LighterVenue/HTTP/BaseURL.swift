import Glibc

/// Where a venue is: `https://host[:port][/path]`, or `http` on this machine.
///
/// The grammar is narrow on purpose. No user information, query, fragment or percent-encoding, so that no two readers
/// can disagree on the host that a token is sent to.
public struct BaseURL: Hashable, Sendable, CustomStringConvertible {
    public enum Scheme: String, Hashable, Sendable {
        case https
        /// Only towards this machine.
        case http
    }

    public let scheme: Scheme
    /// The host in lower case; an IPv6 address stands in brackets.
    public let host: String
    /// The port, when one was given.
    public let port: UInt16?
    /// Empty, or begins with a slash and ends without one.
    public let path: String

    /// - Throws: ``BaseURLError``.
    public init(_ text: String) throws(BaseURLError) {
        guard let (schemeText, rest) = BaseURL.split(text, at: "://"),
            let scheme = Scheme(rawValue: schemeText.lowercased())
        else { throw .malformed(text, "it should begin with https://") }
        let authorityEnd = rest.firstIndex(of: "/") ?? rest.endIndex
        let (host, port) = try BaseURL.authority(rest[..<authorityEnd], of: text)
        var path = rest[authorityEnd...]
        while path.last == "/" { path = path.dropLast() }
        guard path.utf8.allSatisfy({ BaseURL.isUnreserved($0) || $0 == UInt8(ascii: "/") }) else {
            throw .malformed(text, "its path should hold letters, digits, - . _ ~ and / alone")
        }
        guard scheme == .https || BaseURL.isLoopback(host) else { throw .insecure(text) }
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = String(path)
    }

    /// Where streams are, by their address: `wss://…`, or `ws` on this machine.
    ///
    /// - Throws: ``BaseURLError``.
    public init(stream text: String) throws(BaseURLError) {
        for (stream, scheme) in [("wss://", Scheme.https), ("ws://", .http)] where text.hasPrefix(stream) {
            try self.init("\(scheme.rawValue)://\(text.dropFirst(stream.count))")
            return
        }
        throw .malformed(text, "streams begin with wss://")
    }

    /// Whether the host is an address, which needs no look-up.
    public var isAddress: Bool {
        var address = in_addr()
        return host.first == "[" || inet_pton(AF_INET, host, &address) == 1
    }

    /// Whether the host is this machine by its very name: 127.0.0.0/8, `[::1]` or `localhost`.
    public var isLoopback: Bool { BaseURL.isLoopback(host) }

    public var description: String {
        "\(scheme.rawValue)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
    }
}

extension BaseURL {
    private static func split(_ text: String, at separator: String) -> (Substring, Substring)? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(separator) {
                return (text[..<index], text[index...].dropFirst(separator.count))
            }
            index = text.index(after: index)
        }
        return nil
    }

    private static func authority(
        _ authority: Substring,
        of text: String
    ) throws(BaseURLError) -> (host: String, port: UInt16?) {
        let host: Substring
        let remainder: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]"), isIPv6(authority[..<end].dropFirst()) else {
                throw .malformed(text, "its host is no IPv6 address in brackets")
            }
            host = authority[...end]
            remainder = authority[end...].dropFirst()
        } else {
            host = authority.prefix { $0 != ":" }
            remainder = authority.dropFirst(host.count)
            guard isHostName(host) else { throw .malformed(text, "its host is no host name") }
        }
        guard !remainder.isEmpty else { return (host.lowercased(), nil) }
        let digits = remainder.dropFirst()
        guard remainder.first == ":", digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let port = UInt16(digits), port > 0
        else { throw .malformed(text, "its port is no number from 1 to 65535") }
        return (host.lowercased(), port)
    }

    private static func isHostName(_ host: Substring) -> Bool {
        guard (1...253).contains(host.utf8.count) else { return false }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-"
                && label.utf8.allSatisfy { isUnreserved($0) && $0 != UInt8(ascii: "~") }
        }
    }

    private static func isIPv6(_ host: Substring) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, String(host), &address) == 1
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" { return true }
        if host.first == "[" {
            var address = in6_addr()
            guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &address) == 1 else { return false }
            return withUnsafeBytes(of: address) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        }
        var address = in_addr()
        guard inet_pton(AF_INET, host, &address) == 1 else { return false }
        return withUnsafeBytes(of: address) { $0.first == 127 }
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

/// Why a text is no ``BaseURL``.
public enum BaseURLError: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed(String, String)
    /// Plain http towards another machine would show tokens and orders to everyone in between.
    case insecure(String)

    public var description: String {
        switch self {
        case .malformed(let text, let reason): "\"\(text.prefix(100))\" is no URL of a venue: \(reason)"
        case .insecure(let text):
            "\"\(text.prefix(100))\" is not encrypted: http is for 127.0.0.0/8, [::1] and localhost alone, use https"
        }
    }
}
