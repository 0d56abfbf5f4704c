import ArgumentParser

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "API keys: register them with the venue, and check them against it.",
        subcommands: [
            KeysCheckCommand.self,
            KeysRegisterCommand.self,
        ]
    )
}
