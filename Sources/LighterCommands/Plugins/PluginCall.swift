import ArgumentParser
import LighterProfile
import LighterStatus

/// A command line that calls a plugin: `lighter -p prod NAME ARGUMENTS…`, or `lighter help NAME`.
struct PluginCall {
    private let plugin: Plugin
    private let arguments: [String]
    /// The global options before the name; what is behind it is the plugin's.
    private let leading: [String]

    /// Nil where the line calls a command of our own, or nothing there is.
    init?(_ words: [String], in world: World) {
        let (leading, rest) = GlobalOptionPlacement.split(words)
        let asksForHelp = rest.first == "help"
        let line = asksForHelp ? rest.dropFirst() : rest
        guard let name = line.first, !Lighter.hasCommand(name),
            let plugin = Plugin.named(name, on: world.environment.variables["PATH"])
        else { return nil }
        self.plugin = plugin
        arguments = asksForHelp ? ["--help"] : Array(line.dropFirst())
        self.leading = Array(leading)
    }

    /// Becomes the plugin.
    ///
    /// - Throws: an error of the parser for global options that are none, ``Failure`` where it cannot be started.
    func run(in world: World) throws -> Never {
        let options = try GlobalOptions.parse(leading)
        // One that was asked for a dry run and does not know it would be worse than one that does not start.
        if let option = options.notForPlugins {
            throw Failure(
                "usage.invalid",
                .usage,
                "\(option) says nothing to a plugin: put what is for it behind its name",
                hint: "lighter \(plugin.name) --help"
            )
        }
        let environment = PluginEnvironment(options, world).variables
        throw world.becoming(plugin.path, arguments, environment)
    }
}

extension Lighter {
    /// Whether a command of our own has the name, whose place no plugin takes.
    static func hasCommand(_ name: String) -> Bool {
        guard name != "help" else { return true }
        return configuration.groupedSubcommands.contains { group in
            group.subcommands.contains { command in
                let configuration = command.configuration
                return configuration.commandName == name || configuration.aliases.contains(name)
            }
        }
    }
}

extension GlobalOptions {
    /// The first option that was given and that a plugin does not hear of.
    fileprivate var notForPlugins: String? {
        let options = [
            ("--quiet", quiet), ("--verbose", verbose), ("--dry-run", dryRun), ("--yes", yes),
            ("--timeout", timeout != GlobalOptions.usualTimeout),
        ]
        return options.first(where: \.1)?.0
    }
}
