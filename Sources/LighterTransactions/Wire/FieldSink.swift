import LighterJSON
import LighterSigning

/// What the fields of a transaction are written to, in the venue's order: the hash, or the JSON on the wire.
protocol FieldSink {
    /// A number that is one element of the hash.
    mutating func number(_ name: String, _ value: Int64)
    /// A number that is two elements of the hash: its low and its high 32 bits.
    mutating func halves(_ name: String, _ value: Int64)
    mutating func publicKey(_ name: String, _ key: PublicKey)
    /// Orders, of which the hash takes one digest.
    mutating func orders(_ name: String, _ orders: [OrderTerms])
    /// A member that the hash does not cover.
    mutating func unsigned(_ name: String, _ value: JSON)
}

extension FieldSink {
    mutating func number<Kind>(_ name: String, _ value: Bounded<Kind>) { number(name, value.value) }
    mutating func number<Kind>(_ name: String, _ value: Bounded<Kind>?) { number(name, value?.value ?? 0) }
    mutating func number(_ name: String, _ value: Bool) { number(name, value ? 1 : 0) }
    mutating func number(_ name: String, _ value: some RawRepresentable<Int64>) { number(name, value.rawValue) }
    mutating func halves<Kind>(_ name: String, _ value: Bounded<Kind>) { halves(name, value.value) }
}

/// Hashes fields (signing.md, "Transactions").
struct HashSink: FieldSink {
    private(set) var sponge = Poseidon2Sponge()

    mutating func number(_ name: String, _ value: Int64) { sponge.absorb(value) }

    mutating func halves(_ name: String, _ value: Int64) {
        sponge.absorb(value & 0xFFFF_FFFF)
        sponge.absorb(value >> 32)
    }

    mutating func publicKey(_ name: String, _ key: PublicKey) { sponge.absorb(key.encoded) }

    mutating func orders(_ name: String, _ orders: [OrderTerms]) {
        var folded: Digest?
        for order in orders {
            var sink = HashSink()
            order.write(to: &sink)
            let digest = sink.sponge.finalizeDigest()
            guard let left = folded else {
                folded = digest
                continue
            }
            var pair = Poseidon2Sponge()
            pair.absorb(left)
            pair.absorb(digest)
            folded = pair.finalizeDigest()
        }
        if let folded { sponge.absorb(folded) }
    }

    mutating func unsigned(_ name: String, _ value: JSON) {}
}

/// Collects fields as members of the JSON object on the wire. No field is written twice.
struct WireSink: FieldSink {
    private(set) var object = JSONObject()

    mutating func number(_ name: String, _ value: Int64) { object.append(name, .integer(value)) }
    mutating func halves(_ name: String, _ value: Int64) { object.append(name, .integer(value)) }
    mutating func publicKey(_ name: String, _ key: PublicKey) { object.append(name, .string(Base64.encode(key.bytes))) }
    mutating func unsigned(_ name: String, _ value: JSON) { object.append(name, value) }

    mutating func orders(_ name: String, _ orders: [OrderTerms]) {
        let members = orders.map { order in
            var sink = WireSink()
            order.write(to: &sink)
            return JSON.object(sink.object)
        }
        object.append(name, .array(members))
    }
}
