import LighterJSON
import LighterTransactions
import Testing

extension Decimal {
    /// Reads an amount, which comes as a number or as a text.
    init(reading value: JSON?) throws {
        switch try #require(value) {
        case .integer(let number): self = try Decimal(parsing: String(number))
        case .number(let text): self = try Decimal(parsingJSONNumber: text)
        case let other: self = try Decimal(parsing: #require(other.string))
        }
    }
}
