import LighterKeys
import LighterProfile
import LighterTransactions

/// The environment of a plugin: our own, and what the profile says.
///
/// A plugin that calls `lighter` acts under the same profile: it is named in `LIGHTER_PROFILE`. The rest is under names that
/// `lighter` does not read, so that it sets nothing where the plugin asks for another profile. Variables of the person
/// who calls are passed on as they are, those with secrets among them, as a shell passes them on.
struct PluginEnvironment {
    private(set) var variables: [String: String]

    init(_ options: GlobalOptions, _ world: World) {
        variables = world.environment.variables
        set("BIN", world.executable)
        set("OUTPUT", (options.output ?? (world.output.isTerminal ? .table : .json)).rawValue)
        set(options.color ?? .auto)
        let profiles = try? Profiles(world.environment)
        if let selection = try? profiles?.selection(options.profile) { set("PROFILE", "\(selection.reference)") }
        // A plugin may be what mends a broken profile: it runs, and knows less.
        let profile = try? profiles?.resolve(options.profile)
        let binding = profile.flatMap { PluginEnvironment.binding(of: $0, profiles) }
        set("NETWORK", profile?.network.rawValue)
        set("PROFILE_PATH", profile?.path)
        set("PROFILE_URL", profile?.url?.text)
        set("PROFILE_STREAM_URL", profile?.streamURL?.text)
        set("PROFILE_CHAIN_ID", profile?.chainID.description)
        set("PROFILE_ACCOUNT", (profile?.account ?? binding?.account)?.description)
        set("PROFILE_API_KEY_INDEX", (profile?.apiKeyIndex ?? binding?.apiKey)?.description)
    }

    /// Sets a variable of ours; where nothing is known it is unset, as it may be there from a plugin further out.
    private mutating func set(_ name: String, _ value: String?) { variables["LIGHTER_" + name] = value }

    /// Whether to colour, in the variables that every program reads; what nobody asked for is not there.
    private mutating func set(_ color: ColorChoice) {
        switch color {
        case .auto: break
        case .always:
            variables["NO_COLOR"] = nil
            variables["CLICOLOR_FORCE"] = "1"
        case .never:
            variables["NO_COLOR"] = "1"
            variables["CLICOLOR_FORCE"] = nil
        }
    }

    /// For whom the profile's key says that it signs, as far as that shows without a password.
    private static func binding(of profile: Profile, _ profiles: Profiles?) -> KeyBinding? {
        guard let profiles, case .keystore(let name) = profile.key?.source else { return nil }
        return (try? Keystore(profiles.directories).read(name))?.binding
    }
}
