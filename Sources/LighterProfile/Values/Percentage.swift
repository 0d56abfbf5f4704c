import LighterStatus
import LighterTransactions

/// An exact percentage, such as a slippage: `0.5%`.
public struct Percentage: Hashable, Comparable, Sendable {
    /// The value as a fraction of one: 0.005 for 0.5 %.
    public let fraction: Decimal
    /// The value in hundredths: 0.5 for 0.5 %.
    private let percent: Decimal

    /// Hundredths of a percent: 50 for 0.5 %.
    public init(basisPoints: Int32) {
        // Both are within the digits of a decimal for every 32-bit number.
        fraction = Decimal(coefficient: Int128(basisPoints), scale: 4) ?? .zero
        percent = Decimal(coefficient: Int128(basisPoints), scale: 2) ?? .zero
    }

    public static let zero = Percentage(basisPoints: 0)
    public static let hundred = Percentage(basisPoints: 10_000)

    /// Reads a decimal number and its percent sign. A bare number is refused, since 0.5 could mean either.
    ///
    /// - Throws: ``PercentageError``.
    public init(parsing text: String) throws(PercentageError) {
        guard text.utf8.last == UInt8(ascii: "%") else { throw .withoutSign(text) }
        do {
            percent = try Decimal(parsing: String(text.dropLast()))
            fraction = try percent.shifted(by: -2)
        } catch {
            throw .malformed(text)
        }
    }

    public static func < (left: Percentage, right: Percentage) -> Bool { left.fraction < right.fraction }
}

extension Percentage: CustomStringConvertible {
    public var description: String { "\(percent)%" }
}

/// Why a text is no percentage.
public enum PercentageError: Error, Hashable, Sendable, CustomStringConvertible {
    case withoutSign(String)
    case malformed(String)

    public var description: String {
        switch self {
        case .withoutSign(let text): "\"\(withoutKeys(text).prefix(40))\" has no percent sign: write it as \"0.5%\""
        case .malformed(let text): "\"\(withoutKeys(text).prefix(40))\" is no percentage such as \"0.5%\""
        }
    }
}
