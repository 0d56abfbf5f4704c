import Foundation
import LighterJSON
import LighterSigning
import LighterTransactions
import TestSupport
import Testing

extension Interop {
    /// `lighter sign -` and `lighter verify -`, the real binary, on the official signer's transactions.
    @Suite("the command line")
    struct CommandLineTests {
        private let key: PrivateKey
        private var requests: [SigningRequest]

        init() throws {
            key = try PrivateKey.generate()
            var random = try RandomTransactions(seed: 8)
            requests = []
            for type in TransactionType.allCases {
                for _ in 0..<5 {
                    var request = random.request(type)
                    request.privateKey = key.exposedHex()
                    requests.append(request)
                }
            }
        }

        /// What the official signer signed, of each request.
        private func signedThere() async throws -> [SigningAnswer.Signed] {
            try await OfficialSDK.installed().sign(requests).map { answer in
                guard case .signed(let signed) = answer else { throw CommandFailure(description: "\(answer)") }
                return signed
            }
        }

        @Test("finds the official signer's transactions and tokens valid, under their hashes, and no other's")
        func verify() async throws {
            let signed = try await signedThere()
            let tokens = try await OfficialSDK.installed().authTokens([
                ["private_key": .string(key.exposedHex()), "deadline": 1_893_456_000, "account": 5, "api_key": 4]
            ])
            let lines = zip(requests, signed).map { request, signed in
                line(request, info: .string(signed.info))
            }
            let verify = { publicKey in
                try await lighter(
                    ["verify", "-", "--public-key", publicKey],
                    lines + tokens.map { ["auth_token": .string($0)] }
                )
            }
            let (verdicts, status) = try await verify(key.publicKey.hexDigits)
            #expect(status == 0)
            #expect(verdicts.map { $0["tx_hash"]?.string } == signed.map(\.hash) + [nil])
            #expect(verdicts.allSatisfy { $0["valid"] == true })

            let (others, otherStatus) = try await verify(PrivateKey.generate().publicKey.hexDigits)
            #expect(otherStatus == 1)
            #expect(others.map { $0["tx_hash"] } == verdicts.map { $0["tx_hash"] })
            #expect(others.allSatisfy { $0["valid"] == false })
        }

        @Test("signs the fields that the official signer signed, to the same hash, and refuses lines without stopping")
        func sign() async throws {
            let signed = try await signedThere()
            var lines = try zip(requests, signed).map { request, signed in
                var info = try #require(JSON.decode(signed.info).object)
                info["Sig"] = nil
                return line(request, info: .object(info))
            }
            lines.insert(["chain_id": 304, "tx_type": 14, "tx_info": ["Price": 0]], at: 1)
            let keyFile = try TemporaryFolder.make().appending(path: "key")
            let isWritten = FileManager.default.createFile(
                atPath: keyFile.path(),
                contents: Data(key.exposedHex().utf8),
                attributes: [.posixPermissions: 0o600]
            )
            #expect(isWritten)
            var (answers, status) = try await lighter(["sign", "-", "--key-file", keyFile.path()], lines)
            #expect(status == 65)
            let refusal = answers.remove(at: 1)
            #expect(refusal["line"] == 2)
            #expect(refusal["error"]?.object != nil)

            #expect(answers.map { $0["tx_hash"]?.string } == signed.map(\.hash))
            #expect(answers.map { $0["tx_type"]?.integer } == requests.map(\.type.rawValue))
            for (answer, signed) in zip(answers, signed) {
                let ours = try #require(answer["tx_info"]?.string)
                #expect(try withoutSignature(ours) == withoutSignature(signed.info))
            }
            let (verdicts, _) = try await lighter(
                ["verify", "-", "--public-key", key.publicKey.hexDigits],
                zip(requests, answers).map { request, answer in line(request, info: answer["tx_info"] ?? .null) }
            )
            #expect(verdicts.count == requests.count)
            #expect(verdicts.allSatisfy { $0["valid"] == true })
        }

        private func line(_ request: SigningRequest, info: JSON) -> JSON {
            [
                "chain_id": .integer(request.chainID), "tx_type": .integer(request.type.rawValue), "tx_info": info,
            ]
        }

        /// The text of `tx_info` with an empty `Sig`.
        private func withoutSignature(_ info: String) throws -> String {
            var fields = try #require(JSON.decode(info).object)
            fields["Sig"] = ""
            return try JSON.object(fields).encoded()
        }

        /// Runs `lighter`, which finds no configuration, on lines; returns its lines and its exit code.
        private func lighter(_ arguments: [String], _ lines: [JSON]) async throws -> ([JSON], Int32) {
            let home = try TemporaryFolder.make().path()
            let input = try lines.map { try $0.encoded() + "\n" }.joined()
            let result = try await Command(Binary.lighter.url, arguments, input: input, environment: ["HOME": home])
                .run()
            return (try result.output.split(separator: "\n").map { try JSON.decode(String($0)) }, result.status)
        }
    }
}
