import LighterJSON
import LighterTransactions
import TestSupport
import Testing

extension Interop {
    /// Each request is signed by the official signer. What it signs must hash to the same value here, verify here, and
    /// be written here byte for byte as there; what it refuses must be refused here.
    @Suite("transactions of the official signer")
    struct TransactionTests {
        @Test("of every type, on every chain, over the whole of their bounds, are ours to the byte")
        func everyType() async throws {
            var random = try RandomTransactions(seed: 1)
            let requests = TransactionType.allCases.flatMap { type in
                (0..<(type == .createOrder || type == .createGroupedOrders ? 60 : 20)).map { _ in random.request(type) }
            }
            let comparison = try await SigningComparison(of: requests, by: .installed())
            comparison.expectAgreement()
            #expect(comparison.signedByBoth == requests.count)
            #expect(Set(requests.map(\.chainID)) == Set(RandomTransactions.chainIDs))
        }

        @Test("with a field at or beyond a bound are signed by both or refused by both")
        func bounds() async throws {
            var random = try RandomTransactions(seed: 2)
            var requests: [SigningRequest] = []
            let orders = [TransactionType](repeating: .createOrder, count: 4)
            for type in TransactionType.allCases + orders {
                var request = random.request(type)
                request.fields["L2TxAttributes"] = .null
                for member in request.fields.members where member.value.integer != nil {
                    requests += Self.probes.map { probe in
                        var probed = request
                        probed.fields[member.key] = .integer(probe)
                        return probed
                    }
                }
            }
            for (type, field, size) in [(TransactionType.changePublicKey, "PubKey", 40), (.transfer, "Memo", 32)] {
                for length in [0, size / 2, size - 1, size + 1] + [Int](repeating: size, count: 8) {
                    var request = random.request(type)
                    let bytes = random.generator.bytes(length)
                    request.fields[field] =
                        field == "Memo" ? .array(bytes.map { .integer(Int64($0)) }) : .string(Base64.encode(bytes))
                    requests.append(request)
                }
            }
            let comparison = try await SigningComparison(of: requests, by: .installed())
            comparison.expectAgreement()
            #expect(comparison.signedByBoth > 500)
            #expect(comparison.refusedByBoth > 500)
            let met = Set(comparison.differences.keys)
            #expect(
                met == Set(SigningComparison.knownDifferences.map(\.reason)),
                "a difference is known, but not there"
            )
        }

        /// The ends of everything that the venue bounds, and of what machines do.
        private static let probes: [Int64] = [
            .min, -1, 0, 1, 2, 3, 62, 63, 254, 255, 256, 10_000, 10_001, 32_767, 32_768, 65_536, 65_537, 1_000_000,
            1_000_001, (1 << 31) - 1, (1 << 32) - 1, 1 << 32, (1 << 47) - 1, 1 << 47, (1 << 48) - 2, (1 << 48) - 1,
            1 << 48, (1 << 60) - 1, 1 << 60, .max,
        ]

        @Test("that create an order of any type, time in force, trigger, expiry and size are taken or refused by both")
        func orderCombinations() async throws {
            var random = try RandomTransactions(seed: 3)
            let plain = random.request(.createOrder)
            var requests: [SigningRequest] = []
            for type in Int64(0)...7 {
                for timeInForce in Int64(0)...3 {
                    for choice in 0..<32 {
                        var request = plain
                        request.fields["Type"] = .integer(type)
                        request.fields["TimeInForce"] = .integer(timeInForce)
                        request.fields["TriggerPrice"] = choice & 1 == 0 ? 0 : 5
                        request.fields["OrderExpiry"] = choice & 2 == 0 ? 0 : 1_893_456_000_000
                        request.fields["ReduceOnly"] = choice & 4 == 0 ? 0 : 1
                        request.fields["BaseAmount"] = choice & 8 == 0 ? 0 : 7
                        request.fields["IsAsk"] = choice & 16 == 0 ? 0 : 1
                        requests.append(request)
                    }
                }
            }
            let comparison = try await SigningComparison(of: requests, by: .installed())
            comparison.expectAgreement()
            #expect(comparison.signedByBoth > 50)
            #expect(comparison.signedByBoth + comparison.refusedByBoth == requests.count)
        }

        @Test("that group orders, a detail of them changed, are taken or refused by both")
        func groups() async throws {
            var random = try RandomTransactions(seed: 4)
            let requests = (0..<900).map { _ in
                var request = random.request(.createGroupedOrders)
                Self.change(&request.fields, using: &random.generator)
                return request
            }
            let comparison = try await SigningComparison(of: requests, by: .installed())
            comparison.expectAgreement()
            #expect(comparison.signedByBoth > 100)
            #expect(comparison.refusedByBoth > 100)
        }

        /// Changes the grouping, the number of orders, or a field of one of them.
        private static func change(_ fields: inout JSONObject, using generator: inout SeededGenerator) {
            guard var orders = fields["Orders"]?.array?.compactMap(\.object) else { return }
            let index = Int.random(in: orders.indices, using: &generator)
            let other = orders[(index + 1) % orders.count]
            let changes: [(field: String, values: [JSON])] = [
                ("MarketIndex", [0, 1, 255]),
                ("ClientOrderIndex", [-1, 0, 1, other["ClientOrderIndex"] ?? 0, .integer(1 << 48)]),
                ("BaseAmount", [-1, 0, 1, other["BaseAmount"] ?? 0, .integer(1 << 48)]),
                ("Price", [0, 1, 4_294_967_295]), ("IsAsk", [0, 1, 2]),
                ("Type", [0, 1, 2, 3, 4, 5, 6, 7]), ("TimeInForce", [0, 1, 2, 3]), ("ReduceOnly", [0, 1, 2]),
                ("TriggerPrice", [0, 1, 4_294_967_295]), ("OrderExpiry", [-1, 0, 1, other["OrderExpiry"] ?? 0]),
            ]
            switch Int.random(in: 0..<16, using: &generator) {
            case 0: fields["GroupingType"] = .integer(Int64.random(in: 0...4, using: &generator))
            case 1: orders.removeLast()
            case 2: orders.append(other)
            case 3: orders.shuffle(using: &generator)
            default:
                let change = generator.pick(changes)
                orders[index][change.field] = generator.pick(change.values)
            }
            fields["Orders"] = .array(orders.map(JSON.object))
        }

        @Test("with any mixture of attributes are taken or refused by both")
        func attributes() async throws {
            var random = try RandomTransactions(seed: 5)
            let values: [(kind: String, values: [JSON])] = [
                ("1", [0, 0, 5, -1, .integer((1 << 48) - 2), .integer((1 << 48) - 1)]), ("2", [0, 0, 1, 1_000_001]),
                ("3", [0, 0, 1_000_000, 1_000_001]), ("4", [0, 1, 2]), ("6", [0, 0, 1, 2, 3, 4]), ("7", [0, 0, 1, 2]),
            ]
            let requests = (0..<900).map { index in
                let type: TransactionType = [.createOrder, .modifyOrder, .createGroupedOrders, .cancelAllOrders][
                    index % 4
                ]
                var request = random.request(type)
                var attributes: JSONObject = [:]
                if type == .cancelAllOrders {
                    attributes["4"] = random.generator.pick([0, 1])
                    attributes["5"] = random.generator.pick([-1, 0, 254, 255, 256, 2048])
                } else {
                    for (kind, values) in values { attributes[kind] = random.generator.pick(values) }
                }
                if type == .modifyOrder { attributes["8"] = random.generator.pick([-1, 0, 0, 1, 4_294_967_296]) }
                request.fields["L2TxAttributes"] = .object(attributes)
                return request
            }
            let comparison = try await SigningComparison(of: requests, by: .installed())
            comparison.expectAgreement()
            #expect(comparison.signedByBoth > 100)
            #expect(comparison.refusedByBoth > 100)
        }
    }
}
