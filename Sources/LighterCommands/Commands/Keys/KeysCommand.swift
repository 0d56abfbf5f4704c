import ArgumentParser

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, keep, check and replace API keys.",
        discussion: """
            An API key signs for one account, under an index from 4 to 254. It is kept in a file under a password, and the \
            owner's wallet registers its public half with the venue:

              $ lighter keys generate bot --index 5
              $ lighter keys register bot --l1-command 'cast wallet sign --account me'
              $ lighter keys check bot
            """,
        subcommands: [
            KeysGenerateCommand.self,
            KeysImportCommand.self,
            KeysListCommand.self,
            KeysShowCommand.self,
            KeysCheckCommand.self,
            KeysRegisterCommand.self,
            KeysRotateCommand.self,
            KeysTokenCommand.self,
            KeysExportCommand.self,
            KeysDeleteCommand.self,
        ]
    )
}
