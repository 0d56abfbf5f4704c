import ArgumentParser

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "API keys, and the tokens that let others read an account.",
        subcommands: [
            KeysTokenCommand.self
        ]
    )
}
