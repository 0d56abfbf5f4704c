/// Keccak-256 as Ethereum uses it: Keccak-f[1600] with a rate of 136 bytes and the padding of the submission, not that of
/// SHA-3 (G. Bertoni, J. Daemen, M. Peeters, G. Van Assche, "The Keccak reference", 2011).
public enum Keccak256 {
    public static let byteCount = 32
    private static let rate = 136

    /// The 32 bytes of the hash.
    public static func hash(_ message: some Sequence<UInt8>) -> [UInt8] {
        var state = [UInt64](repeating: 0, count: 25)
        var place = 0
        for byte in message {
            absorb(byte, at: place, into: &state)
            place += 1
            guard place == rate else { continue }
            permute(&state)
            place = 0
        }
        absorb(0x01, at: place, into: &state)
        absorb(0x80, at: rate - 1, into: &state)
        permute(&state)
        return (0..<byteCount).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64(8 * ($0 % 8))) }
    }

    private static func absorb(_ byte: UInt8, at place: Int, into state: inout [UInt64]) {
        state[place / 8] ^= UInt64(byte) << UInt64(8 * (place % 8))
    }

    /// The 24 rounds: θ, ρ with π, χ, ι. The lane (x, y) is at 5y + x.
    private static func permute(_ state: inout [UInt64]) {
        var moved = [UInt64](repeating: 0, count: 25)
        for constant in roundConstants {
            for x in 0..<5 {
                let left = parity((x + 4) % 5, state), right = parity((x + 1) % 5, state)
                moved[x] = left ^ rotate(right, 1)
            }
            for lane in 0..<25 { state[lane] ^= moved[lane % 5] }
            for x in 0..<5 {
                for y in 0..<5 {
                    moved[5 * ((2 * x + 3 * y) % 5) + y] = rotate(state[5 * y + x], offsets[5 * y + x])
                }
            }
            for y in 0..<5 {
                for x in 0..<5 {
                    state[5 * y + x] =
                        moved[5 * y + x] ^ (~moved[5 * y + (x + 1) % 5] & moved[5 * y + (x + 2) % 5])
                }
            }
            state[0] ^= constant
        }
    }

    private static func parity(_ x: Int, _ state: [UInt64]) -> UInt64 {
        state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]
    }

    private static func rotate(_ lane: UInt64, _ count: UInt64) -> UInt64 {
        count == 0 ? lane : lane << count | lane >> (64 - count)
    }

    private static let offsets: [UInt64] = [
        0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
    ]

    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
