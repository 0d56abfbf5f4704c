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
        // From another module this stays generic, and a generic walk over forty bytes takes a fifth of a verification.
        if let limbs = bytes.withContiguousStorageIfAvailable({ Limbs(contiguous: $0) }) {
            self = limbs
            return
        }
        words = .init(repeating: 0)
        for (offset, byte) in bytes.enumerated() {
            words[offset / 8] |= UInt64(byte) << UInt64(offset % 8 * 8)
        }
    }

    /// The caller vouches for the number of bytes.
    private init(contiguous bytes: UnsafeBufferPointer<UInt8>) {
        words = .init(repeating: 0)
        for offset in 0..<Self.byteCount {
            words[offset / 8] |= UInt64(bytes[offset]) << UInt64(offset % 8 * 8)
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

extension Limbs {
    /// The sum modulo 2^320.
    @inline(always)
    func adding(_ other: Limbs) -> Limbs {
        var result = self
        var carry: UInt64 = 0
        for index in 0..<5 {
            let sum = words[index].widened &+ other.words[index].widened &+ carry.widened
            result.words[index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        return result
    }

    /// The difference modulo 2^320, and whether it is negative (1) or not (0).
    @inline(always)
    func subtracting(_ other: Limbs) -> (difference: Limbs, borrow: UInt64) {
        var result = self
        var borrow: UInt64 = 0
        for index in 0..<5 {
            let difference = words[index].widened &- other.words[index].widened &- borrow.widened
            result.words[index] = UInt64(truncatingIfNeeded: difference)
            borrow = UInt64(truncatingIfNeeded: difference >> 64) & 1
        }
        return (result, borrow)
    }

    /// `a` when `mask` is all ones, `b` when it is all zeros, without a branch.
    @inline(always)
    static func select(_ mask: UInt64, _ a: Limbs, _ b: Limbs) -> Limbs {
        var result = b
        for index in 0..<5 { result.words[index] ^= mask & (a.words[index] ^ b.words[index]) }
        return result
    }

    @inline(always)
    func masked(by mask: UInt64) -> Limbs {
        Limbs(words[0] & mask, words[1] & mask, words[2] & mask, words[3] & mask, words[4] & mask)
    }

    /// Adds factor · other and returns what goes beyond 320 bits.
    @inline(always)
    mutating func addProduct(_ factor: UInt64, _ other: Limbs) -> UInt64 {
        var carry: UInt64 = 0
        for index in 0..<5 {
            let sum = factor.widened &* other.words[index].widened &+ words[index].widened &+ carry.widened
            words[index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        return carry
    }
}
