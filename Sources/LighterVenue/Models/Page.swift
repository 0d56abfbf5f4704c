/// A part of a list, newest first.
public struct Page<Element: Sendable>: Sendable {
    public let elements: [Element]
    /// Asks for what follows; nil at the end of the list.
    public let nextCursor: String?

    public init(elements: [Element], nextCursor: String?) {
        self.elements = elements
        self.nextCursor = nextCursor
    }
}

extension Page: Equatable where Element: Equatable {}
