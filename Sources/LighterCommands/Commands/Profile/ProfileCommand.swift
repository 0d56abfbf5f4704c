import ArgumentParser
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "See and choose profiles: which venue, which account, which key, which guards.",
        discussion: """
              $ lighter profile init mine --extends testnet
              $ lighter -p mine profile show --sources
              $ lighter profile use mine

            A profile is a TOML file that says only what differs from the one it extends. A command acts under the one \
            named by -p, else by LIGHTER_PROFILE, else by profile use, else under the sandbox, with play money.
            """,
        subcommands: [
            ProfileListCommand.self, ProfileShowCommand.self, ProfileUseCommand.self, ProfilePathCommand.self,
            ProfileInitCommand.self,
        ]
    )
}

struct ProfileListCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "list",
        abstract: "List all profiles, the one in use marked by a star.",
        discussion: """
              $ lighter profile list
              $ lighter profile list -q              # the names alone
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let profiles = try invocation.profiles()
        let listings = try Failure.ofProfile { () throws(ProfileError) in try profiles.list() }
        var table = Table(.left(""), .left("PROFILE"), .left("NETWORK"), .left("EXTENDS").optional(), .text("FILE"))
        for listing in listings {
            table.add(
                listing.isActive ? "*" : "",
                listing.name,
                listing.network?.rawValue ?? "broken",
                listing.extends ?? "-",
                listing.problem?.description ?? listing.path ?? "built in"
            )
        }
        try invocation.emit(
            Report(
                schema: "lighter.profiles/1",
                list: (
                    key: "profiles",
                    items: listings.map { listing in
                        [
                            "name": .string(listing.name),
                            "active": .bool(listing.isActive),
                            "network": JSON(listing.network?.rawValue),
                            "extends": JSON(listing.extends),
                            "path": JSON(listing.path),
                            "built_in": .bool(listing.path == nil),
                            "problem": JSON(listing.problem?.description),
                        ]
                    }
                ),
                page: .table(table, emptyNote: "no profiles"),
                quiet: listings.map(\.name)
            )
        )
    }
}

struct ProfileShowCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "show",
        abstract: "Show every value of a profile, and with --sources where it comes from.",
        discussion: """
              $ lighter profile show                 # the one in use
              $ lighter profile show -p testnet --sources
            """
    )

    @Flag(help: "Where each value comes from.")
    var sources = false

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let profile = try invocation.profile()
        var table = sources ? Table(.left("KEY"), .text("VALUE"), .text("SOURCE")) : Table(.left("KEY"), .text("VALUE"))
        for setting in profile.settings {
            if sources {
                table.add(setting.key, withoutKeys(setting.value), setting.source.description)
            } else {
                table.add(setting.key, withoutKeys(setting.value))
            }
        }
        try invocation.emit(
            Report(
                schema: "lighter.profile/1",
                fields: [
                    "path": JSON(profile.path), "selected_by": .string(profile.selection.reason.description),
                ],
                list: (
                    key: "settings",
                    items: profile.settings.map { setting in
                        [
                            "key": .string(setting.key), "value": .string(withoutKeys(setting.value)),
                            "source": .string(setting.source.description),
                        ]
                    }
                ),
                page: .table(table, emptyNote: "an empty profile"),
                quiet: [profile.name]
            )
        )
    }
}

struct ProfileUseCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "use",
        abstract: "Make a profile the one that is used when none is asked for.",
        discussion: """
              $ lighter profile use mine
              $ lighter profile use sandbox          # back to play money

            -p and LIGHTER_PROFILE go before it.
            """
    )

    @Argument(help: "A name or a path.", completion: .profiles)
    var name: String

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let profiles = try invocation.profiles()
        try Failure.ofProfile { () throws(ProfileError) in try profiles.use(name) }
        try invocation.emit(
            Report(
                schema: "lighter.profile-use/1",
                fields: ["active": .string(name)],
                page: .text("\(name) is used from now on\n"),
                quiet: [name]
            )
        )
    }
}

struct ProfilePathCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "path",
        abstract: "Show the file of a profile, or where yours are kept.",
        discussion: """
              $ lighter profile path
              $ $EDITOR "$(lighter profile path -p mine -q)"
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let profiles = try invocation.profiles()
        let path = try Failure.ofProfile { () throws(ProfileError) in try profiles.path(invocation.options.profile) }
        let directory = profiles.directories.configuration
        try invocation.emit(
            Report(
                schema: "lighter.profile-path/1",
                fields: ["path": JSON(path), "directory": .string(directory)],
                page: .text((path ?? "built in; yours are kept in \(directory)") + "\n"),
                quiet: [path ?? directory]
            )
        )
    }
}
