import Foundation
import Testing

@testable import LighterSigning

/// To write the table anew: RECORD_GENERATOR_TABLE=Sources/LighterSigning/GeneratorTable+Generated.swift swift test
/// --filter GeneratorTableTests
@Suite struct GeneratorTableTests {
    @Test func compiledTableIsTheRecomputedOne() throws {
        let words = recomputedWords()
        if let path = ProcessInfo.processInfo.environment["RECORD_GENERATOR_TABLE"] {
            try source(of: words).write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(words == GeneratorTable.words.indices.map { GeneratorTable.words[$0] })
    }

    /// By additions alone, from the generator.
    private func recomputedWords() -> [UInt64] {
        var words: [UInt64] = []
        var base = CurvePoint.generator
        for _ in 0..<GeneratorTable.windowCount {
            var multiple = base
            for entry in 1...GeneratorTable.entriesPerWindow {
                words += Reference.coordinates(multiple.x * multiple.z.inverse)
                words += Reference.coordinates(multiple.u * multiple.t.inverse)
                if entry < GeneratorTable.entriesPerWindow { multiple += base }
            }
            base = multiple + multiple
        }
        return words
    }

    private func source(of words: [UInt64]) -> String {
        let lines = stride(from: 0, to: words.count, by: 4).map { start in
            "        " + words[start..<start + 4].map(literal).joined(separator: ", ") + ","
        }
        return """
            extension GeneratorTable {
                /// For every window and entry the coordinates of x/b, then those of x/y. Recorded by `GeneratorTableTests`.
                static let words: [\(words.count) of UInt64] = [
            \(lines.joined(separator: "\n"))
                ]
            }

            """
    }

    private func literal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16, uppercase: true)
        let padded = Array(String(repeating: "0", count: 16 - digits.count) + digits)
        return "0x" + stride(from: 0, to: 16, by: 4).map { String(padded[$0..<$0 + 4]) }.joined(separator: "_")
    }
}
