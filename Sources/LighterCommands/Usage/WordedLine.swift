import LighterStatus

/// What is behind the name of a command, told apart: arguments, options, and their values.
struct WordedLine {
    /// An option as it stands in the line.
    struct Given {
        let place: Int
        let name: String
        /// Nil where no parameter has the name.
        let parameter: CommandWords.Parameter?
        let value: String?
        /// Whether the value is in the same word, behind `=`.
        let isJoined: Bool

        /// How many words it takes.
        var count: Int { value == nil || isJoined ? 1 : 2 }
    }

    let command: CommandWords
    let parameters: [CommandWords.Parameter]
    private var options: [Given] = []
    /// The places of what is no option.
    private var operands: [Int] = []

    init(_ command: CommandWords) {
        self.command = command
        parameters = command.parameters()
        var place = 0
        let words = command.rest
        while place < words.count, words[place] != "--" {
            let word = words[place]
            guard word.hasPrefix("-"), word.count > 1 else {
                operands.append(place)
                place += 1
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let isLong = word.hasPrefix("--")
            let name = isLong ? parts.first ?? word : word
            let parameter = parameters.first { $0.names.contains(name) }
            let joined = isLong && parts.count > 1 ? parts[1] : nil
            let next = place + 1 < words.count && !words[place + 1].hasPrefix("-") ? words[place + 1] : nil
            let value = joined ?? (parameter?.kind == .flag ? nil : next)
            let given = Given(place: place, name: name, parameter: parameter, value: value, isJoined: joined != nil)
            options.append(given)
            place += parameter == nil && !isLong ? 1 : given.count
        }
    }

    private var positionals: [CommandWords.Parameter] { parameters.filter { $0.kind == .positional } }

    /// The line with words in the place of some.
    private func line(_ place: Int, _ count: Int, _ words: [String]) -> [String] {
        var rest = command.rest
        rest.replaceSubrange(place..<min(place + count, rest.count), with: words)
        return command.path + rest
    }
}

extension WordedLine {
    /// The first option that the command does not have. Short ones may stand together, or with their value.
    var unknownOption: Given? {
        options.first { given in
            guard given.parameter == nil else { return false }
            guard !given.name.hasPrefix("--"), given.name.count > 2 else { return true }
            return !parameters.contains { $0.names.contains(String(given.name.prefix(2))) }
        }
    }

    var optionSlip: Slip? {
        guard let given = unknownOption else { return nil }
        let shown = sanitized(withoutKeys(given.name), limit: 40)
        if given.name.dropFirst().first?.isNumber == true || given.name.hasPrefix("-.") {
            return Slip("\"\(shown)\" looks like an option; prices and sizes have no sign")
        }
        let message = "\(command.name) has no option \(shown)"
        guard let meant = meaning(of: given.name) else { return Slip(message) }
        if meant.hasPrefix("<") { return argument(meant, given, message) }
        var words = meant.split(separator: " ").map(String.init)
        // What brings its own value, or takes none, leaves what is behind it where it is.
        let isFlag = parameters.first { $0.names.contains(words[0]) }?.kind == .flag
        if let value = given.value, words.count == 1, !isFlag { words.append(value) }
        let replaced = given.isJoined || (words.count == 2 && !meant.contains(" ")) ? given.count : 1
        return Slip(message, meant: meant, corrected: line(given.place, replaced, words))
    }

    /// An option in the place of an argument, which stands by itself.
    private func argument(_ meant: String, _ given: Given, _ message: String) -> Slip {
        let said = "\(message): \(meant.dropFirst().dropLast()) stands by itself"
        guard let value = given.value, let role = positionals.firstIndex(where: { "<\($0.valueName)>" == meant }) else {
            return Slip(said)
        }
        let without = Array(command.rest[..<given.place] + command.rest[(given.place + given.count)...])
        let others = operands.filter { $0 < given.place || $0 >= given.place + given.count }
            .map { $0 < given.place ? $0 : $0 - given.count }
        let place = role < others.count ? others[role] : (others.last.map { $0 + 1 } ?? 0)
        return Slip(said, corrected: command.path + without[..<place] + [value] + without[place...])
    }

    private func meaning(of name: String) -> String? {
        let bare = String(name.drop { $0 == "-" }).lowercased().replacing("_", with: "-")
        let names = parameters.flatMap(\.names).filter { $0.hasPrefix("--") } + ["--help", "--version"]
        if names.contains("--" + bare) { return "--" + bare }
        let known = OtherWords.options[bare]?.first { words in
            let first = String(words.prefix { $0 != " " })
            return names.contains(first) || positionals.contains { "<\($0.valueName)>" == first }
        }
        return known ?? Spelling.nearest(to: "--" + bare, among: names)
    }

    /// `submit buy 0.1 ETH`: all is there, in another order.
    var orderSlip: Slip? {
        guard positionals.map(\.valueName) == ["symbol", "side", "size"], operands.count == 3,
            let sides = positionals.dropFirst().first?.values
        else { return nil }
        let words = operands.map { command.rest[$0] }
        guard let side = words.firstIndex(where: { sides.contains($0.lowercased()) }), side != 1,
            let size = words.firstIndex(where: \.looksLikeNumber),
            let symbol = [0, 1, 2].first(where: { $0 != side && $0 != size })
        else { return nil }
        var rest = command.rest
        for (place, word) in zip(operands, [words[symbol], words[side], words[size]]) { rest[place] = word }
        return Slip("the symbol comes first, then the side and the size", corrected: command.path + rest)
    }

    /// A word that an option or an argument does not take.
    var valueSlip: Slip? {
        for given in options {
            guard let parameter = given.parameter else { continue }
            if given.value == nil, parameter.kind == .option, given.place + 1 < command.rest.count,
                command.rest[given.place + 1].dropFirst().first?.isNumber == true
            {
                let value = sanitized(withoutKeys(command.rest[given.place + 1]), limit: 40)
                return Slip(
                    "\(given.name) has no value: \"\(value)\" has a sign, and prices and sizes have none",
                    meant: [],
                    corrected: nil
                )
            }
            guard let value = given.value, let meant = meaning(of: value, parameter) else {
                guard let value = given.value, parameter.refuses(value) else { continue }
                return Slip(message(value, parameter))
            }
            let words = given.isJoined ? ["\(given.name)=\(meant)"] : [given.name, meant]
            return Slip(message(value, parameter), meant: meant, corrected: line(given.place, given.count, words))
        }
        for (place, parameter) in zip(operands, positionals) {
            let value = command.rest[place]
            if let meant = meaning(of: value, parameter) {
                return Slip(message(value, parameter), meant: meant, corrected: line(place, 1, [meant]))
            }
            if parameter.refuses(value) { return Slip(message(value, parameter)) }
        }
        return nil
    }

    /// A limit, or a market, without its option.
    var surplusSlip: Slip? {
        guard operands.count == positionals.count + 1, let last = operands.last else { return nil }
        let word = command.rest[last]
        if positionals.isEmpty, !word.looksLikeNumber, withoutKeys(word) == word,
            parameters.contains(where: { $0.kind == .option && $0.names.contains("--market") }),
            !options.contains(where: { $0.name == "--market" })
        {
            return Slip(
                nil,
                meant: "--market \(sanitized(word, limit: 40))",
                corrected: line(last, 1, ["--market", word])
            )
        }
        guard !positionals.isEmpty, command.rest[last].looksLikeNumber,
            parameters.contains(where: { $0.names.contains("--price") }),
            !options.contains(where: { $0.name == "--price" })
        else { return nil }
        let price = command.rest[last]
        return Slip(nil, meant: "--price \(price)", corrected: line(last, 1, ["--price", price]))
    }

    /// The word that was meant, where the one that was given is none of those that are taken, or lacks its unit.
    private func meaning(of value: String, _ parameter: CommandWords.Parameter) -> String? {
        let isPlainNumber = !value.isEmpty && value.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
        switch parameter.valueName {
        case "span" where isPlainNumber && !value.contains(".") && Int(value) != 0: return value + "s"
        case "percent" where isPlainNumber: return value + "%"
        default: break
        }
        guard parameter.refuses(value) else { return nil }
        let folded = value.lowercased()
        if parameter.values.contains(folded) { return folded }
        return OtherWords.values[parameter.name]?[folded] ?? Spelling.nearest(to: value, among: parameter.values)
    }

    /// What is wrong with a word; nil where the parser says it better.
    private func message(_ value: String, _ parameter: CommandWords.Parameter) -> String? {
        guard !parameter.values.isEmpty else { return nil }
        let shown = sanitized(withoutKeys(value), limit: 40)
        return "\(parameter.name) takes \(listed(parameter.values)), not \"\(shown)\""
    }
}
