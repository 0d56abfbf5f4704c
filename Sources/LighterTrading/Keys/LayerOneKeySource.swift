import Glibc
import LighterFiles
import LighterLayerOne
import LighterProfile
import LighterStatus

/// Where an owner's private key on layer 1 is.
public enum LayerOneKeySource: Hashable, Sendable {
    /// A file of 64 hexadecimal digits.
    case file(String)
    /// A variable of the environment that holds the digits.
    case environment(String)

    /// Where a profile's key is; nil for what only holds API keys.
    init?(_ source: KeySource) {
        switch source {
        case .file(let path): self = .file(path)
        case .environment(let variable): self = .environment(variable)
        case .keystore, .command: return nil
        }
    }

    /// The key. What is read on the way is wiped, and no failure holds any of it.
    ///
    /// A key file belongs to its user alone: a regular file, no link, owned by the user or root, with no permission for
    /// anyone else.
    ///
    /// - Throws: ``Failure``.
    public func key(in environment: ProfileEnvironment) throws(Failure) -> LayerOneKey {
        var text: [UInt8]
        switch self {
        case .file(let path): text = try LayerOneKeySource.read(path)
        case .environment(let variable):
            guard let value = environment.variables[variable], !value.isEmpty else {
                throw Failure("l1.no_key", .configuration, "the variable \(sanitized(variable)) is not set")
            }
            text = Array(value.utf8)
        }
        defer { FileAccess.wipe(&text) }
        guard let key = LayerOneKeySource.key(text) else {
            let digits = text.count { !$0.isLineEnd } - (text.starts(with: "0x".utf8) ? 2 : 0)
            let isOther = digits == 80 ? "; 80 are an API key, which does not own an account" : ""
            throw Failure(
                "l1.malformed_key",
                .data,
                "\(self) holds no layer-1 key: 64 hexadecimal digits are needed, and nothing else\(isOther)"
            )
        }
        return key
    }

    /// `0x`, the digits and `\r\n`; some more, so that an API key in its place is told for what it is.
    private static let fileLimit = 128

    /// Made without a `String`, whose memory nobody could wipe.
    private static func key(_ text: [UInt8]) -> LayerOneKey? {
        var digits = text[...]
        while let last = digits.last, last.isLineEnd { digits = digits.dropLast() }
        if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
        guard digits.count == 2 * LayerOneKey.byteCount else { return nil }
        var bytes = [UInt8](repeating: 0, count: LayerOneKey.byteCount)
        defer { FileAccess.wipe(&bytes) }
        for (offset, digit) in digits.enumerated() {
            guard let value = digit.hexadecimalValue else { return nil }
            bytes[offset / 2] |= offset.isMultiple(of: 2) ? value << 4 : value
        }
        return LayerOneKey(bytes: bytes)
    }

    private static func read(_ path: String) throws(Failure) -> [UInt8] {
        let name = sanitized(path, limit: 400)
        return try FileAccess.read(
            path,
            limit: fileLimit,
            followingLinks: false,
            trouble: { trouble in
                switch trouble {
                case .missing: Failure("l1.no_key", .notFound, "no such key file: \(name)")
                case .tooLarge: Failure("l1.malformed_key", .data, "\(name) holds no layer-1 key: it is too long")
                default: Failure("l1.unreadable_key", .permission, "the key file \(name) cannot be read: \(trouble)")
                }
            },
            inspect: { status throws(Failure) in
                guard status.st_mode & 0o077 == 0 else {
                    let mode = String(status.st_mode & 0o777, radix: 8)
                    throw Failure(
                        "l1.unreadable_key",
                        .permission,
                        "others may use the key file \(name): its mode is \(mode)",
                        hint: "give it mode 600"
                    )
                }
                guard status.st_uid == geteuid() || status.st_uid == 0 else {
                    throw Failure("l1.unreadable_key", .permission, "the key file \(name) belongs to another user")
                }
            }
        )
    }
}

extension LayerOneKeySource: CustomStringConvertible {
    /// Says where, never what.
    public var description: String {
        switch self {
        case .file(let path): "the file \(sanitized(path, limit: 400))"
        case .environment(let variable): "the variable \(sanitized(variable))"
        }
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
