import LighterStatus
import LighterTransactions
import LighterVenue
import TestSupport
import Testing

@testable import LighterTrading

/// A leverage as the venue knows it: a fraction of the position's value, in ten-thousandths.
@Suite struct LeverageTests {
    @Test func aLeverageIsCutToTheVenuesFraction() throws {
        let market = try Described.market(minimumMargin: 200)
        for (text, fraction) in [
            ("1", 10_000), ("10", 1000), ("10x", 1000), ("12.5X", 800), ("3", 3333), ("7", 1428), ("50", 200),
            ("1.0001", 9999), ("+2.50", 4000), ("49.75", 201),
        ] as [(String, Int64)] {
            #expect(try MarginFraction(ofLeverage: text, on: market).value == fraction, "\(text)")
        }
        // Exactly the greatest one that the venue's own division gives, for any number.
        var random = SeededGenerator(seed: 5)
        let wide = try Described.market(minimumMargin: 1)
        for _ in 0..<2_000 {
            let scale = Int(random.number(in: 0...9))
            let units = random.number(in: 1...(Int64(1) << random.number(in: 1...50)))
            let leverage = try #require(Decimal(coefficient: Int128(units), scale: scale))
            let whole = (0..<scale).reduce(Int128(10_000)) { power, _ in power * 10 } / Int128(units)
            let outcome = Result { try MarginFraction(ofLeverage: leverage.description, on: wide) }
            switch outcome {
            case .success(let fraction): #expect(Int128(fraction.value) == whole, "\(leverage)")
            case .failure: #expect(leverage < Decimal(1) || whole == 0, "\(leverage)")
            }
        }
    }

    @Test func aLeverageThatTheMarketDoesNotHaveIsRefused() throws {
        let market = try Described.market(minimumMargin: 200)
        for (text, code, says) in [
            ("50.01", "leverage.too_high", "at most 50"), ("100x", "leverage.too_high", "at most 50"),
            ("99999999999999999999", "leverage.too_high", "at most 50"), ("0.99", "leverage.too_low", "at least 1"),
            ("0", "leverage.too_low", "at least 1"), ("-5", "leverage.too_low", "at least 1"),
            ("", "input.not_a_number", "leverage"), ("x", "input.not_a_number", "leverage"),
            ("10xx", "input.not_a_number", "leverage"), ("1e1", "input.not_a_number", "leverage"),
            ("NaN", "input.not_a_number", "leverage"),
        ] {
            let failure = try failure { try MarginFraction(ofLeverage: text, on: market) }
            #expect(failure?.code == code && failure?.exit == .data, "\(text): \(String(describing: failure))")
            #expect(failure?.message.contains(says) == true, "\(text): \(String(describing: failure))")
        }
        let spot = try failure { try MarginFraction(ofLeverage: "2", on: Described.market(kind: "spot")) }
        #expect(spot?.code == "market.no_positions")
        // A bound that is no whole number is named as what it is.
        let odd = try failure { try MarginFraction(ofLeverage: "31", on: Described.market(minimumMargin: 333)) }
        #expect(odd?.message.contains("at most 30.03") == true)
    }
}
