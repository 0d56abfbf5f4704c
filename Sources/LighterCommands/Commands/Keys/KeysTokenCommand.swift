import ArgumentParser
import LighterTrading
import LighterVenue

struct KeysTokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make, list and revoke tokens by which a program reads the account.",
        discussion: """
              $ lighter keys token create --expires 8h --file dashboard.token
              $ lighter keys token create --read-only tv --expires 30d --file tv.token
              $ lighter keys token list

            Whoever has a token reads the account, its orders and positions, and can never trade.
            """,
        subcommands: [
            KeysTokenCreateCommand.self, KeysTokenListCommand.self, KeysTokenRevokeCommand.self,
        ]
    )
}

struct KeysTokenListCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "list",
        abstract: "List the read-only tokens the venue gave out, without their secret part.",
        discussion: """
              $ lighter keys token list
              $ lighter keys token list -q           # their ids, as keys token revoke takes them
            """
    )

    @OptionGroup var key: SigningKeyOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        try trader.requireIdentity()
        try invocation.emit(TokenReport.list(trader.readOnlyTokens(), at: trader.clock.now()), of: trader)
    }
}

struct KeysTokenRevokeCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "revoke",
        abstract: "Make a read-only token worthless, at once.",
        discussion: """
              $ lighter keys token list
              $ lighter keys token revoke 41

            A token that was revoked before is as it was to be. A token made without --read-only cannot be revoked: it ends \
            by itself, or with its API key.
            """
    )

    @Argument(help: ArgumentHelp("The token's id, from lighter keys token list.", valueName: "id"))
    var id: Int64

    @OptionGroup var key: SigningKeyOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard id >= 0 else { throw ValidationError("a token's id is a number from 0 up") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        try trader.requireIdentity()
        try trader.requireWritable()
        guard !options.dryRun else {
            let token = try trader.readOnlyToken(id)
            try invocation.emit(TokenReport.revoked(id, isDuplicate: token.isRevoked, isDryRun: true), of: trader)
            return
        }
        let question = "revoke read-only token \(id) of account \(try trader.account())?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let isDuplicate = try trader.revokeReadOnlyToken(id)
        invocation.rememberSending(lookUp: "lighter keys token list")
        try invocation.emit(TokenReport.revoked(id, isDuplicate: isDuplicate, isDryRun: false), of: trader)
    }
}
