import ArgumentParser
import LighterProfile
import LighterTransactions

/// Words of the command line that stand for values of the layers below.
extension Side: ExpressibleByArgument {}
extension WaitTarget: ExpressibleByArgument {}
extension MarketPrecision.Rounding: ExpressibleByArgument {}

/// The times in force by the words the contract gives them.
enum TimeInForceWord: String, CaseIterable, ExpressibleByArgument {
    case gtt
    case ioc
    case postOnly = "post-only"

    var timeInForce: TimeInForce {
        switch self {
        case .gtt: .goodTillTime
        case .ioc: .immediateOrCancel
        case .postOnly: .postOnly
        }
    }
}
