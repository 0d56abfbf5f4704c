/// A place in a text. Line and column count from 1; a column is a Unicode scalar.
public struct TextPosition: Hashable, Comparable, Sendable {
    public let line: Int
    public let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Where a text begins.
    package static let start = TextPosition(line: 1, column: 1)

    public static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
