import TOMLKit

/// A TOML text, parsed, with the place of every key and value.
package struct TOMLDocument {
    package let root: TOMLTable
    private let positions: KeyPositions

    /// - Throws: ``TOMLError`` for a text that is not TOML.
    package init(_ text: String) throws(TOMLError) {
        positions = try KeyPositions(of: text)
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            throw TOMLError(message: error.description, position: TextPosition(line: begin.line, column: begin.column))
        } catch {
            throw TOMLError(message: "not TOML", position: .start)
        }
    }

    /// Where the key of `path` stands.
    package func key(_ path: String) -> TextPosition { positions.places[path]?.key ?? .start }

    /// Where the value of `path` stands.
    package func value(_ path: String) -> TextPosition { positions.places[path]?.value ?? .start }
}

/// Why a text is not TOML, and from where on.
package struct TOMLError: Error, Hashable {
    package let message: String
    package let position: TextPosition
}
