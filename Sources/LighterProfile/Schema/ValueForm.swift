import LighterStatus
import LighterTransactions

/// How values of one kind are read, how they are shown, and how they are written into a profile.
struct ValueForm<Value: Sendable>: Sendable {
    let read: @Sendable (RawValue) throws(InvalidValue) -> Value
    let text: @Sendable (Value) -> String
    let written: @Sendable (Value) -> RawValue

    /// - Parameter written: as a string where nothing else is said.
    init(
        read: @escaping @Sendable (RawValue) throws(InvalidValue) -> Value,
        text: @escaping @Sendable (Value) -> String,
        written: (@Sendable (Value) -> RawValue)? = nil
    ) {
        self.read = read
        self.text = text
        self.written = written ?? { .string(text($0)) }
    }
}

extension ValueForm where Value == Bool {
    static let boolean = ValueForm(
        read: { value throws(InvalidValue) in
            switch value {
            case .boolean(let flag): return flag
            case .word("true"): return true
            case .word("false"): return false
            default: throw InvalidValue(value, expected: "a boolean", example: "true")
            }
        },
        text: { $0 ? "true" : "false" },
        written: RawValue.boolean
    )
}

extension ValueForm where Value == Int64 {
    static func integer(_ bounds: ClosedRange<Int64>) -> ValueForm {
        ValueForm(
            read: { value throws(InvalidValue) in
                let number: Int64
                switch value {
                case .integer(let integer): number = integer
                case .word(let text):
                    guard let integer = Int64(text), text.utf8.first != UInt8(ascii: "+") else {
                        throw InvalidValue("\"\(withoutKeys(text).prefix(40))\" is no whole number")
                    }
                    number = integer
                default: throw InvalidValue(value, expected: "an integer", example: "\(max(bounds.lowerBound, 5))")
                }
                guard bounds.contains(number) else {
                    throw InvalidValue("\(number) is outside \(bounds.lowerBound) … \(bounds.upperBound)")
                }
                return number
            },
            text: { String($0) },
            written: RawValue.integer
        )
    }
}

extension ValueForm {
    /// A string that `parse` makes something of; its error's description says why it cannot.
    static func parsed<Failure: Error & CustomStringConvertible>(
        _ expected: String,
        example: String,
        text: @escaping @Sendable (Value) -> String,
        by parse: @escaping @Sendable (String) throws(Failure) -> Value
    ) -> ValueForm {
        ValueForm(
            read: { value throws(InvalidValue) in
                let string = try value.string(expected: expected, example: "\"\(example)\"")
                do throws(Failure) {
                    return try parse(string)
                } catch {
                    throw InvalidValue(error.description)
                }
            },
            text: text
        )
    }

    /// The same values and more conditions.
    func requiring(_ check: @escaping @Sendable (Value) throws(InvalidValue) -> Void) -> ValueForm {
        ValueForm(
            read: { raw throws(InvalidValue) in
                let value = try read(raw)
                try check(value)
                return value
            },
            text: text,
            written: written
        )
    }

    /// The same values, wrapped.
    func map<Other: Sendable>(
        _ wrap: @escaping @Sendable (Value) throws(InvalidValue) -> Other,
        text: @escaping @Sendable (Other) -> String,
        written: (@Sendable (Other) -> RawValue)? = nil
    ) -> ValueForm<Other> {
        ValueForm<Other>(read: { raw throws(InvalidValue) in try wrap(read(raw)) }, text: text, written: written)
    }
}

extension ValueForm where Value == Decimal {
    /// An amount of money above zero.
    static let amount = ValueForm.parsed(
        "an amount as a string",
        example: "500",
        text: { $0.description },
        by: { text throws(DecimalError) in try Decimal(parsing: text) }
    ).requiring { amount throws(InvalidValue) in
        guard amount > .zero else { throw InvalidValue("\(amount) is not above 0") }
    }
}

extension ValueForm where Value == Percentage {
    static func percentage(_ bounds: ClosedRange<Percentage>) -> ValueForm {
        ValueForm.parsed(
            "a percentage as a string",
            example: "0.5%",
            text: { $0.description },
            by: { text throws(PercentageError) in try Percentage(parsing: text) }
        ).requiring { value throws(InvalidValue) in try value.require(within: bounds) }
    }
}

extension ValueForm where Value == TimeSpan {
    static func timeSpan(_ bounds: ClosedRange<TimeSpan>) -> ValueForm {
        ValueForm.parsed(
            "a length of time as a string",
            example: "20s",
            text: { $0.description },
            by: { text throws(TimeSpanError) in try TimeSpan(parsing: text) }
        ).requiring { value throws(InvalidValue) in try value.require(within: bounds) }
    }
}

extension Comparable {
    fileprivate func require(within bounds: ClosedRange<Self>) throws(InvalidValue) {
        guard bounds.contains(self) else {
            throw InvalidValue("\(self) is outside \(bounds.lowerBound) … \(bounds.upperBound)")
        }
    }
}

extension ValueForm where Value == String {
    /// A string that is not empty and has no control characters.
    static func name(example: String) -> ValueForm {
        ValueForm(
            read: { value throws(InvalidValue) in
                try value.string(expected: "a string", example: "\"\(example)\"").required()
            },
            text: { $0 }
        )
    }
}

extension ValueForm where Value == [String] {
    /// An array of strings, each of them as ``ValueForm/name(example:)`` has them.
    ///
    /// - Parameter words: the strings that are meant by a word, which is no array.
    static func names(
        example: String,
        words: @escaping @Sendable (String) -> [String] = RawValue.listed
    ) -> ValueForm {
        ValueForm(
            read: { value throws(InvalidValue) in
                let expected = "an array of strings"
                guard case .array(let elements) = value.asArray(of: words) else {
                    throw InvalidValue(value, expected: expected, example: example)
                }
                var names: [String] = []
                for (index, element) in elements.enumerated() {
                    guard case .string(let name) = element else {
                        throw InvalidValue(element, expected: expected, example: example, element: index)
                    }
                    names.append(try name.required(element: index))
                }
                return names
            },
            text: { "[\($0.map { "\"\($0)\"" }.joined(separator: ", "))]" },
            written: { .array($0.map(RawValue.string)) }
        )
    }

    /// A program and its arguments. Shown without the arguments, in which people have been known to put secrets.
    static let command = ValueForm.names(
        example: "[\"pass\", \"show\", \"lighter\"]",
        words: RawValue.commandWords
    ).requiring { words throws(InvalidValue) in
        guard !words.isEmpty else { throw InvalidValue("a command has at least its program") }
    }
    .map(
        { $0 },
        text: { words in "[\"\(words.first ?? "")\"\(words.count > 1 ? ", …" : "")]" },
        written: { .array($0.map(RawValue.string)) }
    )
}

extension ValueForm where Value: RawRepresentable & CaseIterable & Equatable, Value.RawValue == String {
    /// One of the words of `Value`.
    static var choice: ValueForm { choice(among: Value.allCases.map { ($0.rawValue, $0) }) }
}

extension ValueForm {
    /// One of a few words.
    static func choice(among words: [(word: String, value: Value)]) -> ValueForm where Value: Equatable {
        ValueForm(
            read: { value throws(InvalidValue) in
                let text = try value.string(expected: "a string", example: "\"\(words.first?.word ?? "")\"")
                guard let value = words.first(where: { $0.word == text })?.value else {
                    let list = words.map(\.word).joined(separator: ", ")
                    let nearest = Spelling.nearest(to: text, among: words.map(\.word))
                    throw InvalidValue(
                        "\"\(withoutKeys(text).prefix(40))\" is none of: \(list)",
                        hint: nearest.map { "did you mean \"\($0)\"?" }
                    )
                }
                return value
            },
            text: { value in words.first { $0.value == value }?.word ?? "" }
        )
    }
}

extension RawValue {
    fileprivate func string(expected: String, example: String) throws(InvalidValue) -> String {
        switch self {
        case .string(let text), .word(let text): return text
        case .integer(let number):
            throw InvalidValue("\(expected) is needed, not an integer", hint: "put it in quotes: \"\(number)\"")
        default: throw InvalidValue(self, expected: expected, example: example)
        }
    }
}

extension String {
    fileprivate func required(element: Int? = nil) throws(InvalidValue) -> String {
        guard !isEmpty else { throw InvalidValue("an empty string names nothing", element: element) }
        guard printable == self else { throw InvalidValue("a string with control characters", element: element) }
        return self
    }
}
