import ArgumentParser
import LighterProfile
import LighterTransactions

/// Words of the command line that stand for values of the layers below. The parser asks for the words of an option several
/// times before it parses any: they are put together once.
extension Side: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}

extension WaitTarget: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}

extension MarketPrecision.Rounding: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}

/// A time in force by its word.
struct TimeInForceWord: ExpressibleByArgument {
    let timeInForce: TimeInForce

    init?(argument: String) {
        guard let known = TimeInForce.words.first(where: { $0.word == argument }) else { return nil }
        timeInForce = known.value
    }

    static let allValueStrings = TimeInForce.words.map(\.word)
    static let defaultCompletionKind = CompletionKind.list(allValueStrings)
}
