import Foundation
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus
import LighterTransactions
import TestSupport
import Testing

@testable import LighterKeys

@Suite struct KeyFileTests {
    private static let password = "0123456789abcdef0123456789abcdef"

    private func open(_ text: [UInt8], _ password: String = password) -> Result<PrivateKey, any Error> {
        Result { try KeyFile(text: text).open(SecretBytes(Array(password.utf8))) }
    }

    private func refusal(_ result: Result<PrivateKey, any Error>) -> String? {
        guard case .failure(let error) = result else { return nil }
        return (error as? Failure)?.code
    }

    @Test(arguments: [KeyDerivation.none, .interactive, .moderate])
    func `what is sealed opens with its password alone`(_ derivation: KeyDerivation) throws {
        let key = try PrivateKey.generate()
        let file = try KeyFile.example(key, Self.password, derivation)
        let text = file.text
        #expect(try KeyFile(text: text.utf8) == file)
        #expect(try open(Array(text.utf8)).get().exposedHex() == key.exposedHex())
        #expect(!text.contains(key.exposedHex()) && !text.contains(Self.password))
        for other in ["", "0123456789abcdef0123456789abcdeF", Self.password + " ", "1" + Self.password] {
            #expect(refusal(open(Array(text.utf8), other)) == "key.wrong_password")
        }
        // Two files of one key and one password have nothing secret in common.
        let again = try KeyFile.example(key, Self.password, .none)
        #expect(again.salt != file.salt && again.nonce != file.nonce && again.sealed != file.sealed)
    }

    @Test func `the derivation is scrypt: a vector of RFC 7914, section 12`() throws {
        let key = try #require(
            KeyDerivation(cost: 16_384)?.key(
                from: SecretBytes(Array("pleaseletmein".utf8)),
                salt: Array("SodiumChloride".utf8)
            )
        )
        let expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        #expect(key.withBytes { Hex.encode($0) } == expected)
    }

    @Test func `without a derivation a password that can be guessed is refused`() throws {
        let key = try PrivateKey.generate()
        for password in ["", "a", String(Self.password.dropLast())] {
            #expect(throws: (any Error).self) { try KeyFile.example(key, password) }
        }
        _ = try KeyFile.example(key, "a", .interactive)
    }

    @Test func `every byte that changes, and every end that is missing, shows`() throws {
        let text = Array(try KeyFile.example(PrivateKey.generate(), Self.password).text.utf8)
        for place in text.indices {
            for bit in 0..<8 {
                var changed = text
                changed[place] ^= 1 << UInt8(bit)
                let code = try #require(refusal(open(changed)), "bit \(bit) of byte \(place)")
                #expect(["key.damaged", "key.wrong_password"].contains(code))
            }
            #expect(refusal(open(Array(text[..<place]))) == "key.damaged")
        }
        #expect(refusal(open(text + text)) == "key.damaged")
        #expect(refusal(open(text + [10])) == "key.damaged")
    }

    @Test func `a key bound to one account opens for no other`() throws {
        let file = try KeyFile.example(PrivateKey.generate(), Self.password)
        for (old, new) in [
            ("\"testnet\"", "\"mainnet\""), ("\"chain_id\":300", "\"chain_id\":304"), ("\"12345\"", "\"12346\""),
            ("\"api_key_index\":5", "\"api_key_index\":6"), ("\"created_at\":1", "\"created_at\":2"),
            (file.publicKey.hexDigits, try PrivateKey.generate().publicKey.hexDigits), ("\"n\":2", "\"n\":4"),
        ] {
            let text = file.text.replacing(old, with: new)
            #expect(text != file.text)
            #expect(refusal(open(Array(text.utf8))) == "key.wrong_password", "\(new)")
        }
        // What no lighter writes is not even tried: a gigabyte of memory, another cipher, a later version.
        for (old, new) in [
            ("\"n\":2", "\"n\":2097152"), ("\"n\":2", "\"n\":3"), ("\"r\":8", "\"r\":9"), ("aes-256-gcm", "none"),
            ("key_file/1", "key_file/2"), ("\"12345\"", "\"+12345\""), ("{\"schema", "{ \"schema"),
        ] {
            #expect(refusal(open(Array(file.text.replacing(old, with: new).utf8))) == "key.damaged", "\(new)")
        }
    }

    @Test func `slow: of a hundred thousand mutated key files none opens`() throws {
        var generator = SeededGenerator(seed: 11)
        let text = Array(try KeyFile.example(PrivateKey.generate(), Self.password).text.utf8)
        let other = Array(try KeyFile.example(PrivateKey.generate(), Self.password).text.utf8)
        var tried = 0
        while tried < 100_000 {
            let mutant = Self.mutant(of: text, other, using: &generator)
            guard mutant != text, mutant != other else { continue }
            tried += 1
            let code = refusal(open(mutant))
            #expect(code == "key.damaged" || code == "key.wrong_password")
        }
    }

    /// A text that was damaged as files are, and as somebody would who wants in.
    private static func mutant(of text: [UInt8], _ other: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var mutant = text
        for _ in 0...Int.random(in: 0..<3, using: &generator) {
            guard !mutant.isEmpty else { break }
            let place = Int.random(in: mutant.indices, using: &generator)
            let end = min(mutant.count, place + Int.random(in: 1...16, using: &generator))
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: mutant[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: mutant[place] = UInt8.random(in: .min ... .max, using: &generator)
            case 2: mutant.removeSubrange(place..<end)
            case 3: mutant.insert(contentsOf: mutant[place..<end], at: place)
            case 4: mutant.removeLast(mutant.count - place)
            case 5: if end <= other.count { mutant.replaceSubrange(place..<end, with: other[place..<end]) }
            default:
                let digits = Array("0123456789abcdef".utf8)
                for place in place..<end where digits.contains(mutant[place]) {
                    mutant[place] = digits.randomElement(using: &generator) ?? 0x30
                }
            }
        }
        return mutant
    }
}
