import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct LeverageCommand: LighterCommand {
    static let loadsAhead = true
    static let configuration = CommandConfiguration(
        command: "leverage",
        abstract: "Set the leverage of a market, and wait until the account shows it.",
        discussion: """
              $ lighter leverage ETH 10
              $ lighter leverage ETH 12.5x --margin isolated

            Without --margin the position keeps its margin mode. The venue takes the mode of a market to change only while \
            nothing is held and nothing is ordered there.
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"), completion: .markets)
    var symbol: String

    @Argument(
        help: ArgumentHelp("How many times the margin a position may be worth: 10, 10x, 12.5.", valueName: "leverage")
    )
    var leverage: String

    @Option(help: "Whether the position shares the account's collateral or has its own.")
    var margin: MarginModeWord?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        let market = try trader.market(symbol)
        try trader.requireTradable(market)
        let change = try trader.leverageChange(on: market, to: leverage, mode: margin?.mode)
        guard !invocation.options.dryRun else {
            let transaction = try trader.signed(trader.body(changing: change), nonce: Nonce(0))
            var fields = change.json(change.after, hash: transaction.hash)
            fields["dry_run"] = true
            fields["wire"] = transaction.unsignedFields
            fields["not_checked"] = ["nonce", "margin"]
            let page = Page.text("dry run: \(change.words(change.after))\n")
            try invocation.emit(report(fields, page, quiet: transaction.hash), of: trader)
            return
        }
        try invocation.confirm("\(change.words(change.after))?", isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let (setting, sent) = try trader.setLeverage(change)
        invocation.remember(sent)
        var fields = change.json(setting, hash: sent.hash)
        fields["nonce"] = .integer(sent.nonce.value)
        fields["dry_run"] = false
        let leverage = Figures.text(setting.leverage)
        try invocation.emit(report(fields, .text("\(change.words(setting))\n"), quiet: leverage), of: trader)
    }

    private func report(_ fields: JSONObject, _ page: Page, quiet: String) -> Report {
        Report(schema: "lighter.leverage/1", fields: fields, page: page, quiet: [quiet])
    }
}

/// The margin modes by the words the contract gives them.
enum MarginModeWord: String, CaseIterable, ExpressibleByArgument {
    case cross
    case isolated

    static let allValueStrings = allCases.map(\.rawValue)

    var mode: UpdateLeverage.MarginMode {
        switch self {
        case .cross: .cross
        case .isolated: .isolated
        }
    }
}

extension LeverageChange {
    /// `leverage of ETH from 20 cross to 10 cross`.
    fileprivate func words(_ setting: MarginSetting) -> String {
        "leverage of \(market.symbol) from \(Figures.text(before.leverage)) \(before.mode)"
            + " to \(Figures.text(setting.leverage)) \(setting.mode)"
    }

    fileprivate func json(_ setting: MarginSetting, hash: String) -> JSONObject {
        [
            "market": .string(market.symbol),
            "market_index": .integer(market.index.value),
            "leverage": Figures.json(setting.leverage),
            "margin_mode": .string("\(setting.mode)"),
            "initial_margin_fraction": .integer(setting.fraction.value),
            "leverage_before": Figures.json(before.leverage),
            "margin_mode_before": .string("\(before.mode)"),
            "initial_margin_fraction_before": .integer(before.fraction.value),
            "tx_hash": .string(hash),
        ]
    }
}
