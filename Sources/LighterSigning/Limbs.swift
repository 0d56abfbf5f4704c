/// Five 64-bit words, the lowest first: what 40 little-endian bytes hold.
struct Limbs: Sendable {
    var words: [5 of UInt64]

    static let byteCount = 40

    @inline(always)
    init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64) {
        words = [w0, w1, w2, w3, w4]
    }

    init(bytes: some Collection<UInt8>) throws(SigningError) {
        guard bytes.count == Self.byteCount else {
            throw .wrongLength(expected: Self.byteCount, actual: bytes.count)
        }
        words = .init(repeating: 0)
        for (offset, byte) in bytes.enumerated() {
            words[offset / 8] |= UInt64(byte) << UInt64(offset % 8 * 8)
        }
    }

    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            for offset in 0..<Self.byteCount {
                buffer[offset] = UInt8(truncatingIfNeeded: words[offset / 8] >> UInt64(offset % 8 * 8))
            }
            count = Self.byteCount
        }
    }
}
