import CJansson
import Glibc

extension JSON {
    /// The value as compact JSON text on one line, members in their order, characters beyond ASCII as they are.
    ///
    /// - Throws: ``JSONError/unencodable`` for a string that holds U+0000 or U+F5A1, a ``number(_:)`` that is none,
    ///   or nesting deeper than 2048.
    public func encoded() throws(JSONError) -> String {
        var hasNumberText = false
        guard let root = node(&hasNumberText) else { throw .unencodable }
        defer { json_decref(root) }
        let flags = Int(JSON_COMPACT) | Int(JSON_ENCODE_ANY)
        guard let characters = json_dumps(root, flags) else { throw .unencodable }
        defer { free(characters) }
        guard hasNumberText else { return String(cString: characters) }
        let bytes = characters.withMemoryRebound(to: UInt8.self, capacity: strlen(characters)) {
            Array(UnsafeBufferPointer(start: $0, count: strlen(characters)))
        }
        return String(decoding: NumberText.unmark(bytes), as: UTF8.self)
    }

    /// A new tree of jansson's, which the caller owns; nil when a part cannot be written.
    private func node(_ hasNumberText: inout Bool, depth: Int = 0) -> UnsafeMutablePointer<json_t>? {
        guard depth < 2048 else { return nil }
        switch self {
        case .null: return json_null()
        case .bool(let value): return value ? json_true() : json_false()
        case .integer(let value): return json_integer(json_int_t(value))
        case .number(let text):
            guard NumberText.isNumber(text) else { return nil }
            hasNumberText = true
            return JSON.stringNode(String(NumberText.markCharacter) + text)
        case .string(let text):
            guard !text.unicodeScalars.contains(where: { $0 == NumberText.markCharacter || $0.value == 0 }) else {
                return nil
            }
            return JSON.stringNode(text)
        case .array(let elements):
            guard let array = json_array() else { return nil }
            for element in elements {
                guard let child = element.node(&hasNumberText, depth: depth + 1),
                    json_array_append_new(array, child) == 0
                else {
                    json_decref(array)
                    return nil
                }
            }
            return array
        case .object(let object):
            guard let node = json_object() else { return nil }
            for member in object.members {
                guard !member.key.unicodeScalars.contains(where: { $0 == NumberText.markCharacter || $0.value == 0 }),
                    let child = member.value.node(&hasNumberText, depth: depth + 1),
                    json_object_set_new(node, member.key, child) == 0
                else {
                    json_decref(node)
                    return nil
                }
            }
            return node
        }
    }

    private static func stringNode(_ text: String) -> UnsafeMutablePointer<json_t>? {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { json_stringn($0.baseAddress, $0.count) }
        }
    }
}
