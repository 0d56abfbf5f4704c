import LighterTOML
import TOMLKit

/// The text of a profile, parsed, with the source of every key and value.
struct ProfileDocument {
    private let document: TOMLDocument
    private let text: ProfileText

    /// - Throws: ``ProfileError`` with the place, for a text that is not TOML.
    init(_ text: ProfileText) throws(ProfileError) {
        self.text = text
        let string = try text.string()
        do { document = try TOMLDocument(string) } catch {
            throw text.error(error.message.printable, at: error.position)
        }
    }

    var root: TOMLTable { document.root }

    /// Where the key of `path` stands.
    func key(_ path: String) -> ValueSource { text.source(at: document.key(path)) }

    /// Where the value of `path` stands.
    func value(_ path: String) -> ValueSource { text.source(at: document.value(path)) }
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
