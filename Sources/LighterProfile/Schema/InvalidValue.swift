/// Why a value is not what its key needs; the caller knows where it stands.
struct InvalidValue: Error, Hashable {
    let message: String
    let hint: String?
    /// The element of an array that is meant.
    let element: Int?

    init(_ message: String, hint: String? = nil, element: Int? = nil) {
        self.message = message.printable
        self.hint = hint?.printable
        self.element = element
    }

    /// A value of the wrong kind.
    init(_ value: RawValue, expected: String, example: String, element: Int? = nil) {
        self.init(
            "\(expected) is needed, not \(value.kind.withArticle)",
            hint: "for example \(example)",
            element: element
        )
    }
}

extension String {
    fileprivate var withArticle: String {
        guard let first else { return self }
        return ("aeiou".contains(first) ? "an " : "a ") + self
    }
}
