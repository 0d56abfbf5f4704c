import LighterSigning

// Writes a table of the generator's multiples as Swift source, worked out anew: the one for secrets, or the wide one.
//
//   swift run generator-table > multiples.swift && mv multiples.swift 'Sources/LighterSigning/GeneratorTable+Generated.swift'
//   swift run generator-table wide > multiples.swift && mv multiples.swift 'Sources/LighterSigning/WideGeneratorTable+Generated.swift'
//
// Tests hold the compiled tables against the same words and against a plain reference.

func literal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16, uppercase: true)
    let padded = Array(String(repeating: "0", count: 16 - digits.count) + digits)
    return "0x" + stride(from: 0, to: 16, by: 4).map { String(padded[$0..<$0 + 4]) }.joined(separator: "_")
}

func printLines(of words: [UInt64], indentation: Int) {
    for start in stride(from: 0, to: words.count, by: 4) {
        let line = words[start..<start + 4].map(literal).joined(separator: ", ")
        print(String(repeating: " ", count: indentation) + line + ",")
    }
}

let isWide = CommandLine.arguments.dropFirst().first == "wide"
print("extension \(isWide ? "Wide" : "")GeneratorTable {")
print("    /// For every window and entry the coordinates of x, then those of y. Written by `generator-table`.")
if isWide {
    let groups = WideGeneratorTable.recomputedWords()
    print("    static let words: [\(groups.count) of [\(groups[0].count) of UInt64]] = [")
    for group in groups {
        print("        [")
        printLines(of: group, indentation: 12)
        print("        ],")
    }
} else {
    let words = GeneratorTable.recomputedWords()
    print("    static let words: [\(words.count) of UInt64] = [")
    printLines(of: words, indentation: 8)
}
print("    ]")
print("}")
