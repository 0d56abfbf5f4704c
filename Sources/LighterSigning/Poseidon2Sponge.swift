/// The venue's hash: a Poseidon2 sponge of rate eight without padding. Inputs overwrite the first elements of the state,
/// and a short last block overwrites only as many as it has.
public struct Poseidon2Sponge: BitwiseCopyable, Sendable {
    private var state: [12 of GoldilocksElement] = .init(repeating: .zero)
    private var position = 0

    private static let rate = 8

    public init() {}

    /// The next input.
    public mutating func absorb(_ element: GoldilocksElement) {
        state[position] = element
        position += 1
        guard position == Self.rate else { return }
        permute()
    }

    /// The next input, modulo p.
    public mutating func absorb(_ value: UInt64) {
        absorb(GoldilocksElement(reducing: value))
    }

    /// The next input; a negative value stands for its 64 bits read without a sign, modulo p, as at the venue.
    public mutating func absorb(_ value: Int64) {
        absorb(GoldilocksElement(reducing: UInt64(bitPattern: value)))
    }

    /// The five coordinates, c0 first.
    public mutating func absorb(_ element: QuinticElement) {
        absorb(element.c0)
        absorb(element.c1)
        absorb(element.c2)
        absorb(element.c3)
        absorb(element.c4)
    }

    /// The four elements of a digest.
    public mutating func absorb(_ digest: Digest) {
        for index in digest.elements.indices { absorb(digest.elements[index]) }
    }

    /// The hash as five elements (hash5 in the venue's notation).
    public consuming func finalize() -> QuinticElement {
        if position > 0 { permute() }
        return QuinticElement(state[0], state[1], state[2], state[3], state[4])
    }

    /// The hash as four elements (hash4 in the venue's notation).
    public consuming func finalizeDigest() -> Digest {
        if position > 0 { permute() }
        return Digest(elements: [state[0], state[1], state[2], state[3]])
    }

    /// The first six of the eight elements that a block holds, for a number that must be wider than five.
    consuming func squeeze() -> [6 of GoldilocksElement] {
        if position > 0 { permute() }
        return [state[0], state[1], state[2], state[3], state[4], state[5]]
    }

    private mutating func permute() {
        Poseidon2.permute(&state)
        position = 0
    }
}

/// A hash of four field elements, as the venue folds over the orders of a group.
public struct Digest: Sendable {
    public let elements: [4 of GoldilocksElement]
}

extension Digest: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.elements.indices.allSatisfy { left.elements[$0] == right.elements[$0] }
    }

    public func hash(into hasher: inout Hasher) {
        for index in elements.indices { hasher.combine(elements[index]) }
    }
}
