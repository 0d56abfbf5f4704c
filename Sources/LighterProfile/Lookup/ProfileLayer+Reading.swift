import LighterTOML
import TOMLKit

extension ProfileLayer {
    /// Reads a profile's text and checks every key and value in it.
    ///
    /// - Throws: ``ProfileError`` at the first thing that is wrong, from the top of the text.
    init(_ text: ProfileText) throws(ProfileError) {
        var reader = LayerReader(document: try ProfileDocument(text))
        reader.readTop()
        if let problem = reader.problems.min(by: { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }) {
            throw problem
        }
        self = reader.layer
        try requireOneSource()
    }
}

/// Walks through the tables of a profile. The parser hands keys out in alphabetical order, so problems are gathered.
private struct LayerReader {
    let document: ProfileDocument
    var layer = ProfileLayer()
    var problems: [ProfileError] = []

    mutating func readTop() {
        for name in document.root.keys {
            guard let value = document.root[name] else { continue }
            let path = KeyPositions.part(name)
            if ProfileSchema.tables.contains(path) {
                readTable(value, at: path)
            } else if path == ProfileSchema.extends {
                readExtends(value)
            } else {
                readSetting(value, part: path, in: nil)
            }
        }
    }

    private mutating func readTable(_ value: any TOMLValueConvertible, at path: String) {
        guard let table = value.table else {
            problems.append(
                mismatch(path, InvalidValue(RawValue(value), expected: "a table", example: "[\(path)]"))
            )
            return
        }
        for name in table.keys {
            guard let value = table[name] else { continue }
            let part = KeyPositions.part(name)
            if "\(path).\(part)" == ProfileSchema.probes {
                readProbes(value)
            } else {
                readSetting(value, part: part, in: path)
            }
        }
    }

    private mutating func readExtends(_ value: any TOMLValueConvertible) {
        let path = ProfileSchema.extends
        do {
            let raw = RawValue(value)
            let base = try ValueForm<String>.name(example: "testnet").read(raw)
            layer.extends = ProfileLayer.Setting(value: raw, text: base, source: document.value(path))
        } catch {
            problems.append(mismatch(path, error))
        }
    }

    private mutating func readSetting(_ value: any TOMLValueConvertible, part: String, in table: String?) {
        let path = table.map { "\($0).\(part)" } ?? part
        guard let key = ProfileSchema.keys.first(where: { $0.path == path }) else {
            problems.append(unknown(part, at: path, in: table))
            return
        }
        if let setting = check(value, as: key, at: path) { layer.values[path] = setting }
    }

    private mutating func readProbes(_ value: any TOMLValueConvertible) {
        let path = ProfileSchema.probes
        let tables = value.array?.map(\.table)
        guard let tables, tables.allSatisfy({ $0 != nil }) else {
            problems.append(
                mismatch(path, InvalidValue(RawValue(value), expected: "an array of tables", example: "[[\(path)]]"))
            )
            return
        }
        layer.probes = []
        for (index, table) in tables.enumerated() {
            let place = "\(path)[\(index)]"
            var probe: [String: ProfileLayer.Setting] = [:]
            for name in table?.keys ?? [] {
                guard let value = table?[name] else { continue }
                let part = KeyPositions.part(name)
                if let key = ProfileSchema.probeKeys.first(where: { $0.name == part }) {
                    probe[key.path] = check(value, as: key, at: "\(place).\(part)")
                } else {
                    problems.append(unknown(part, at: "\(place).\(part)", in: path))
                }
            }
            layer.probes?.append(probe)
            layer.probeSources.append(document.key(place))
        }
    }

    private mutating func check(
        _ value: any TOMLValueConvertible,
        as key: AnyProfileKey,
        at path: String
    ) -> ProfileLayer.Setting? {
        let raw = RawValue(value)
        do {
            return ProfileLayer.Setting(value: raw, text: try key.text(raw), source: document.value(path))
        } catch {
            problems.append(mismatch(path, error))
            return nil
        }
    }

    private func mismatch(_ path: String, _ problem: InvalidValue) -> ProfileError {
        let place = problem.element.map { "\(path)[\($0)]" } ?? path
        return ProfileError(
            .configuration,
            "`\(path)`: \(problem.message)",
            at: document.value(place),
            hint: problem.hint
        )
    }

    private func unknown(_ name: String, at path: String, in table: String?) -> ProfileError {
        ProfileError(
            .configuration,
            "unknown key `\(name.printable)`" + (table.map { " in [\($0)]" } ?? ""),
            at: document.key(path),
            hint: UnknownKey.hint(for: name, in: table)
        )
    }
}
