import LighterStatus
import LighterTrading
import LighterTransactions
import TestSupport
import Testing

/// One order, three kinds of names.
@Suite struct OrderIdentifierTests {
    /// What `sha256sum` gives for each text: the first four bytes, without the top bit.
    private static let names: [(text: String, index: Int64)] = [
        ("my-first-order", 12_466_955), ("my-order", 163_562_322), ("a", 1_251_442_962), ("Café №1", 296_893_353),
        (" ", 917_104_625), ("-1", 464_350_092), ("1.5", 522_821_936), ("0x10", 1_067_208_078), ("٣", 441_439_527),
        ("2024-11-22T00:00:00Z", 1_450_161_811), (String(repeating: "x", count: 1000), 1_157_117_252),
    ]

    @Test func aTextStandsForTheSameIndexOnEveryHost() throws {
        for (text, index) in Self.names {
            guard case .name(let name, let number) = try OrderIdentifier(text) else {
                Issue.record("\(text) is taken for a number")
                continue
            }
            #expect(name == text && number.value == index)
        }
        var random = SeededGenerator(seed: 1)
        for _ in 0..<10_000 {
            let fresh = OrderIdentifier.fresh(after: nil, using: &random).value
            #expect((1...OrderIdentifier.safeClientIndex).contains(fresh))
            #expect(
                (1...OrderIdentifier.safeClientIndex).contains(OrderIdentifier.index(ofName: "order-\(fresh)").value)
            )
        }
    }

    /// Drawn each by itself, two of them would be the same.
    @Test func indexesNobodyChoseAreDifferentInAStream() throws {
        var random = SeededGenerator(seed: 2)
        let starts = [nil, OrderIdentifier.safeClientIndex - 1, OrderIdentifier.safeClientIndex]
        for start in starts {
            var seen: Set<Int64> = []
            var last = try start.map { try ClientOrderIndex($0) }
            for _ in 0..<100_000 {
                let next = OrderIdentifier.fresh(after: last, using: &random)
                #expect((1...OrderIdentifier.safeClientIndex).contains(next.value) && seen.insert(next.value).inserted)
                last = next
            }
        }
    }

    @Test func digitsAreTheVenuesOrOnesOwnNumberByTheirRange() throws {
        let numbers: [(text: String, isVenues: Bool)] = [
            ("1", false), ("007", false), ("2147483648", false), ("281474976710655", false),
            ("281474976710656", true), ("1152921504606846975", true),
        ]
        for (text, isVenues) in numbers {
            let identifier = try OrderIdentifier(text)
            #expect(identifier.reference.value == Int64(text))
            #expect((identifier.clientIndex == nil) == isVenues, "\(text)")
        }
        for text in ["", "0", "000", "1152921504606846976", "9223372036854775808", String(repeating: "9", count: 400)] {
            let refused = try failure { try OrderIdentifier(text) }
            #expect(refused?.code == "order.malformed_id" && refused?.exit == .data, "\(text)")
        }
    }
}
