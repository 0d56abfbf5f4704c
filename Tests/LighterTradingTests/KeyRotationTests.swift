import LighterLayerOne
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue
import Testing

/// One key takes the place of another, and at every moment the venue says which of the two is needed.
@Suite struct KeyRotationTests {
    private func signer(_ owner: LayerOneKey) -> LayerOneSigner {
        .person { text in owner.sign(text)?.description ?? "" }
    }

    @Test func aRotationThatIsInterruptedCanBeFinished() throws {
        let world = try TradingWorld()
        let trader = try world.trader()
        let (old, new) = (try trader.privateKey(), try PrivateKey.generate())
        func state() throws -> RotationState {
            try trader.rotationState(from: old.publicKey, to: new.publicKey)
        }
        #expect(try state() == .old)
        let stopped = try failure {
            try trader.rotate(to: new, signedBy: .person { _ throws(Failure) in throw .interrupted })
        }
        #expect(try stopped?.exit == .interrupted && state() == .old)
        let foreign = try #require(LayerOneKey(hex: String(repeating: "22", count: 32)))
        #expect(try failure { try trader.rotate(to: new, signedBy: signer(foreign)) }?.code == "l1.wrong_signer")
        #expect(try state() == .old && trader.ledgerEntries(limit: 9).isEmpty)

        let rotated = try trader.rotate(to: new, signedBy: signer(world.owner))
        #expect(try rotated.key.publicKey == new.publicKey.hexDigits && state() == .new)
        #expect(rotated.registration.current?.publicKey == old.publicKey.hexDigits && rotated.sent?.nonce.value == 0)
        // Again, by somebody who does not know how far it came: nothing is sent.
        #expect(try trader.rotate(to: new, signedBy: signer(world.owner)).sent == nil)

        // The new one works, and takes the nonces where the old one left them; the old one is over.
        let successor = trader.acting(with: new)
        let ticket = OrderTicket(side: .buy, size: "0.1", pricing: .limit("2000"))
        func order(_ trader: Trader) throws -> PlacedOrder {
            try trader.place(trader.order(ticket, on: trader.market("ETH")), wait: .open)
        }
        #expect(try order(successor).sent.nonce.value == 1)
        #expect(try failure { try order(trader) }?.exit == .permission)

        // Somebody else's key in between is told, and not replaced.
        let third = try PrivateKey.generate()
        #expect(
            try trader.rotationState(from: old.publicKey, to: third.publicKey) == .neither(new.publicKey.hexDigits)
        )
        #expect(try failure { try trader.rotate(to: third, signedBy: signer(world.owner)) }?.code == "key.index_taken")
        let elsewhere = trader.acting(with: third, under: try APIKeyIndex(77))
        #expect(try elsewhere.rotationState(from: old.publicKey, to: third.publicKey) == .neither(nil))
    }
}
