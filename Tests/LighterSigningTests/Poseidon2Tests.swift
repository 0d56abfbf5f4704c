import TestSupport
import Testing

@testable import LighterSigning

@Suite struct Poseidon2Tests {
    @Test func constantsAreTheVenues() {
        let vectors = Vectors.poseidon2Constants
        let external = Poseidon2.externalConstants
        #expect(external.indices.map { external[$0] } == vectors.external.flatMap { $0 })
        #expect(Poseidon2.internalConstants.indices.map { Poseidon2.internalConstants[$0] } == vectors.internal)
        #expect(Poseidon2.diagonal.indices.map { Poseidon2.diagonal[$0] } == vectors.diagonal)
    }

    @Test func permutationMatchesTheVectors() throws {
        for vector in Vectors.primitives.poseidon2Permutation {
            var state: [12 of GoldilocksElement] = .init(repeating: .zero)
            for (index, value) in vector.state.enumerated() { state[index] = try GoldilocksElement(decimal: value) }
            Poseidon2.permute(&state)
            #expect(state.indices.map { String(state[$0].value) } == vector.permuted)
        }
    }

    @Test func spongeMatchesTheVectors() throws {
        for vector in Vectors.primitives.poseidon2Hash {
            var sponge = Poseidon2Sponge()
            for input in vector.input { sponge.absorb(try GoldilocksElement(decimal: input)) }
            let digest = sponge.finalizeDigest()
            #expect(digest.elements.indices.map { String(digest.elements[$0].value) } == vector.digest4)
            #expect(Reference.coordinates(sponge.finalize()).map { String($0) } == vector.digest5)
        }
    }

    @Test func everyWayOfAbsorbingIsTheSame() {
        var random = SeededGenerator(seed: 12)
        let element = random.quintic()
        var (whole, piecewise) = (Poseidon2Sponge(), Poseidon2Sponge())
        whole.absorb(element)
        for value in Reference.coordinates(element) { piecewise.absorb(value) }
        #expect(whole.finalizeDigest() == piecewise.finalizeDigest())

        whole.absorb(Int64(-5))
        whole.absorb(Int64(5))
        piecewise.absorb(UInt64(bitPattern: -5))
        piecewise.absorb(GoldilocksElement.modulus + 5)
        #expect(whole.finalize() == piecewise.finalize())

        let digest = whole.finalizeDigest()
        whole.absorb(digest)
        for index in 0..<4 { piecewise.absorb(digest.elements[index]) }
        #expect(whole.finalize() == piecewise.finalize())
        #expect(whole.finalizeDigest() != digest)
    }

    @Test func nothingAbsorbedHashesToZero() {
        #expect(Poseidon2Sponge().finalize() == .zero)
    }
}
