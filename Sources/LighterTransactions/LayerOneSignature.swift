import LighterSigning

/// An Ethereum personal signature (EIP-191): 65 bytes r‖s‖v. Absent while unsigned.
public struct LayerOneSignature: Hashable, Sendable {
    /// `0x` and 130 hex digits, or an empty text while unsigned.
    public let text: String

    /// Not signed yet.
    public static let unsigned = LayerOneSignature(unchecked: "")

    public static let byteCount = 65

    private init(unchecked text: String) { self.text = text }

    /// - Throws: ``TransactionError`` unless `text` is empty or 65 bytes in hex, with or without `0x`, whose last is
    ///   27 or 28.
    public init(_ text: String) throws(TransactionError) {
        guard !text.isEmpty else {
            self = .unsigned
            return
        }
        guard let bytes = try? Hex.decode(text), bytes.count == LayerOneSignature.byteCount,
            bytes.last == 27 || bytes.last == 28
        else { throw .malformed(field: "L1Sig", reason: "should be 65 bytes in hex that end in 1b or 1c") }
        self.init(unchecked: "0x" + Hex.encode(bytes))
    }
}

/// The texts that layer-1 keys sign (signing.md, "Layer-1 signature").
enum LayerOneMessage {
    static func text(title: String, lines: [(name: String, value: String)]) -> String {
        let body = lines.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        return "\(title)\n\n\(body)\nOnly sign this message for a trusted client!"
    }

    /// 16 hex digits after `0x`.
    static func number(_ value: Int64) -> String {
        let digits = String(UInt64(bitPattern: value), radix: 16)
        return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}
