import Foundation
import Testing

/// The project's README as its readers take it: blocks to paste, headings to jump to, words in between.
struct Readme {
    /// What stands between two fences.
    struct Block {
        /// The heading of the second level that it stands under; empty before the first.
        let section: String
        /// What follows the opening fence: `sh`, `toml`, or nothing.
        let language: String
        /// The number of its first line in the file, from 1.
        let line: Int
        let lines: [String]

        var text: String { lines.joined(separator: "\n") + "\n" }
    }

    static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("README.md").path

    let blocks: [Block]
    let headings: [String]
    /// The lines outside of blocks.
    let prose: String

    init() throws {
        var (blocks, headings, prose) = ([Block](), [String](), [String]())
        var section = ""
        var open: (language: String, line: Int, lines: [String])?
        let lines = try String(contentsOfFile: Readme.path, encoding: .utf8).components(separatedBy: "\n")
        for (number, line) in zip(1..., lines) {
            if let block = open, line == "```" {
                blocks.append(Block(section: section, language: block.language, line: block.line, lines: block.lines))
                open = nil
            } else if open != nil {
                open?.lines.append(line)
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), number + 1, [])
            } else {
                prose.append(line)
                guard let heading = line.firstMatch(of: #/^(#+) (.*)$/#)?.output else { continue }
                headings.append(String(heading.2))
                if heading.1 == "##" { section = String(heading.2) }
            }
        }
        try #require(open == nil, "the README ends within a block")
        self.blocks = blocks
        self.headings = headings
        self.prose = prose.joined(separator: "\n")
    }

    func blocks(in language: String) -> [Block] { blocks.filter { $0.language == language } }

    /// The block with a line that begins with a text.
    func block(saying text: String) throws -> Block {
        try #require(
            blocks.first { $0.lines.contains { $0.hasPrefix(text) } },
            "the README has no block with \(text)"
        )
    }

    /// The shell commands of a section as one script, each on the line that it has in the README.
    func script(of section: String) -> [String] {
        var lines = [String]()
        for block in blocks(in: "sh") where block.section == section {
            lines += Array(repeating: "", count: block.line - 1 - lines.count) + block.lines
        }
        return lines
    }
}
