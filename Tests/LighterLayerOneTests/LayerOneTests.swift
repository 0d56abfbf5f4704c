import LighterSigning
import Testing

@testable import LighterLayerOne

@Suite struct LayerOneTests {
    /// From the Keccak team's test vectors, and what Ethereum is known by.
    @Test(arguments: [
        ("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        ("cc", "eead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a"),
        ("41fb", "a8eaceda4d47b3281a795ad9e1ea2122b407baf9aabcb9e18b5717b7873537d2"),
        (
            "7472616e7366657228616464726573732c75696e7432353629",
            "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b"
        ),
    ])
    func hashesAsTheVectorsDo(_ message: String, _ hash: String) throws {
        #expect(Hex.encode(Keccak256.hash(try Hex.decode(message))) == hash)
    }

    /// Every length around the rate, against what was absorbed in one go: the sponge has no seams.
    @Test func messagesOfEveryLengthAreDifferent() {
        let hashes = (0...300).map { Keccak256.hash([UInt8](repeating: 0xA5, count: $0)) }
        #expect(Set(hashes).count == hashes.count)
    }

    /// The examples of EIP-55.
    @Test(arguments: [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ])
    func addressesCarryTheirCheckSum(_ text: String) {
        #expect(LayerOneAddress(text.lowercased())?.description == text)
    }

    /// The first accounts of the mnemonic every local Ethereum starts with.
    @Test(arguments: [
        (
            "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
        ),
        (
            "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
            "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
        ),
    ])
    func keysHaveTheirAddresses(_ key: String, _ address: String) throws {
        #expect(try #require(LayerOneKey(hex: key)).address.description == address)
    }

    /// The example of web3.js's documentation of `eth.accounts.sign`.
    @Test func signersAreFound() throws {
        let signature = try #require(
            PersonalSignature(
                "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                    + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a029" + "1c"
            )
        )
        let address = LayerOneAddress("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23")
        #expect(signature.signer(of: "Some data") == address)
        #expect(signature.signer(of: "Some date") != address)
        let key = try #require(LayerOneKey(hex: "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"))
        #expect(key.address == address)
    }

    @Test func signaturesLeadBackToTheirKey() throws {
        for number in 1...50 as ClosedRange<UInt8> {
            let key = try #require(LayerOneKey(bytes: [UInt8](repeating: 0, count: 31) + [number]))
            let text = String(repeating: "lighter\n", count: Int(number))
            let signature = try #require(key.sign(text))
            #expect(signature.signer(of: text) == key.address)
            // The smaller s, as everybody on layer 1 wants it.
            #expect(signature.isCanonical)
            var spoiled = signature.bytes
            spoiled[Int(number)] ^= 1
            #expect(PersonalSignature(bytes: spoiled)?.signer(of: text) != key.address)
        }
    }

    @Test func theGreaterSIsToldFromTheSmaller() {
        let r = String(repeating: "1", count: 64)
        let half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a"
        #expect(PersonalSignature(r + half + "01b")?.isCanonical == true)
        #expect(PersonalSignature(r + half + "11b")?.isCanonical == false)
    }

    @Test func nonsenseIsNoKeyAndNoSignature() throws {
        let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
        let below = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"
        #expect(LayerOneKey(hex: order) == nil && LayerOneKey(hex: below) != nil)
        #expect(LayerOneKey(hex: String(repeating: "0", count: 64)) == nil && LayerOneKey(hex: "12") == nil)
        let zero = String(repeating: "0", count: 64)
        for (r, s) in [(zero, below), (below, zero), (order, below), (below, order)] {
            #expect(PersonalSignature(r + s + "1b")?.signer(of: "") == nil)
        }
        #expect(PersonalSignature(below + below + "1d") == nil)
        let key = try #require(LayerOneKey(hex: below))
        #expect(String(describing: key) == "LayerOneKey(redacted)" && !String(reflecting: key).contains("ebaaedce"))
    }
}
