import LighterStatus
import TestSupport
import Testing

@Suite("Order states")
struct OrderStateTests {
    @Test("Every status of the venue has its number, its finality, and a reason")
    func statuses() throws {
        let documented = try fixture("order-statuses")
        #expect(documented.map { $0[0] } == OrderStatus.allCases.map(\.rawValue))
        for row in documented {
            let status = try #require(OrderStatus(venueWord: row[0]))
            #expect(String(status.number) == row[1] && OrderStatus(number: status.number) == status)
            #expect(status.isFinal == (row[2] == "yes"))
            #expect(!status.reason.isEmpty && status.state != .unknown)
        }
        #expect(OrderStatus(venueWord: "active") == .open)
        #expect(OrderStatus(number: 17) == nil && OrderStatus(number: .min) == nil)
    }

    struct Sighting: Sendable {
        let word: String
        let trigger: String?
        let anythingFilled: Bool
        let state: OrderState
        let exit: ExitClass

        init(_ word: String, _ trigger: String?, filled: Bool, _ state: OrderState, _ exit: ExitClass) {
            (self.word, self.trigger, anythingFilled, self.state, self.exit) = (word, trigger, filled, state, exit)
        }
    }

    static let sightings: [Sighting] = [
        Sighting("in-progress", "na", filled: false, .submitted, .pending),
        Sighting("in-progress", "na", filled: true, .partiallyFilled, .pending),
        Sighting("pending", "mark-price", filled: false, .pending, .pending),
        Sighting("pending", "parent-order", filled: false, .pending, .pending),
        Sighting("pending", "a new word", filled: false, .pending, .pending),
        Sighting("pending", "ready", filled: false, .triggered, .pending),
        Sighting("pending", "twap", filled: true, .partiallyFilled, .pending),
        Sighting("open", nil, filled: false, .accepted, .pending),
        Sighting("open", "ready", filled: false, .accepted, .pending),
        Sighting("open", "na", filled: true, .partiallyFilled, .pending),
        Sighting("filled", "na", filled: true, .filled, .ok),
        Sighting("canceled", "na", filled: false, .canceled, .dead),
        Sighting("canceled", "na", filled: true, .canceled, .partial),
        Sighting("canceled-post-only", "na", filled: false, .canceled, .dead),
        Sighting("canceled-not-enough-liquidity", "na", filled: true, .canceled, .partial),
        Sighting("canceled-expired", "na", filled: false, .expired, .dead),
        Sighting("canceled-expired", "na", filled: true, .expired, .partial),
        Sighting("canceled-tomorrow", "na", filled: false, .unknown, .unknown),
        Sighting("CANCELED", "na", filled: true, .unknown, .unknown),
        Sighting("", "", filled: false, .unknown, .unknown),
    ]

    @Test("What is seen of an order decides its state and how a command ends that stops there", arguments: sightings)
    func states(seen: Sighting) {
        let filled = seen.anythingFilled
        let state = OrderState(venueWord: seen.word, triggerStatus: seen.trigger, anythingFilled: filled)
        #expect(state == seen.state)
        #expect(state.exitClass(anythingFilled: filled) == seen.exit)
    }

    @Test("Words are the venue's, each leads back to itself, and strange ones lead nowhere")
    func words() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let word = String(decoding: bytes, as: UTF8.self)
            #expect(OrderState(venueWord: word, triggerStatus: word, anythingFilled: false) == .unknown)
            #expect(VenueWord.OrderType(rawValue: word) == nil && VenueWord.TimeInForce(rawValue: word) == nil)
        }
        #expect(VenueWord.OrderType.allCases.map(\.number) == Array(0...8))
        #expect(VenueWord.OrderType(number: 3)?.rawValue == "stop-loss-limit" && VenueWord.OrderType(number: 9) == nil)
        #expect(VenueWord.TimeInForce.allCases.map(\.number) == [0, 1, 2, nil])
        #expect(VenueWord.TimeInForce(number: 2)?.rawValue == "post-only" && VenueWord.TimeInForce(number: 3) == nil)
        #expect(VenueWord.MarketStatus(rawValue: "waiting-for-settlement") == .waitingForSettlement)
        #expect(VenueWord.TradeType(rawValue: "market-settlement") == .marketSettlement)
        #expect(OrderState.allCases.filter(\.isFinal).map(\.rawValue) == ["FILLED", "CANCELED", "REJECTED", "EXPIRED"])
    }

    @Test("An executed transaction still has to show that it was not refused")
    func transactions() {
        #expect(TransactionStatus.allCases.map(\.rawValue) == [0, 1, 2, 3])
        #expect(TransactionStatus(rawValue: 2)?.mayHideRefusal == true)
        #expect(TransactionStatus(rawValue: 0)?.mayHideRefusal == false)
        #expect(TransactionStatus(rawValue: 4) == nil)
    }
}
