import LighterJSON

extension MatrixRun {
    /// What is wrong with how the run ended, and with what it wrote, by itself.
    var problems: [String] {
        var problems: [String] = []
        if outcome.status != line.exit { problems.append("exit \(outcome.status), not \(line.exit)") }
        if isRefused, !outcome.output.isEmpty { problems.append("an output beside an error") }
        if !isRefused, !line.isStream, outcome.output.isEmpty, ["table", "json"].contains(form) {
            problems.append("no output")
        }
        for text in [outcome.output, outcome.errors] where !text.isEmpty && text.utf8.last != UInt8(ascii: "\n") {
            problems.append("the last line has no end")
        }
        if outcome.output.contains(#/\bnil\b|Optional\(/#) { problems.append("a value of Swift's") }
        switch form {
        case "table": problems += tableProblems
        case "nagios": problems += outcome.output.split(separator: "\n").count == 1 ? [] : ["more than a line"]
        default: problems += outcome.output.contains("\u{1B}") ? ["an escape for a program"] : []
        }
        return problems.map { "\(label): \($0)\n\(outcome.output)\(outcome.errors)" }
    }

    /// Whether an error is all there is.
    var isRefused: Bool { line.schema == nil && line.exit != 0 }

    /// Standard output without colours.
    var plain: String { outcome.output.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") }

    /// The same; where two runs do not write the same figures, and break rows elsewhere for it, the words of all rows with
    /// every figure alike.
    var shape: String {
        guard !line.isSteady else { return plain }
        let words = plain.replacing(#/[0-9a-f]*[0-9][0-9a-f.]*/#, with: "0").split(whereSeparator: \.isWhitespace)
        return words.sorted().joined(separator: " ")
    }

    private var tableProblems: [String] {
        var problems: [String] = []
        let text = outcome.output + outcome.errors
        if !screen.hasColor, text.contains("\u{1B}") { problems.append("an escape without colours") }
        if screen.isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) { problems.append("not ASCII") }
        for row in plain.split(separator: "\n") {
            if row.hasSuffix(" ") { problems.append("spaces at the end of: \(row)") }
            if !line.isStream, isTooWide(row) { problems.append("too wide: \(row)") }
        }
        return problems
    }

    /// Whether the row has more than its room, and not by one word alone that is longer than the narrowest column of text.
    private func isTooWide(_ row: Substring) -> Bool {
        let longest = row.split(separator: " ").map(\.count).max() ?? 0
        return row.count > screen.columns && row.count - longest + 12 > screen.columns
    }
}

extension MatrixRun {
    /// Every document the run wrote, to be judged.
    func documents() throws -> [SchemaJudge.Case] {
        guard form != "table", form != "nagios" else { return [] }
        var cases = try outcome.lines(of: outcome.errors).map { value in
            SchemaJudge.Case(label: label, schema: value["schema"]?.string ?? "?", isLine: false, value: value)
        }
        if let schema = line.schema, form == "json" || form == "ndjson" {
            cases += try outcome.lines.map {
                SchemaJudge.Case(label: label, schema: schema, isLine: form == "ndjson" && !line.isStream, value: $0)
            }
        }
        return cases
    }

    /// What CSV does not tell as NDJSON does.
    ///
    /// - Parameter ndjson: the same line's run.
    func differences(from ndjson: MatrixRun) throws -> [String] {
        let rows = try CSVText(outcome.output).rows
        let items = try ndjson.outcome.lines.compactMap(\.object)
        guard let header = rows.first, !items.isEmpty else {
            return items.isEmpty != line.isSteady || rows.isEmpty ? [] : ["\(label): rows of no items"]
        }
        guard rows.count == items.count + 1 || !line.isSteady else {
            return ["\(label): \(rows.count - 1) rows of \(items.count) items"]
        }
        var keys: [String] = []
        let own = items.first?["schema"] == nil ? [] : MatrixRun.heading
        for key in items.flatMap(\.keys) where !keys.contains(key) && isColumn(key, items) { keys.append(key) }
        guard line.isStream || Set(header).subtracting(own) == Set(keys), Set(header).count == header.count else {
            return ["\(label): the header is \(header), not \(keys)"]
        }
        guard line.isSteady else { return [] }
        return zip(rows.dropFirst(), items).flatMap { row, item in
            zip(header, row).compactMap { key, cell in
                cell == text(item[key]) ? nil : "\(label): \(key) is \(cell), and \(text(item[key])) in NDJSON"
            }
        }
    }

    /// Lists and objects are left out, and so is what a document says of itself.
    private func isColumn(_ key: String, _ items: [JSONObject]) -> Bool {
        let isDocument = items.first?["schema"] != nil
        if isDocument, MatrixRun.heading.contains(key) { return false }
        return items.contains { item in
            switch item[key] {
            case nil, .array, .object: false
            default: true
            }
        }
    }

    /// What a document says of itself. The network may be a key's own, and a column then.
    private static let heading: Set = ["schema", "profile", "network"]

    private func text(_ value: JSON?) -> String {
        switch value {
        case .string(let text), .number(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object, nil: ""
        }
    }
}
