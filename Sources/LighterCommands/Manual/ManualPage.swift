import ArgumentParser
import LighterJSON
import LighterStatus

/// The manual page of a command: what its help says, in the sections that such a page has.
struct ManualPage {
    /// `lighter-keys-generate`.
    let name: String
    private let words: [String]
    private let type: any ParsableCommand.Type
    private let command: CommandDescription
    /// The pages of the commands right below it and above it.
    private let related: [String]
    private let common: [ArgumentDescription]

    /// The section of programs that a person calls.
    static let section = 1

    /// The file's name.
    var file: String { "\(name).\(ManualPage.section)" }

    private init(
        _ words: [String],
        _ type: any ParsableCommand.Type,
        _ command: CommandDescription,
        above: String?,
        _ common: [ArgumentDescription]
    ) {
        let name = words.joined(separator: "-")
        self.name = name
        self.words = words
        self.type = type
        self.command = command
        self.common = common
        related = (above.map { [$0] } ?? []) + command.subcommands.map { "\(name)-\($0.name)" }
    }

    /// All of them: that of `lighter` first.
    ///
    /// - Throws: `JSONError`.
    static func all() throws(JSONError) -> [ManualPage] {
        let common = try CommandDescription(GlobalOptions.self).arguments
        return pages(["lighter"], Lighter.self, try CommandDescription(Lighter.self), above: nil, common)
    }

    private static func pages(
        _ words: [String],
        _ type: any ParsableCommand.Type,
        _ command: CommandDescription,
        above: String?,
        _ common: [ArgumentDescription]
    ) -> [ManualPage] {
        let page = ManualPage(words, type, command, above: above, common)
        return [page]
            + type.configuration.subcommands.flatMap { child in
                command.subcommands.first { $0.name == child.configuration.commandName }.map {
                    pages(words + [$0.name], child, $0, above: page.name, common)
                } ?? []
            }
    }

    /// The command's help, for whoever has no program for manual pages.
    var help: String { Lighter.helpMessage(for: type) }

    /// The page in the language of roff.
    var roff: String {
        var page = Roff()
        page.request(
            "TH",
            Roff.escaped(name.uppercased()),
            "\(ManualPage.section)",
            Version.date,
            "lighter \(Version.number)",
            "Lighter"
        )
        page.section("NAME")
        let purpose = command.abstract.hasSuffix(".") ? command.abstract.dropLast() : command.abstract[...]
        page.line("\(Roff.escaped(name)) \\- \(Roff.escaped(purpose))")
        page.section("SYNOPSIS")
        page.line(synopsis)
        let discussion = Discussion(command.discussion)
        page.section("DESCRIPTION")
        page.line(Roff.escaped(command.abstract))
        for alias in command.aliases { page.paragraph("Also called as \(alias).") }
        for paragraph in discussion.paragraphs { page.paragraph(paragraph) }
        if !command.subcommands.isEmpty { addCommands(&page) }
        addOptions(&page)
        if !discussion.examples.isEmpty {
            page.section("EXAMPLES")
            for block in discussion.examples {
                switch block {
                case .paragraph(let text): page.paragraph(text)
                case .example(let lines): page.example(lines)
                }
            }
        }
        addSurroundings(&page)
        page.section("SEE ALSO")
        let references = related + (related.contains("lighter") || words.count == 1 ? [] : ["lighter"])
        page.line(references.map { "\(Roff.bold($0))(\(ManualPage.section))" }.joined(separator: ", "))
        return page.text
    }

    private var synopsis: String {
        var parts = [Roff.bold(words.joined(separator: " "))]
        if !command.subcommands.isEmpty { return (parts + [Roff.italic("command"), "..."]).joined(separator: " ") }
        parts.append("[\(Roff.italic("options"))]")
        for argument in command.arguments where argument.kind == .positional {
            let value = Roff.italic(argument.valueName) + (argument.isRepeating ? " ..." : "")
            parts.append(argument.isOptional ? "[\(value)]" : value)
        }
        return parts.joined(separator: " ")
    }

    private func addCommands(_ page: inout Roff) {
        page.section("COMMANDS")
        let groups = type.configuration.groupedSubcommands.map { ($0.name, $0.subcommands) }
        for (title, commands) in groups.isEmpty ? [("", type.configuration.subcommands)] : groups {
            if !title.isEmpty { page.request("SS", Roff.escaped(title)) }
            for child in commands where child.configuration.shouldDisplay {
                let reference = "\(name)-\(child.configuration.commandName ?? "")"
                page.item("\(Roff.bold(reference))(\(ManualPage.section))", Roff.escaped(child.configuration.abstract))
            }
        }
    }

    private func addOptions(_ page: inout Roff) {
        let own = command.arguments.filter { !common.contains($0) && $0.names.first != "--version" }
        let isProgram = words.count == 1
        page.section("OPTIONS")
        if !isProgram { for argument in own where argument.section == nil { add(argument, &page) } }
        var titles: [String] = []
        for title in own.compactMap(\.section) where !titles.contains(title) { titles.append(title) }
        for title in titles {
            page.request("SS", Roff.escaped(title))
            for argument in own where argument.section == title { add(argument, &page) }
        }
        if isProgram {
            page.line("Every command takes these, before its name or behind it.")
            for argument in common + own { add(argument, &page) }
        } else if command.subcommands.isEmpty {
            page.request("SS", "Options of every command")
            let names = common.filter { $0.names.first != "--help" }.map(synopsis).joined(separator: ", ")
            page.line("\(names): see \(Roff.bold("lighter"))(\(ManualPage.section)).")
        }
    }

    private func synopsis(of argument: ArgumentDescription) -> String {
        guard argument.kind != .positional else { return Roff.italic(argument.valueName) }
        let names = argument.names.reversed().map { Roff.bold($0) }.joined(separator: ", ")
        guard argument.kind == .option else { return names }
        let value = Roff.italic(argument.valueName)
        return argument.isValueOptional ? "\(names) [\(value)]" : "\(names) \(value)"
    }

    private func add(_ argument: ArgumentDescription, _ page: inout Roff) {
        var description = argument.abstract
        if !argument.values.isEmpty { description += " One of \(argument.values.joined(separator: ", "))." }
        if let value = argument.defaultValue, !argument.isValueOptional { description += " Unless given, \(value)." }
        page.item(synopsis(of: argument), Roff.escaped(description))
    }

    private func addSurroundings(_ page: inout Roff) {
        page.section("EXIT STATUS")
        if words.count == 1 {
            for exit in ExitClass.allCases { page.item(Roff.bold(String(exit.rawValue)), Roff.escaped(exit.sentence)) }
            page.section("ENVIRONMENT")
            for variable in Surroundings.variables {
                page.item(Roff.bold(variable.name), Roff.escaped(variable.meaning))
            }
            page.section("FILES")
            for file in Surroundings.files { page.item(Roff.italic(file.path), Roff.escaped(file.meaning)) }
        } else {
            let reference = "\(Roff.bold("lighter"))(\(ManualPage.section))"
            page.line("0: \(ExitClass.ok.meaning).")
            page.line(
                "Any other says what was in the way, and whether it may be tried again: the codes, as well as variables and files, are in \(reference)."
            )
            page.section("ENVIRONMENT")
            page.line("\(Roff.bold("LIGHTER_PROFILE")) and others: \(reference).")
            page.section("FILES")
            page.line("Profiles, keys and the ledger: \(reference).")
        }
    }
}

extension ExitClass {
    /// What the code means, and whether the command may be run again as it is.
    fileprivate var sentence: String {
        let advice =
            switch retry {
            case .never: ""
            case .safe: " It may be tried again as it is."
            case .afterReconcile: " Look before anything is tried again."
            }
        return "\(name): \(meaning).\(advice)"
    }
}
