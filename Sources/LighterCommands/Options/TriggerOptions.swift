import ArgumentParser
import LighterProfile
import LighterTrading
import LighterTransactions

/// What lets an order wait, or closes the position it opens.
struct TriggerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Wait for the mark price to come to this one; with --stop-loss or --take-profit, which say what for.",
            valueName: "price"
        )
    )
    var trigger: String?

    @Option(
        defaultAsFlag: OrderWords.Trigger.alone,
        help: ArgumentHelp(
            "Attach a stop-loss at a price to the order; with --trigger, the order itself is one.",
            valueName: "price"
        ),
        transform: OrderWords.Trigger.at
    )
    var stopLoss: OrderWords.Trigger?

    @Option(
        defaultAsFlag: OrderWords.Trigger.alone,
        help: ArgumentHelp(
            "Attach a take-profit at a price to the order; with --trigger, the order itself is one.",
            valueName: "price"
        ),
        transform: OrderWords.Trigger.at
    )
    var takeProfit: OrderWords.Trigger?

    @Option(
        help: ArgumentHelp("Trade in slices over this time: 5m to 30d.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var twap: TimeSpan?

    var isEmpty: Bool { trigger == nil && stopLoss == nil && takeProfit == nil && twap == nil }
}

extension SubmitCommand {
    /// The order in the words of the options.
    func words(_ side: Side, _ size: String, _ identifier: OrderIdentifier?) -> OrderWords {
        OrderWords(
            side: side,
            size: size,
            price: price,
            isMarket: market,
            slippage: slippage,
            timeInForce: tif?.timeInForce,
            expires: expires,
            reduceOnly: reduceOnly,
            trigger: triggers.trigger,
            stopLoss: triggers.stopLoss,
            takeProfit: triggers.takeProfit,
            twap: triggers.twap,
            identifier: identifier,
            rounding: round
        )
    }
}
