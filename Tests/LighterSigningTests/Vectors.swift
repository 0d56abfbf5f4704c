import Foundation
import TestSupport

@testable import LighterSigning

/// The official test vectors, read from the bundled fixtures.
enum Vectors {
    static let primitives: Primitives = load("primitives")
    static let poseidon2Constants: Poseidon2Constants = load("poseidon2_constants")
    static let keys: Keys = load("keys")
    /// Others' numbers: points and a multiple that T. Pornin made with Sage (github.com/pornin/ecgfp5), and signatures with
    /// fixed nonces of the venue's own Go library (github.com/elliottech/poseidon_crypto).
    static let independent: Independent = load("independent")

    struct Primitives: Decodable {
        let goldilocks: [Goldilocks]
        let quintic: [Quintic]
        let poseidon2Permutation: [Permutation]
        let poseidon2Hash: [Hash]
        let generatorMultiples: [GeneratorMultiple]
        let pointDecoding: [PointDecoding]
        let schnorrWithFixedK: [FixedNonce]
    }

    struct Goldilocks: Decodable {
        let a, b, sum, difference, product, inverseA: String
    }

    struct Quintic: Decodable {
        let a, b, product, inverseA: [String]
        let isSquareA: Int
    }

    struct Permutation: Decodable {
        let state, permuted: [String]
    }

    struct Hash: Decodable {
        let input, digest4, digest5: [String]
    }

    struct GeneratorMultiple: Decodable {
        let scalar, encoded: String
    }

    struct PointDecoding: Decodable {
        let encoded: String
        let valid: Bool
        let neutral: Bool?
    }

    struct FixedNonce: Decodable {
        let privateKey, nonceK, message, publicKey, signature: String
    }

    struct Poseidon2Constants: Decodable {
        let external: [[UInt64]]
        let `internal`, diagonal: [UInt64]
    }

    struct Keys: Decodable {
        let keys: [Key]
        let authTokens: [Token]
    }

    struct Key: Decodable {
        let privateKey, publicKey: String
        let accountIndex: Int64
        let apiKeyIndex: Int
    }

    struct Token: Decodable {
        let key: Int
        let deadline: Int64
        let token: String
    }

    struct Independent: Decodable {
        /// The encodings of N, P, Q, P + Q, 2P, 2Q, 2P + Q and P + 2Q.
        let points: [[String]]
        let undecodable: [[String]]
        let multiple: Multiple
        let signatures: [Signature]

        struct Multiple: Decodable {
            let point, product: [String]
            let scalar: String
        }

        struct Signature: Decodable {
            let privateKey, nonceK, message, signature: String
        }
    }

    private static func load<Value: Decodable>(_ name: String) -> Value {
        do {
            let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures")
            guard let url else { fatalError("the fixture \(name).json is missing") }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Value.self, from: Data(contentsOf: url))
        } catch {
            fatalError("the fixture \(name).json: \(error)")
        }
    }
}

struct MalformedVector: Error {}

extension GoldilocksElement {
    /// From decimal digits.
    init(decimal: String) throws {
        guard let value = UInt64(decimal), let element = GoldilocksElement(value) else { throw MalformedVector() }
        self = element
    }
}

extension QuinticElement {
    /// From five coordinates in decimal digits.
    init(decimal: [String]) throws {
        guard decimal.count == 5 else { throw MalformedVector() }
        let c = try decimal.map(GoldilocksElement.init(decimal:))
        self.init(c[0], c[1], c[2], c[3], c[4])
    }
}

extension Scalar {
    /// From decimal digits.
    init(decimal: String) throws {
        self = try decimal.reduce(Scalar.zero) { value, character in
            guard let digit = character.wholeNumberValue else { throw MalformedVector() }
            return value * Scalar(10) + Scalar(UInt64(digit))
        }
    }
}

extension SeededGenerator {
    /// A field element; one in four is at an edge of the field or of a 32-bit half.
    mutating func element() -> GoldilocksElement {
        let p = GoldilocksElement.modulus
        let edges: [UInt64] = [0, 1, 2, 3, 0xFFFF_FFFE, 0xFFFF_FFFF, 1 << 32, 1 << 63, p - (1 << 32), p - 2, p - 1]
        let pick = next()
        if pick.isMultiple(of: 4) { return GoldilocksElement(unchecked: edges[Int(pick >> 2) % edges.count]) }
        return GoldilocksElement(reducing: next())
    }

    mutating func quintic() -> QuinticElement {
        QuinticElement(element(), element(), element(), element(), element())
    }

    mutating func scalar() -> Scalar { Scalar.randomNonZero(using: &self) }

    /// A point whose four coordinates are all unlike one.
    mutating func point() -> CurvePoint {
        CurvePoint.generator.variableTimeMultiplied(by: scalar())
    }
}
