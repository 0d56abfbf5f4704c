import ArgumentParser
import LighterStatus
import LighterTrading

struct KeysCheckCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "check",
        abstract: "Say whether a key is registered with the venue and works. Exits 1 when it does not.",
        discussion: """
              $ lighter keys check                   # the profile's key
              $ lighter keys check bot
              $ lighter keys check -q                # works, not_registered, …
            """
    )

    @OptionGroup var key: SigningKeyOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        let check = try trader.checkKey(trader.keyToCheck())
        try invocation.emit(KeyCheckReport.report(check, of: key.name, invocation.context))
        if !check.works { throw BatchOutcome(exit: .no) }
    }
}
