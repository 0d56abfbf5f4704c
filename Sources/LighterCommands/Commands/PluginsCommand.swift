import ArgumentParser
import LighterJSON
import LighterProfile

struct PluginsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "plugins",
        abstract: "List programs on the PATH that are run as commands.",
        discussion: """
              $ lighter plugins

            A program lighter-NAME on the PATH is run by lighter NAME, with all that follows the name. It gets the profile in
            its environment: LIGHTER_PROFILE, LIGHTER_NETWORK, LIGHTER_PROFILE_PATH, LIGHTER_PROFILE_URL,
            LIGHTER_PROFILE_STREAM_URL, LIGHTER_PROFILE_CHAIN_ID, LIGHTER_PROFILE_ACCOUNT and
            LIGHTER_PROFILE_API_KEY_INDEX as far as they are known, LIGHTER_OUTPUT, and LIGHTER_BIN, by which it calls
            lighter under the same profile. Your own variables are passed on as they are, also one that holds a key.
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let path = invocation.world.environment.variables["PATH"]
        let plugins = Plugin.all(on: path, except: Lighter.hasCommand)
        var table = Table(.left("NAME"), .text("FILE"))
        for plugin in plugins { table.add(plugin.name, plugin.path) }
        try invocation.emit(
            Report(
                schema: "lighter.plugins/1",
                list: (
                    key: "plugins",
                    items: plugins.map { ["name": .string($0.name), "path": .string($0.path)] }
                ),
                page: .table(table, emptyNote: "no lighter-NAME is on the PATH"),
                quiet: plugins.map(\.name)
            )
        )
    }
}
