import ArgumentParser
import LighterStatus

struct CompletionsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "completions",
        abstract: "Print the script that completes lighter's words in a shell.",
        discussion: """
              $ source <(lighter completions bash)                # in ~/.bashrc
              $ source <(lighter completions zsh)                 # in ~/.zshrc, behind compinit
              $ lighter completions fish > ~/.config/fish/completions/lighter.fish

            The tab key then knows commands, options and their values, and what is on this host: the markets a profile's \
            venue listed last, profiles, keys, and the orders that were sent from here. It asks nobody else.
            """
    )

    @Argument(help: "The shell.")
    var shell: CompletionRequest.Shell

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        try invocation.world.output.write(String(decoding: shell.script, as: UTF8.self))
    }
}

extension CompletionRequest.Shell: ExpressibleByArgument {
    static let allValueStrings = allCases.map(\.rawValue)

    /// The file in `Completions/`.
    fileprivate var script: [UInt8] {
        switch self {
        case .bash: PackageResources.lighter_bash
        case .zsh: PackageResources._lighter
        case .fish: PackageResources.lighter_fish
        }
    }
}
