/// The address of a venue, kept as its text.
///
/// Only encrypted connections are possible (`https`, `wss`), except to this very machine. Nothing can switch the
/// verification of certificates off.
public struct VenueAddress: Hashable, Sendable {
    /// Which of a venue's two faces the address is of.
    public enum Face: Sendable {
        /// Requests and answers: `https`, or `http` to this machine.
        case requests
        /// Streams: `wss`, or `ws` to this machine.
        case streams

        var schemes: (encrypted: String, plain: String) {
            switch self {
            case .requests: ("https", "http")
            case .streams: ("wss", "ws")
            }
        }
    }

    /// The whole address without a slash at its end.
    public let text: String
    /// In lower case; an IPv6 address keeps its brackets.
    public let host: String
    /// `:PORT`, if one is given, and the path.
    private let afterHost: String
    private let isEncrypted: Bool

    /// - Throws: ``VenueAddressError``.
    public init(parsing text: String, face: Face) throws(VenueAddressError) {
        let schemes = face.schemes
        let isEncrypted = text.hasPrefix("\(schemes.encrypted)://")
        guard isEncrypted || text.hasPrefix("\(schemes.plain)://") else {
            throw .scheme(text, encrypted: schemes.encrypted)
        }
        var trimmed = Substring(text)
        while trimmed.last == "/" { trimmed = trimmed.dropLast() }
        let rest = trimmed.dropFirst((isEncrypted ? schemes.encrypted : schemes.plain).count + 3)
        let authority = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(authority.count)
        guard let (host, port) = VenueAddress.split(authority), path.utf8.allSatisfy(VenueAddress.isPathByte) else {
            throw .malformed(text)
        }
        guard isEncrypted || VenueAddress.isLoopback(host) else {
            throw .unencrypted(text, encrypted: schemes.encrypted)
        }
        self.text = String(trimmed)
        self.host = host
        self.afterHost = port + path
        self.isEncrypted = isEncrypted
    }

    /// Whether the address is on this very machine.
    public var isLoopback: Bool { VenueAddress.isLoopback(host) }

    /// Where the venue that answers requests here has its streams: `/stream` on the same host, as every deployment
    /// has (api.md, section 1).
    func streams() throws(VenueAddressError) -> VenueAddress {
        try VenueAddress(parsing: "\(isEncrypted ? "wss" : "ws")://\(host)\(afterHost)/stream", face: .streams)
    }

    private static func split(_ authority: Substring) -> (host: String, port: String)? {
        var host = authority
        var port = ""
        if let end = authority.lastIndex(of: "]"), authority.first == "[" {
            host = authority[...end]
            port = String(authority[authority.index(after: end)...])
            let address = host.dropFirst().dropLast().utf8
            guard !address.isEmpty, address.allSatisfy({ isHexDigit($0) || $0 == 0x3A || $0 == 0x2E }) else {
                return nil
            }
        } else {
            host = authority.prefix { $0 != ":" }
            port = String(authority.dropFirst(host.count))
            let labels = host.split(separator: ".", omittingEmptySubsequences: false)
            guard labels.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isHostByte) }) else { return nil }
        }
        if !port.isEmpty {
            let digits = port.dropFirst()
            guard port.first == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits.count <= 5,
                let number = Int(digits), (1...65_535).contains(number)
            else { return nil }
        }
        return (host.lowercased(), port)
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { $0.count <= 3 && UInt8($0) != nil }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
    }

    /// Letters, digits and `-._~/`: a venue's address has no query, no fragment and nothing to escape.
    private static func isPathByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || byte == 0x2E || byte == 0x5F || byte == 0x7E || byte == 0x2F
    }
}

extension VenueAddress: CustomStringConvertible {
    public var description: String { text }
}

/// Why a text is no address of a venue.
public enum VenueAddressError: Error, Hashable, Sendable, CustomStringConvertible {
    case scheme(String, encrypted: String)
    case unencrypted(String, encrypted: String)
    case malformed(String)

    public var description: String {
        switch self {
        case .scheme(let text, let encrypted): "\"\(text.prefix(80))\" does not begin with \(encrypted)://"
        case .unencrypted(let text, let encrypted):
            "\"\(text.prefix(80))\" is not encrypted: \(encrypted):// is needed, except for localhost"
        case .malformed(let text): "\"\(text.prefix(80))\" is no address such as https://mainnet.zklighter.elliot.ai"
        }
    }
}
