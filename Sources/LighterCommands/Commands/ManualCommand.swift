import ArgumentParser
import LighterFiles
import LighterJSON
import LighterStatus

struct ManualCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "man",
        abstract: "Show a command's manual page, or write all of them.",
        discussion: """
              $ lighter man
              $ lighter man keys generate
              $ lighter man submit > lighter-submit.1
              $ lighter man --directory /usr/local/share/man/man1

            On a terminal the page is shown by man, or as help where there is no man. Elsewhere it is written as it is, for \
            man -l or mandoc.
            """
    )

    @Argument(
        help: ArgumentHelp("The command's words; lighter itself without any.", valueName: "command"),
        completion: .commands
    )
    var words: [String] = []

    @Option(
        help: ArgumentHelp("Write every page to this directory, which is made.", valueName: "path"),
        completion: .directory
    )
    var directory: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard directory == nil || words.isEmpty else { throw ValidationError("--directory takes all pages, not one") }
    }

    func run(_ invocation: Invocation) throws {
        let pages = try ManualPage.all()
        if let directory { return try write(pages, to: invocation.world.absolutePath(directory), invocation) }
        let name = (words.first == "lighter" ? words : ["lighter"] + words).joined(separator: "-")
        guard let page = pages.first(where: { $0.name == name }) else {
            throw Failure(
                "manual.not_found",
                .notFound,
                "there is no command \(sanitized(withoutKeys(words.joined(separator: " ")), limit: 80))",
                hint: "lighter --help"
            )
        }
        let world = invocation.world
        guard world.output.isTerminal else { return try world.output.write(page.roff) }
        world.show(page)
        try world.output.write(page.help + "\n")
    }

    private func write(_ pages: [ManualPage], to directory: String, _ invocation: Invocation) throws {
        do throws(FileAccess.Trouble) {
            try FileAccess.createDirectory(directory, isPublic: true)
            for page in pages {
                let path = "\(directory)/\(page.file)"
                try FileAccess.replace(path, with: page.roff, isDurable: false, isPublic: true)
            }
        } catch {
            throw Failure("output.unwritable", .cannotCreate, "\(directory) cannot be written: \(error)")
        }
        try invocation.emit(
            Report(
                schema: "lighter.manual/1",
                fields: ["directory": .string(directory)],
                list: (key: "pages", items: pages.map { ["file": .string($0.file)] }),
                page: .text("\(pages.count) pages in \(directory)\n"),
                quiet: pages.map { "\(directory)/\($0.file)" }
            )
        )
    }
}
