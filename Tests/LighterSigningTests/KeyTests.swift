import Testing

@testable import LighterSigning

@Suite struct KeyTests {
    @Test func privateKeysHaveTheOfficialPublicKeys() throws {
        for vector in Vectors.keys.keys {
            let key = try PrivateKey(hex: vector.privateKey)
            #expect("0x" + key.publicKey.hexDigits == vector.publicKey)
            #expect(try PublicKey(hex: vector.publicKey) == key.publicKey)
            #expect(try PrivateKey(hex: vector.privateKey.dropFirst(2)).publicKey == key.publicKey)
            #expect(try PrivateKey(hex: key.exposedHex()).publicKey == key.publicKey)
        }
    }

    @Test func privateKeysOutOfRangeAreRefused() {
        let order = Scalar.order.bytes
        #expect(throws: SigningError.zeroPrivateKey) { try PrivateKey(bytes: [UInt8](repeating: 0, count: 40)) }
        #expect(throws: SigningError.zeroPrivateKey) { try PrivateKey(bytes: order) }
        #expect(throws: SigningError.wrongLength(expected: 40, actual: 32)) {
            try PrivateKey(hex: String(repeating: "01", count: 32))
        }
        #expect(throws: SigningError.wrongLength(expected: 40, actual: 0)) { try PrivateKey(hex: "0x") }
        #expect(throws: SigningError.malformedHex(.oddLength(79))) {
            try PrivateKey(hex: String(repeating: "1", count: 79))
        }
        #expect(throws: SigningError.malformedHex(.invalidDigit(offset: 1))) {
            try PrivateKey(hex: "0x1g" + String(repeating: "1", count: 78))
        }
    }

    @Test func privateKeysNeverPrint() throws {
        let key = try PrivateKey(bytes: [42] + [UInt8](repeating: 0, count: 39))
        var dumped = ""
        dump(key, to: &dumped)
        for text in [
            "\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])", "\(Optional(key) as Any)",
        ] {
            #expect(text.contains("PrivateKey(redacted)"))
            #expect(!text.contains("42") && !text.lowercased().contains("2a00"))
        }
    }

    @Test func generatedKeysDiffer() throws {
        let keys = try (0..<20).map { _ in try PrivateKey.generate().publicKey }
        #expect(Set(keys).count == 20)
    }

    @Test func publicKeysOutsideTheGroupAreRefused() throws {
        #expect(throws: SigningError.neutralPublicKey) { try PublicKey(bytes: [UInt8](repeating: 0, count: 40)) }
        #expect(throws: SigningError.nonCanonicalFieldElement) {
            try PublicKey(bytes: [UInt8](repeating: 255, count: 40))
        }
        #expect(throws: SigningError.wrongLength(expected: 40, actual: 33)) {
            try PublicKey(bytes: [UInt8](repeating: 0, count: 33))
        }
        let refused = Vectors.primitives.pointDecoding.filter { !$0.valid }.map { vector in
            #expect(throws: SigningError.self) { try PublicKey(hex: vector.encoded) }
        }
        #expect(refused.contains(.notOnCurve))
    }

    @Test func hexIsReadInEitherCaseAndWrittenInLower() throws {
        let all = (0...255).map { UInt8($0) }
        #expect(try Hex.decode(Hex.encode(all)) == all)
        #expect(try Hex.decode("0x" + Hex.encode(all).uppercased()) == all)
        #expect(Hex.encode([0x00, 0x9A, 0xFf]) == "009aff")
        #expect(try Hex.decode("") == [])
        #expect(throws: HexError.oddLength(1)) { try Hex.decode("0x0") }
        #expect(throws: HexError.invalidDigit(offset: 2)) { try Hex.decode("00é") }
        #expect(throws: HexError.invalidDigit(offset: 1)) { try Hex.decode("0X00") }
        for character in "/:@G`g" { #expect(throws: HexError.self) { try Hex.decode("0\(character)") } }
    }
}
