import LighterJSON
import Testing

/// Standard output is data, in the form that was asked for; the rest goes to standard error.
@Suite struct OutputTests {
    @Test func everyCommandAnswersInEveryForm() throws {
        let world = try CommandLineWorld()
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        for number in 1...2 {
            #expect(try world.lighter(words: "submit ETH buy 0.01 --price 2000 --client-id \(number)").status == 0)
        }
        #expect(try world.lighter(words: "keys token create --read-only dash --expires 1d").status == 0)
        // Funding is settled.
        try world.advanceClock(seconds: 7_200)
        for (line, schema, list) in Self.commands {
            let plain = try world.lighter(words: line)
            #expect(plain.status == 0 && plain.errors.isEmpty, "\(line): \(plain.errors)")
            #expect(try plain.text("schema") == schema, "\(line)")
            let rows = try list.map { try plain.items($0) }
            // A global option means the same before the command and behind it.
            let before = try world.lighter(words: "-o ndjson " + line)
            let behind = try world.lighter(words: line + " --output=ndjson")
            #expect(before.output == behind.output, "\(line)")
            if let rows { #expect(try before.lines == rows, "\(line)") }

            let csv = try world.lighter(words: "-o csv " + line).output
            let lines = csv.split(separator: "\r\n", omittingEmptySubsequences: false)
            let keys = lines[0].split(separator: ",").map(String.init)
            #expect(lines.count == max(try before.lines.count, 1) + 2 && lines.last == "", "\(line): \(csv)")
            let first = try #require(try before.lines.first?.object)
            #expect(keys.allSatisfy { first.keys.contains($0) }, "\(line)")

            let table = try world.lighter(words: line + " -o table").output
            #expect(!table.contains("\u{1B}") && !table.contains("{") && table.hasSuffix("\n"), "\(line): \(table)")
            let bare = try world.lighter(words: "-q " + line).output
            #expect(!bare.contains("{") && bare.hasSuffix("\n"), "\(line): \(bare)")
        }
        #expect(try world.lighter("orders", "-q").output.split(separator: "\n").count == 2)
        #expect(try world.lighter("markets", "-q", "ETH", "BTC").output == "ETH\nBTC\n")
        #expect(try world.lighter("order", "2", "-q").output == "ACCEPTED\n")
        #expect(try world.lighter("trades", "ETH", "-o", "table", "--color", "always").output.contains("\u{1B}["))
        let submitted = try world.lighter(words: "-q submit ETH buy 0.01 --price 2000 --client-id 3")
        #expect(submitted.output == "3\n")

        let told = try world.lighter("-v", "-o", "table", "orders")
        #expect(told.errors.contains("accountActiveOrders: HTTP 200"))
        let failure = try world.lighter("-o", "table", "order", "nobody")
        #expect(failure.output.isEmpty && failure.errors.hasPrefix("lighter: the venue knows no order nobody"))
        #expect(failure.errors.contains("try: lighter orders"))
        // What is to be pasted means the profile that was asked for.
        let elsewhere = try world.lighter("-p", "test", "order", "nobody", profile: nil).expectFailure(66)
        #expect(elsewhere["hint"] == "lighter -p test orders --history")
    }

    /// Who reads a list by its columns finds them also on the day on which there is nothing in it.
    @Test func anEmptyListHasItsColumns() throws {
        let world = try CommandLineWorld()
        func columns(_ line: String) throws -> (names: [String], rows: Int) {
            let table = try CSVText(try world.lighter(words: "-o csv " + line).output).rows
            return (table.first ?? [], table.count - 1)
        }
        let lines = ["orders", "orders --ledger", "fills --market ETH", "positions", "keys token list"]
        let empty = try lines.map(columns)
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        #expect(try world.lighter(words: "submit ETH buy 0.01 --price 2000").status == 0)
        #expect(try world.lighter(words: "keys token create --read-only dash --expires 1d").status == 0)
        for (line, before) in zip(lines, empty) {
            let after = try columns(line)
            #expect(before.rows == 0 && after.rows > 0, "\(line)")
            #expect(Set(after.names).isSubset(of: before.names), "\(line): \(before.names)")
        }
    }

    private static let commands: [(line: String, schema: String, list: String?)] = [
        ("markets", "lighter.markets/1", "markets"),
        ("book ETH --depth 3", "lighter.book/1", nil),
        ("book ETH --group 5 --depth 3", "lighter.book/1", nil),
        ("candles ETH", "lighter.candles/1", "candles"),
        ("candles ETH --resolution 1m --since 1h --limit 5", "lighter.candles/1", "candles"),
        ("trades ETH --limit 3", "lighter.trades/1", "trades"),
        ("funding", "lighter.funding/1", "rates"),
        ("funding ETH --limit 3", "lighter.funding/1", "settlements"),
        ("funding --paid", "lighter.funding/1", "payments"),
        ("fills --market ETH", "lighter.fills/1", "fills"),
        ("account", "lighter.account/1", nil),
        ("positions", "lighter.positions/1", "positions"),
        ("orders", "lighter.orders/1", "orders"),
        ("orders --history", "lighter.orders/1", "orders"),
        ("order 1", "lighter.order/1", nil),
        ("profile list", "lighter.profiles/1", "profiles"),
        ("profile show --sources", "lighter.profile/1", "settings"),
        ("profile path", "lighter.profile-path/1", nil),
        ("keys token list", "lighter.read_only_tokens/1", "tokens"),
        ("version", "lighter.version/1", nil),
    ]

    @Test func helpAndVersionsAreAnswers() throws {
        let world = try CommandLineWorld(venue: nil)
        let help = try world.lighter("--help", profile: nil)
        #expect(help.status == 0 && help.errors.isEmpty)
        for command in ["markets", "book", "submit", "modify", "cancel", "orders", "sign", "verify", "sandbox"] {
            #expect(help.output.contains(command))
            let usage = try world.lighter(command, "--help", profile: nil)
            #expect(usage.status == 0 && usage.output.contains("USAGE: lighter \(command)"), "\(command)")
        }
        #expect(
            try world.lighter("--version", profile: nil).output == world.lighter("version", "-q", profile: nil).output
        )
    }
}
