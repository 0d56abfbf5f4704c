/// What a command's help says at length, taken apart: its paragraphs, and its examples with what leads to them.
struct Discussion {
    enum Block: Hashable {
        case paragraph(String)
        /// Lines of a shell, without their indentation.
        case example([Substring])
    }

    private(set) var paragraphs: [String] = []
    private(set) var examples: [Block] = []

    init(_ text: String) {
        let blocks = text.split(separator: "\n\n").map { $0.split(separator: "\n") }
        for (place, lines) in blocks.enumerated() {
            if Discussion.isExample(lines) {
                examples.append(.example(lines.map { $0.drop { $0 == " " } }))
                continue
            }
            let paragraph = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
            let leadsToExample = place + 1 < blocks.count && Discussion.isExample(blocks[place + 1])
            if leadsToExample, paragraph.hasSuffix(":") {
                examples.append(.paragraph(paragraph))
            } else {
                paragraphs.append(paragraph)
            }
        }
    }

    private static func isExample(_ lines: [Substring]) -> Bool { lines.allSatisfy { $0.hasPrefix("  ") } }
}
