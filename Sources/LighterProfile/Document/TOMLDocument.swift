import TOMLKit

/// A TOML text, parsed, with the place of every key and value.
struct TOMLDocument {
    let root: TOMLTable
    private let positions: KeyPositions
    private let text: ProfileText

    /// - Throws: ``ProfileError`` with the place, for a text that is not TOML.
    init(_ text: ProfileText) throws(ProfileError) {
        self.text = text
        let string = try text.string()
        do {
            positions = try KeyPositions(of: string)
        } catch {
            throw text.error(error.message, at: error.position)
        }
        do {
            root = try TOMLTable(string: string)
        } catch let error as TOMLParseError {
            let position = TextPosition(line: error.source.begin.line, column: error.source.begin.column)
            throw text.error(error.description.printable, at: position)
        } catch {
            throw text.error("not TOML", at: .start)
        }
    }

    /// Where the key of `path` stands.
    func key(_ path: String) -> ValueSource {
        text.source(at: positions.places[path]?.key ?? .start)
    }

    /// Where the value of `path` stands.
    func value(_ path: String) -> ValueSource {
        text.source(at: positions.places[path]?.value ?? .start)
    }
}

extension RawValue {
    /// A value and, if it is an array, its elements. What lies deeper is no value of a profile.
    init(_ value: any TOMLValueConvertible) {
        guard let elements = value.array else {
            self.init(scalar: value)
            return
        }
        self = .array(elements.map { RawValue(scalar: $0) })
    }

    private init(scalar value: any TOMLValueConvertible) {
        if let text = value.string {
            self = .string(text)
        } else if let number = value.int {
            self = .integer(Int64(number))
        } else if let flag = value.bool {
            self = .boolean(flag)
        } else {
            self = .other(value.type.description)
        }
    }
}
