import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct AccountCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
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
        var details = Details()
        details.add("account", account.index.description)
        details.add("owner", account.address)
        details.add("total value", account.totalValue?.description)
        details.add("collateral", account.collateral?.description)
        details.add("available", account.availableBalance?.description)
        details.add("initial margin", account.crossInitialMargin?.description)
        details.add("maintenance margin", account.crossMaintenanceMargin?.description)
        details.add("open orders", String(account.openOrders))
        details.add("cancel-all at", account.cancelAllTime.map(Figures.time))
        var table = Table(.left("ASSET"), .decimal("TOTAL"), .decimal("LOCKED"), .decimal("MARGIN"))
        for balance in account.balances {
            table.add(
                balance.symbol,
                balance.total.description,
                balance.locked.description,
                Figures.text(balance.margin)
            )
        }
        try invocation.emit(
            Report(
                schema: "lighter.account/1",
                fields: account.json,
                page: .details(details) + .text("\n") + .table(table, emptyNote: "no balances"),
                quiet: account.totalValue.map { [$0.description] } ?? []
            )
        )
    }
}

extension Account {
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
            "cancel_all_at": JSON(cancelAllTime),
            "balances": .array(
                balances.map { balance in
                    [
                        "asset": .string(balance.symbol),
                        "total": Figures.json(balance.total),
                        "locked": Figures.json(balance.locked),
                        "margin": Figures.json(balance.margin),
                    ]
                }
            ),
        ]
    }
}
