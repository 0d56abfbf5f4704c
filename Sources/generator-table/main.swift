import LighterSigning

// Writes the table of the generator's multiples as Swift source, worked out anew:
//
//   swift run generator-table > multiples.swift && mv multiples.swift 'Sources/LighterSigning/GeneratorTable+Generated.swift'
//
// A test holds the compiled table against the same words and against a plain reference.

let words = GeneratorTable.recomputedWords()

func literal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16, uppercase: true)
    let padded = Array(String(repeating: "0", count: 16 - digits.count) + digits)
    return "0x" + stride(from: 0, to: 16, by: 4).map { String(padded[$0..<$0 + 4]) }.joined(separator: "_")
}

print("extension GeneratorTable {")
print("    /// For every window and entry the coordinates of x, then those of y. Written by `generator-table`.")
print("    static let words: [\(words.count) of UInt64] = [")
for start in stride(from: 0, to: words.count, by: 4) {
    print("        " + words[start..<start + 4].map(literal).joined(separator: ", ") + ",")
}
print("    ]")
print("}")
