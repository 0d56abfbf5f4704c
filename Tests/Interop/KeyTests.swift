import LighterJSON
import LighterSigning
import LighterTransactions
import TestSupport
import Testing

extension Interop {
    @Suite("keys and auth tokens")
    struct KeyTests {
        @Test("keys that the official signer generates have the same public key here")
        func theirKeys() async throws {
            let pairs = try await OfficialSDK.installed().run(
                "signer.py",
                Array(repeating: ["generate_key": true], count: 20)
            )
            for pair in pairs {
                let key = try PrivateKey(hex: #require(pair["private_key"]?.string))
                #expect("0x" + key.exposedHex() == pair["private_key"]?.string)
                #expect("0x" + key.publicKey.hexDigits == pair["public_key"]?.string)
            }
            #expect(Set(pairs).count == 20)
        }

        @Test("keys generated here sign there, with signatures that are valid under our public key")
        func ourKeys() async throws {
            let keys = try (0..<20).map { _ in try PrivateKey.generate() }
            let greatest = try PrivateKey(hex: Self.greatest)
            for (key, answer) in zip(
                keys + [greatest],
                try await signatures((keys + [greatest]).map { $0.exposedHex() })
            ) {
                #expect(try #require(answer).isValid(under: key.publicKey))
            }
        }

        @Test("a private key is read the same: prefix, case, length, digits, and values of the group's order and above")
        func keyTexts() async throws {
            let digits = try PrivateKey.generate().exposedHex()
            let texts = [
                digits, "0x" + digits, digits.uppercased(), "0X" + digits, "0x0x" + digits, " " + digits, digits + " ",
                String(digits.dropLast()), String(digits.dropLast(2)), digits + "00", "", "0x",
                String(repeating: "z", count: 80), String(repeating: "f", count: 80), Self.greatest, Self.zero,
                Self.order,
            ]
            for (text, theirs) in zip(texts, try await signatures(texts)) {
                let ours = try? PrivateKey(hex: text)
                if text == Self.zero || text == Self.order {
                    // Zero signs there. A key that anybody knows is none here.
                    #expect(ours == nil && theirs != nil)
                } else {
                    #expect((ours == nil) == (theirs == nil), "\(text)")
                }
            }
        }

        @Test("auth tokens of the official signer are valid here, and ours say what they say")
        func authTokens() async throws {
            var generator = SeededGenerator(seed: 7)
            let key = try PrivateKey.generate()
            let requests: [JSONObject] = (0..<60).map { _ in
                [
                    "private_key": .string(key.exposedHex()), "deadline": generator.number(1...Int64.max),
                    "account": generator.number(1...(1 << 48) - 2), "api_key": generator.number(0...254),
                ]
            }
            let tokens = try await OfficialSDK.installed().authTokens(requests)
            for (request, text) in zip(requests, tokens) {
                let theirs = try AuthToken(parsing: text)
                #expect(theirs.isValid(under: key.publicKey))
                #expect(theirs.text == text)
                let ours = try AuthToken.create(
                    deadline: #require(request["deadline"]?.integer),
                    accountIndex: #require(request["account"]?.integer),
                    apiKeyIndex: Int(#require(request["api_key"]?.integer)),
                    key: key
                )
                #expect(ours.isValid(under: key.publicKey))
                #expect(ours.text.dropLast(160) == text.dropLast(160))
            }
            #expect(tokens.count == requests.count)
        }

        private static let zero = String(repeating: "0", count: 80)
        /// The order n of the group.
        private static let order = "e1ff8b9496d90fe89ca024d7395c88e83906b8cfe6ffff7f16000000f1ffff7f07000080fdffff7f"
        /// n − 1.
        private static let greatest = "e0" + order.dropFirst(2)

        /// What the official signer signs with each private key; nil where it takes none.
        private func signatures(_ keys: [String]) async throws -> [SignedTransaction?] {
            var random = try RandomTransactions(seed: 6)
            let requests = keys.map { key in
                var request = random.request(.cancelOrder)
                request.privateKey = key
                return request
            }
            return try zip(requests, await OfficialSDK.installed().sign(requests)).map { request, answer in
                guard case .signed(let signed) = answer else { return nil }
                return try SignedTransaction(
                    chainID: ChainID(request.chainID),
                    type: request.type.rawValue,
                    info: JSON.decode(signed.info)
                )
            }
        }
    }
}
