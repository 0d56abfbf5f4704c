import LighterTransactions
import Testing

@Suite("Exact decimals, prices and sizes")
struct DecimalTests {
    /// A decimal as text, with its digits and scale kept apart: exact arithmetic that shares nothing with `Decimal`.
    private struct Plain {
        let text: String
        /// The digits with `scale` of them behind the point.
        let digits: Int64
        let scale: Int

        init(using generator: inout some RandomNumberGenerator) {
            scale = Int.random(in: 0...8, using: &generator)
            digits = Int64.random(in: 0...999_999_999, using: &generator)
            var text = String(digits)
            if text.count <= scale { text = String(repeating: "0", count: scale - text.count + 1) + text }
            if scale > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -scale)) }
            self.text = text
        }

        func raised(to scale: Int) -> Int64 { (self.scale..<scale).reduce(digits) { value, _ in value * 10 } }
    }

    @Test("100 000 random decimals are read, written, added, multiplied and put in lots exactly")
    func randomDecimals() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100_000 {
            let left = Plain(using: &generator)
            let right = Plain(using: &generator)
            let (a, b) = (try Decimal(parsing: left.text), try Decimal(parsing: right.text))
            let sum = Int128(left.raised(to: 8)) + Int128(right.raised(to: 8))
            let product = Int128(left.digits) * Int128(right.digits)
            let scale = left.scale + right.scale
            let holds = [
                a.text(decimals: left.scale) == left.text,
                try Decimal(parsing: a.description) == a,
                (a < b) == (left.raised(to: 8) < right.raised(to: 8)),
                try a.adding(b).text(decimals: 8) == text(sum, 8),
                try a.subtracting(b).adding(b) == a,
                try a.multiplied(by: b).text(decimals: scale) == text(product, scale),
                try lotsAreExact(left, a, decimals: Int.random(in: 0...8, using: &generator)),
            ]
            // One expectation a failure: a million passing ones would take most of a minute.
            if let failed = holds.firstIndex(of: false) {
                Issue.record("check \(failed) of \(left.text) and \(right.text)")
            }
        }
    }

    private func lotsAreExact(_ plain: Plain, _ value: Decimal, decimals: Int) throws -> Bool {
        let precision = try #require(MarketPrecision(priceDecimals: 0, sizeDecimals: decimals))
        let unit = Int64(power(8 - decimals))
        let (lots, rest) = plain.raised(to: 8).quotientAndRemainder(dividingBy: unit)
        switch Result(catching: { try precision.size(value) }) {
        case .success(let size):
            return rest == 0 && size.lots == lots && precision.decimal(size) == value
        case .failure(PrecisionError.between(.lot, _, let below, let above)):
            let rounded = try MarketPrecision.Rounding.allCases.map { try precision.size(value, rounding: $0).lots }
            let nearest = rest * 2 >= unit ? lots + 1 : lots
            return rest != 0 && lots > 0 && below == text(Int128(lots), decimals)
                && above == text(Int128(lots + 1), decimals) && rounded == [lots, lots + 1, nearest]
        case .failure: return lots == 0 || lots >= (1 << 48) - 1
        }
    }

    private func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { value, _ in value * 10 } }

    private func text(_ units: Int128, _ scale: Int) -> String {
        var digits = String(units.magnitude)
        if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
        if scale > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale)) }
        return units < 0 ? "-" + digits : digits
    }

    @Test("short texts, which are read faster, are read as the same ones with many zeros in front")
    func shortTexts() throws {
        var generator = SystemRandomNumberGenerator()
        let characters = Array("00112345678999..-+e")
        var count = 0
        for _ in 0..<200_000 {
            let length = Int.random(in: 1...9, using: &generator)
            let rest = String(
                (0..<length).map { _ in characters[Int.random(in: 0..<characters.count, using: &generator)] }
            )
            guard rest.first?.isNumber == true else { continue }
            let sign = ["", "-", "+"][Int.random(in: 0..<3, using: &generator)]
            let long = try? Decimal(parsing: sign + String(repeating: "0", count: 20) + rest)
            count += long == nil ? 0 : 1
            if (try? Decimal(parsing: sign + rest)) != long { Issue.record("\(sign + rest)") }
        }
        #expect(count > 10_000)
    }

    @Test("what a broken pipeline writes is no number")
    func refusals() {
        let refused = [
            "", " ", "null", "NaN", "nan", "Infinity", "-inf", "1e3", "0x10", "1,5", "1.", ".5", "1.2.3", "--1", "+-1",
            "+",
            "-", ".", "1 ", " 1", "1_000", "１", "٣", "½", "1\n", "\u{0}", "12345678901234567890123456789",
            "0.1234567890123456789",
        ]
        for text in refused {
            #expect(throws: DecimalError.self, "\(text)") { try Decimal(parsing: text) }
        }
    }

    @Test("the venue's bare numbers may carry an exponent; nothing overflows, whatever is read")
    func extremes() throws {
        #expect(try Decimal(parsingJSONNumber: "1.23e-6") == Decimal(parsing: "0.00000123"))
        #expect(try Decimal(parsingJSONNumber: "-2.5E+3") == Decimal(-2500))
        for text in ["1e99", "1e-99", "1e", "1e9999999999999999999999", "e5", "1e+-5"] {
            #expect(throws: DecimalError.self, "\(text)") { try Decimal(parsingJSONNumber: text) }
        }
        let large = try Decimal(parsing: "9999999999999999999999999999")
        let small = try Decimal(parsing: "0.000000000000000001")
        for (left, right) in [(large, large), (large, small), (small, small), (large.negated, small)] {
            _ = try? left.adding(right)
            _ = try? left.subtracting(right)
            _ = try? left.multiplied(by: right)
            #expect((left < right) == (left.isNegative || (left == small && right == large)))
        }
        #expect(throws: DecimalError.overflow) { try large.adding(large) }
        #expect(throws: DecimalError.overflow) { try small.multiplied(by: small) }
    }

    @Test("a price off the tick names its neighbours; none is rounded in silence")
    func ticks() throws {
        let precision = try #require(MarketPrecision(priceDecimals: 2, sizeDecimals: 4))
        #expect(try precision.price(Decimal(parsing: "3000.10")).ticks == 300_010)
        let value = try Decimal(parsing: "3000.123")
        #expect(throws: PrecisionError.between(.tick, value: value, below: "3000.12", above: "3000.13")) {
            try precision.price(value)
        }
        for text in ["0", "-1", "0.001", "42949672.96"] {
            #expect(throws: PrecisionError.self) { try precision.price(Decimal(parsing: text)) }
        }
        #expect(try precision.notional(Price(300_010), Size(2500)).description == "750.025")
        #expect(try precision.text(Price(5)) == "0.05")
    }
}
