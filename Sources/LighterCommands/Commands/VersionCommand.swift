import ArgumentParser
import LighterJSON

struct VersionCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "version",
        abstract: "Show which version this is.",
        discussion: """
              $ lighter version
              $ lighter version -q                   # the number, bare
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        try invocation.emit(
            Report(
                schema: "lighter.version/1",
                fields: ["version": .string(Version.number)],
                page: .text("lighter \(Version.number)\n"),
                quiet: [Version.number]
            )
        )
    }
}
