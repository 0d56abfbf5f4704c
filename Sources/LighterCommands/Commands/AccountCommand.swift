import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct AccountCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "account",
        abstract: "Show the account: collateral, equity, margin, balances.",
        discussion: """
              $ lighter account
              $ lighter account -q                   # the total value, bare
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let account = try trader.venue.account(trader.account())
        let profit = Figures.sum(account.positions.map(\.unrealizedPnL))
        var head = Details()
        head.add("account", account.index.description)
        head.add("owner", account.address)
        head.add("open orders", String(account.openOrders))
        head.add("cancel-all at", account.cancelAllTime.map(Figures.time))
        var figures = Details()
        figures.add("total value", figure: account.totalValue, .strong)
        figures.add("collateral", figure: account.collateral)
        figures.add("unrealised", figure: profit, Figures.change(profit).tone, signed: true)
        figures.add("available", figure: account.availableBalance)
        figures.add("initial margin", figure: account.crossInitialMargin)
        figures.add("maintenance margin", figure: account.crossMaintenanceMargin)
        figures.add("margin in use", figure: account.marginUsePercent, unit: "%")
        var table = Table(.left("ASSET"), .decimal("TOTAL"), .decimal("LOCKED"), .decimal("MARGIN"))
        for balance in account.balances {
            table.add(
                balance.symbol,
                Figures.amount(balance.total),
                Figures.amount(balance.locked),
                Figures.amount(balance.margin)
            )
        }
        try invocation.emit(
            Report(
                schema: "lighter.account/1",
                fields: account.json,
                page: .details(head) + .text("\n") + .details(figures) + .text("\n")
                    + .table(table, emptyNote: "no balances"),
                quiet: account.totalValue.map { [$0.description] } ?? []
            )
        )
    }
}

extension Account {
    /// How much of what backs cross positions their initial margin takes.
    fileprivate var marginUsePercent: Decimal? { Figures.percent(crossInitialMargin, of: crossValue) }

    fileprivate var json: JSONObject {
        [
            "account": .string(index.description),
            "l1_address": .string(address),
            "status": .integer(status),
            "total_value": Figures.json(totalValue),
            "collateral": Figures.json(collateral),
            "available_balance": Figures.json(availableBalance),
            "cross_value": Figures.json(crossValue),
            "initial_margin": Figures.json(crossInitialMargin),
            "maintenance_margin": Figures.json(crossMaintenanceMargin),
            "open_orders": .integer(openOrders),
            "pending_orders": .integer(pendingOrders),
            "margin_use_percent": Figures.json(marginUsePercent),
            "cancel_all_at": JSON(cancelAllTime),
            "balances": .array(balances.map { .object($0.json) }),
        ]
    }
}

extension AssetBalance {
    /// As a flat object.
    var json: JSONObject {
        [
            "asset": .string(symbol),
            "total": Figures.json(total),
            "locked": Figures.json(locked),
            "margin": Figures.json(margin),
        ]
    }
}
