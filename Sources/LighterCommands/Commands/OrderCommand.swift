import ArgumentParser
import LighterJSON
import LighterStatus
import LighterTrading

struct OrderCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "order",
        abstract: "Show one order, live or over.",
        discussion: """
              $ lighter order my-first-order
              $ lighter order 281478000000777 -q     # its state, bare
            """
    )

    @Argument(
        help: ArgumentHelp("An order index, a client order index, or a client id of your own.", valueName: "order"),
        completion: .orders
    )
    var order: String

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        let identifier = try OrderIdentifier(order)
        let found = try trader.find(identifier)
        let symbol = try trader.markets().symbol(of: found)
        try invocation.emit(
            Report(
                schema: "lighter.order/1",
                fields: found.json(symbol: symbol),
                page: .details(found.details(symbol: symbol)),
                quiet: [found.state.rawValue]
            ),
            of: trader
        )
    }
}
