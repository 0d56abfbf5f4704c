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

/// The times in force by the words the contract gives them.
enum TimeInForceWord: String, CaseIterable, ExpressibleByArgument {
    case gtt
    case ioc
    case postOnly = "post-only"

    static let allValueStrings = allCases.map(\.rawValue)

    var timeInForce: TimeInForce {
        switch self {
        case .gtt: .goodTillTime
        case .ioc: .immediateOrCancel
        case .postOnly: .postOnly
        }
    }
}
