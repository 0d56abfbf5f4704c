import CJansson

extension JSON {
    /// What to do with a key that an object holds twice.
    public enum DuplicateKeys: Sendable {
        /// Refuse the text. For anything a person or a script wrote: two prices are no price.
        case refused
        /// Let the last one hold, as most readers do.
        case lastHolds
    }

    /// Reads one JSON text, of any kind of value.
    ///
    /// - Throws: ``JSONError/syntax(message:line:column:)``: also for nesting deeper than 2048, `\u0000`, and
    ///   invalid UTF-8.
    public static func decode(
        _ text: Span<UInt8>,
        duplicateKeys: DuplicateKeys = .refused
    ) throws(JSONError) -> JSON {
        let marked = try NumberText.mark(text)
        var flags = Int(JSON_DECODE_ANY)
        if duplicateKeys == .refused { flags |= Int(JSON_REJECT_DUPLICATES) }
        var failure = json_error_t()
        let root =
            marked.isChanged
            ? marked.bytes.withUnsafeBufferPointer { load($0, flags, &failure) }
            : text.withUnsafeBufferPointer { load($0, flags, &failure) }
        guard let root else { throw JSON.syntaxError(failure, marked, text) }
        defer { json_decref(root) }
        return JSON(copying: root)
    }

    /// Reads one JSON text. See ``decode(_:duplicateKeys:)-(Span<UInt8>,_)``.
    public static func decode(
        _ text: [UInt8],
        duplicateKeys: DuplicateKeys = .refused
    ) throws(JSONError) -> JSON {
        try decode(text.span, duplicateKeys: duplicateKeys)
    }

    /// Reads one JSON text. See ``decode(_:duplicateKeys:)-(Span<UInt8>,_)``.
    public static func decode(
        _ text: String,
        duplicateKeys: DuplicateKeys = .refused
    ) throws(JSONError) -> JSON {
        try decode(Array(text.utf8), duplicateKeys: duplicateKeys)
    }

    private static func load(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ flags: Int,
        _ failure: inout json_error_t
    ) -> UnsafeMutablePointer<json_t>? {
        guard let start = bytes.baseAddress else { return json_loadb("", 0, flags, &failure) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            json_loadb($0, bytes.count, flags, &failure)
        }
    }

    private static func syntaxError(
        _ failure: json_error_t,
        _ marked: NumberText.Marked,
        _ text: Span<UInt8>
    ) -> JSONError {
        let position = marked.isChanged ? marked.original(Int(failure.position)) : Int(failure.position)
        let (line, column) = NumberText.place(of: position, in: text)
        let message = withUnsafeBytes(of: failure.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        // The quoted neighbourhood of an error may hold a mark of ours.
        return .syntax(
            message: String(String.UnicodeScalarView(message.unicodeScalars.filter { $0 != NumberText.markCharacter })),
            line: line,
            column: column
        )
    }

    /// Copies a tree of jansson's, which the caller keeps.
    private init(copying node: UnsafeMutablePointer<json_t>) {
        switch node.pointee.type {
        case JSON_OBJECT:
            var object = JSONObject()
            var iterator = json_object_iter(node)
            while let current = iterator {
                if let key = json_object_iter_key(current), let value = json_object_iter_value(current) {
                    object.append(String(cString: key), JSON(copying: value))
                }
                iterator = json_object_iter_next(node, current)
            }
            self = .object(object)
        case JSON_ARRAY:
            let count = json_array_size(node)
            self = .array((0..<count).compactMap { json_array_get(node, $0).map(JSON.init(copying:)) })
        case JSON_STRING:
            let text = JSON.text(of: node)
            if text.unicodeScalars.first == NumberText.markCharacter {
                self = .number(String(text.unicodeScalars.dropFirst()))
            } else {
                self = .string(text)
            }
        case JSON_INTEGER: self = .integer(Int64(json_integer_value(node)))
        case JSON_TRUE: self = .bool(true)
        case JSON_FALSE: self = .bool(false)
        default: self = .null
        }
    }

    private static func text(of node: UnsafeMutablePointer<json_t>) -> String {
        guard let characters = json_string_value(node) else { return "" }
        let length = json_string_length(node)
        return characters.withMemoryRebound(to: UInt8.self, capacity: length) {
            String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
    }
}
