import LighterJSON
import LighterTransactions
import TestSupport
import Testing

@testable import LighterCommands

/// Pages on screens of every width.
@Suite struct PageTests {
    /// All kinds of screens of a width.
    static func screens(_ width: Int?) -> [(plain: Screen, coloured: Screen)] {
        ["C.UTF-8", "C"].map { locale in
            var variables = ["LC_ALL": locale]
            variables["COLUMNS"] = width.map { "\($0)" }
            let output = TextStream(isTerminal: false) { _ in }
            return (
                Screen(output, .never, variables: variables), Screen(output, .always, variables: variables)
            )
        }
    }

    /// A page is the same with colours and without, and no wider than the screen.
    static func expectFitting(
        _ page: Page,
        _ width: Int?,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> [String] {
        var texts: [String] = []
        for (plain, coloured) in screens(width) {
            let text = page.text(on: plain)
            let uncoloured = page.text(on: coloured).replacing(/\u{1B}\[[0-9]*m/, with: "")
            #expect(text == uncoloured, sourceLocation: location)
            #expect(text.isEmpty || text.hasSuffix("\n"), sourceLocation: location)
            for line in text.split(separator: "\n") {
                #expect(line.displayWidth <= width ?? .max, "at \(width ?? 0): \(line)", sourceLocation: location)
                #expect(!line.hasSuffix(" "), "\(line)", sourceLocation: location)
            }
            texts.append(text)
        }
        #expect(texts[1].utf8.allSatisfy { $0 < 0x80 }, sourceLocation: location)
        return texts
    }

    @Test func tablesAndDetailsFitEveryScreen() throws {
        var generator = SeededGenerator(seed: 11)
        func figure() -> String {
            let value = Int128(Int64.random(in: -99_999...999_999, using: &generator))
            return (Decimal(coefficient: value, scale: .random(in: 0...4, using: &generator)) ?? .zero).description
        }
        for _ in 0..<60 {
            var table = Table(
                .left("NAME"),
                .decimal("PRICE"),
                .right("COUNT").optional(1),
                .decimal("VALUE").optional(3),
                .text("REASON"),
                .bars("DEPTH")
            )
            var details = Details()
            for row in 0..<Int.random(in: 1...6, using: &generator) {
                let size = Decimal(Int64.random(in: 0...100, using: &generator))
                let reason = Array(repeating: "word", count: .random(in: 0...12, using: &generator))
                table.add(
                    Cell("m\(row)", .strong),
                    Cell(figure(), .gain),
                    figure(),
                    figure(),
                    reason.joined(separator: " "),
                    Cell(Bar(part: size, whole: size, full: Decimal(100)), .loss)
                )
                if row == 1 { table.addLine(Cell("a text across all of the columns", .faint)) }
                details.add("figure", figure: try Decimal(parsing: figure()), .gain, unit: "%")
                details.add("words", reason.joined(separator: " "))
            }
            let page =
                Page.table(table, emptyNote: "") + .details(details)
                + .line(Cell("first", .strong), figure(), nil, "", "last of the line")
            for width in [24, 33, 40, 57, 80, 132, 200, nil] { _ = try Self.expectFitting(page, width) }
        }
    }

    @Test func barsGrowWithTheirFigures() {
        for glyphs in [Glyphs.unicode, .ascii] {
            for width in [1, 8, 37] {
                var last = (length: 0, solid: -1)
                for value in 0...1000 {
                    let part = Decimal(coefficient: Int128(value), scale: 3) ?? .zero
                    let bar = Bar(part: part, whole: part, full: Decimal(1)).text(glyphs, width: width)
                    // Each column, and how much of the last one is filled.
                    let parts = glyphs.partsOfBar
                    let solid = bar.reduce(0) { sum, character in
                        sum + (parts.firstIndex(of: character) ?? parts.count)
                    }
                    #expect(bar.count >= last.length && solid >= last.solid && bar.count <= width)
                    #expect(bar.isEmpty == (value == 0))
                    last = (bar.count, solid)
                }
                #expect(last.length == width)
                // What a figure is a part of goes on behind it.
                let half = Bar(part: Decimal(1), whole: Decimal(3), full: Decimal(4)).text(glyphs, width: 8)
                #expect(half == (glyphs == .unicode ? "██░░░░" : "##----"))
            }
        }
        // Sizes that no product holds.
        let greatest = (try? Decimal(parsing: String(repeating: "9", count: 28))) ?? .zero
        let least = (try? Decimal(parsing: "0." + String(repeating: "0", count: 17) + "1")) ?? .zero
        #expect(Bar(part: least, whole: greatest, full: greatest).text(.ascii, width: 10) == "#---------")
        #expect(Bar(part: .zero, whole: .zero, full: .zero).text(.unicode, width: 10).isEmpty)
    }

    @Test func sparklinesStayShortAndEndWithTheLast() {
        for count in [0, 1, 5, 32, 33, 100, 1000] {
            let text = Sparkline.cell((0..<count).map { Int64($0) }).text(.unicode)
            #expect(text.count == min(count, 32) && text.last == (count < 2 ? text.first : "█"), "\(text)")
        }
        #expect(Sparkline.cell([nil, nil]).text(.unicode).isEmpty)
        #expect(Sparkline.cell([.min, nil, .max]).text(.ascii) == "_ #")
    }

    @Test func statisticsAreShort() throws {
        let expected = [
            "0": "0", "7": "7", "7.25": "7.3", "-999": "-999", "1000": "1.0k", "24266.4": "24.3k",
            "460664167.96": "461M",
            "1500000000": "1.5B", "-12345": "-12.3k", "999949": "1000k",
        ]
        for (text, short) in expected { #expect(Figures.short(try Decimal(parsing: text)) == short, "\(text)") }
    }
}
