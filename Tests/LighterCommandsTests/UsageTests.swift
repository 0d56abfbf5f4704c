import Foundation
import LighterJSON
import LighterStatus
import Testing

/// Words that do not make a command: what is wrong is said in a line, and what was meant stands below, to be pasted.
@Suite struct UsageTests {
    /// What was typed, and the line that the hint is.
    private static let slips: [(typed: String, meant: String)] = [
        // Names of commands.
        ("sumbit ETH buy 0.1 --price 2300", "submit ETH buy 0.1 --price 2300"),
        ("keys genrate bot", "keys generate bot"), ("generate bot", "keys generate bot"),
        ("sandbox stat", "sandbox status"), ("pos", "positions"), ("profile swho", "profile show"),
        ("token", "keys token"), ("frobnicate", "--help"), ("keys frobnicate", "keys --help"),
        ("keys -q", "keys --help"), ("sumbit --help", "submit --help"),
        ("-p test help sumbit", "submit -p test --help"), ("help keys genrate", "keys generate --help"),
        ("frobnicate -h", "--help"), ("keys help --help", "keys --help"),
        // Words of other command lines.
        ("buy ETH 0.1 --price 2000", "submit ETH buy 0.1 --price 2000"),
        ("sell 0.1 ETH --market", "submit ETH sell 0.1 --market"), ("buy", "submit --help"),
        ("price ETH", "book ETH"), ("orderbook ETH --depth 3", "book ETH --depth 3"), ("ticker", "markets"),
        ("balance", "account"), ("config", "profile show"), ("login", "keys register --help"), ("status", "account"),
        ("cancel-all", "cancel --all"), ("history", "orders --history"),
        // Options.
        ("submit ETH buy 0.1 --pice 3", "submit ETH buy 0.1 --price 3"),
        ("submit ETH buy --qty 0.1 --price 2000", "submit ETH buy 0.1 --price 2000"),
        ("submit --symbol ETH --side long --amount=0.1 --limit 2000", "submit ETH buy 0.1 --price 2000"),
        ("submit ETH buy 0.1 --price 3 --post_only", "submit ETH buy 0.1 --price 3 --tif post-only"),
        ("submit ETH buy 0.1 --price 3 --gtc --testnet", "submit ETH buy 0.1 --price 3 --tif gtt --profile testnet"),
        ("--profil test book ETH", "book ETH --profile test"), ("markets -json", "markets --output json"),
        ("cancel --order-id 5", "cancel 5"), ("book ETH --bogus 3", "book --help"), ("book -x ETH", "book --help"),
        // Values, and what stands in the place of another.
        ("submit ETH BUY 0.1 --tif GTC --price 3", "submit ETH buy 0.1 --tif gtt --price 3"),
        ("submit ETH buy 0.1 --tif=IOC --price 3", "submit ETH buy 0.1 --tif=ioc --price 3"),
        ("submit ETH buy 0.1 2300", "submit ETH buy 0.1 --price 2300"),
        ("submit buy 0.1 ETH --price 3", "submit ETH buy 0.1 --price 3"),
        ("book ETH --timeout 10", "book ETH --timeout 10s"),
        ("submit ETH buy 1 --market --slippage 0.5", "submit ETH buy 1 --market --slippage 0.5%"),
        ("submit ETH buy -1 --price 3", "submit --help"), ("submit ETH buy 1 --price -3", "submit --help"),
        ("submit x;y byu 1 --price 3", "submit 'x;y' buy 1 --price 3"),
        ("submit ETH bye 1 --price 3", "submit --help"), ("submit", "submit --help"), ("book", "book --help"),
        ("cancel", "cancel --help"), ("modify", "modify --help"),
        ("book ETH -o xml", "book --help"), ("book ETH BTC", "book --help"),
    ]

    @Test func whatWasMeantCanBePasted() throws {
        let world = try CommandLineWorld(venue: nil)
        for (typed, meant) in Self.slips {
            let failure = try world.lighter(words: typed, profile: nil).expectFailure(64, "usage.invalid")
            #expect(failure["hint"]?.string == "lighter \(meant)", "\(typed)")
            let message = try #require(failure["message"]?.string)
            #expect(!message.contains("\n") && !message.hasSuffix(".") && !message.contains("Usage:"), "\(message)")
            // Nothing of it is wrong any more as words go. What it would do at a venue is another matter.
            guard !meant.hasSuffix("--help") else { continue }
            let pasted = try world.shell("lighter \(meant) --help")
            #expect(pasted.status == 0, "\(meant): \(pasted.errors)")
        }
        // People are not drowned in usage: a line, and what to try.
        let shown = try world.lighter(words: "submit ETH buy 0.1 --pice 3 -o table", profile: nil)
        #expect(shown.status == 64 && shown.output.isEmpty)
        #expect(
            shown.errors == """
                lighter: submit has no option --pice; did you mean --price?
                  try: lighter submit ETH buy 0.1 --price 3 -o table

                """
        )
    }

    @Test func aKeyInTheWrongPlaceIsNotShownAgain() throws {
        let world = try CommandLineWorld()
        let key = String(repeating: "a1b2c3d4", count: 10)
        for line in [
            "\(key)", "book \(key)", "explain \(key)", "submit ETH \(key) 1", "submit ETH buy 1 --pice \(key)",
            "book ETH --\(key)", "-p \(key) orders", "order \(key)", "keys import --key \(key) bot", "keys show \(key)",
        ] {
            let outcome = try world.lighter(words: line)
            #expect(outcome.status != 0 && !outcome.errors.contains(key.prefix(24)), "\(line): \(outcome.errors)")
        }
    }
}
