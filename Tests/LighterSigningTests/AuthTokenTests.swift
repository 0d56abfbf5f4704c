import Testing

@testable import LighterSigning

@Suite struct AuthTokenTests {
    @Test func officialTokensVerify() throws {
        for vector in Vectors.keys.authTokens {
            let key = Vectors.keys.keys[vector.key]
            let publicKey = try PublicKey(hex: key.publicKey)
            let token = try AuthToken(parsing: vector.token)
            #expect(token.deadline == vector.deadline)
            #expect(token.accountIndex == key.accountIndex)
            #expect(token.apiKeyIndex == key.apiKeyIndex)
            #expect(token.text == vector.token)
            #expect(token.isValid(under: publicKey))
        }
    }

    @Test func anyFlippedBitInvalidates() throws {
        for vector in Vectors.keys.authTokens {
            let publicKey = try PublicKey(hex: Vectors.keys.keys[vector.key].publicKey)
            let bytes = Array(vector.token.utf8)
            for bit in 0..<bytes.count * 8 {
                var flipped = bytes
                flipped[bit / 8] ^= 1 << (bit % 8)
                guard let text = String(validating: flipped, as: UTF8.self) else { continue }
                let token = try? AuthToken(parsing: text)
                #expect(token.map { $0.isValid(under: publicKey) } != true)
            }
        }
    }

    @Test func createdTokensVerifyAndReadBack() throws {
        let key = try PrivateKey.generate()
        for (deadline, account, apiKey) in [(0, -1, 0), (1_893_456_000, 281_474_976_710_654, 254)]
            as [(Int64, Int64, Int)]
        {
            let token = try AuthToken.create(deadline: deadline, accountIndex: account, apiKeyIndex: apiKey, key: key)
            #expect(token.text.hasPrefix("\(deadline):\(account):\(apiKey):"))
            #expect(token.isValid(under: key.publicKey))
            #expect(try AuthToken(parsing: token.text) == token)
            #expect("\(token) \(String(reflecting: token)) \([token])".contains(token.signature.hexDigits) == false)
        }
    }

    @Test func valuesOutOfRangeAreRefused() throws {
        let key = try PrivateKey.generate()
        func create(_ deadline: Int64, _ account: Int64, _ apiKey: Int) throws -> AuthToken {
            try AuthToken.create(deadline: deadline, accountIndex: account, apiKeyIndex: apiKey, key: key)
        }
        #expect(throws: SigningError.deadlineOutOfRange) { try create(-1, 1, 1) }
        #expect(throws: SigningError.accountIndexOutOfRange) { try create(1, -2, 1) }
        #expect(throws: SigningError.accountIndexOutOfRange) { try create(1, 281_474_976_710_655, 1) }
        #expect(throws: SigningError.apiKeyIndexOutOfRange) { try create(1, 1, 255) }
        #expect(throws: SigningError.apiKeyIndexOutOfRange) { try create(1, 1, -1) }

        let signature = try key.sign(.one).hexDigits
        let malformed = [
            "", ":::", "1:2:3", "1:2:3:\(signature):", "+1:2:3:\(signature)", "01:2:3:\(signature)",
            " 1:2:3:\(signature)",
            "1:2:3:0x\(signature)", "1:2:3:\(signature.uppercased())A0", "-0:2:3:\(signature)",
            "99999999999999999999:2:3:\(signature)",
        ]
        for text in malformed { #expect(throws: SigningError.self) { try AuthToken(parsing: text) } }
        #expect(throws: SigningError.apiKeyIndexOutOfRange) { try AuthToken(parsing: "1:2:255:\(signature)") }
        #expect(throws: SigningError.wrongLength(expected: 80, actual: 2)) { try AuthToken(parsing: "1:2:3:abcd") }
        #expect(try AuthToken(parsing: "1:2:3:\(signature)").text == "1:2:3:\(signature)")
    }
}
