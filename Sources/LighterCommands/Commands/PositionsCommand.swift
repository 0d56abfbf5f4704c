import ArgumentParser
import LighterTrading
import LighterVenue

struct PositionsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "positions",
        abstract: "List the open positions: size, entry, value, profit, distance to liquidation.",
        discussion: """
              $ lighter positions
              $ lighter positions --watch            # again and again, in place
              $ lighter positions | jq '.positions[] | {market, side, size}'

            RETURN is the unrealised profit on the margin that the entry took; DISTANCE how far the mark price is from the \
            liquidation price.
            """
    )

    @OptionGroup var polling: PollingOptions

    @OptionGroup var options: GlobalOptions

    func validate() throws { try polling.validate(writing: options.output) }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let index = try trader.account()
        try invocation.emit(polling, trader) {
            let account = try trader.venue.account(index)
            return PositionTable.report(account.positions.filter { $0.side != nil }, of: account)
        }
    }
}
