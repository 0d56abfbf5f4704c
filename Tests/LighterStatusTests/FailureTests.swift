import LighterStatus
import TestSupport
import Testing

@Suite("Failures")
struct FailureTests {
    @Test("Effect and retry follow the class unless whoever throws knows better")
    func defaults() {
        let plain = Failure("order.off_tick", .data, "the price is off the tick")
        #expect(plain.effect == .none && plain.retry == .never && plain.venue == nil)
        #expect(Failure("send.timeout", .unknown, "no answer").effect == .unknown)
        #expect(Failure("send.timeout", .unknown, "no answer").retry == .afterReconcile)
        #expect(Failure("canary.failed", .no, "too slow", effect: .applied, retry: .safe).effect == .applied)
    }

    @Test("Context is filled in and never overwritten")
    func context() {
        let inner = FailureContext(market: "ETH", nonce: 7)
        let outer = FailureContext(
            profile: "testnet",
            network: "testnet",
            command: "submit",
            market: "BTC",
            nonce: 8,
            txHash: "ab"
        )
        let failure = Failure("a.b", .rejected, "no", context: inner).with(outer)
        let expected = FailureContext(
            profile: "testnet",
            network: "testnet",
            command: "submit",
            market: "ETH",
            nonce: 7,
            txHash: "ab"
        )
        #expect(failure.context == expected)
        #expect(failure.with(FailureContext()) == failure)
    }

    @Test("Hints become runnable when the context knows, and never carry what a shell would read")
    func hints() {
        let failure = Failure.venue(http: 400, code: 21605, message: "invalid market status", isSend: true)
        #expect(failure.hint == "lighter markets <market>")
        #expect(failure.with(FailureContext(market: "ETH/USDC")).hint == "lighter markets ETH/USDC")
        for market in ["ETH; rm -rf ~", "$(id)", "`id`", "--help", "", "É", "a b", "x\n", "<client id>"] {
            #expect(failure.with(FailureContext(market: market)).hint == "lighter markets <market>")
        }
    }

    @Test("The message says what it means, then what the venue said, and the venue cannot write on the terminal")
    func message() {
        let said = "\u{1B}]0;owned\u{07}api key <b>not</b> found\r\n\u{202E}"
        let failure = Failure.venue(http: 400, code: 21109, message: said, isSend: true)
        #expect(failure.message.hasSuffix("(venue: 21109 api key not found)"))
        #expect(failure.message.hasPrefix("no key is registered under this index on this network"))
        #expect(failure.venue == VenueReply(http: 400, code: 21109, message: "api key not found"))
        #expect(VenueReply(message: "\u{1B}[2J").message == nil)
    }
}

@Suite("Text from the network")
struct SanitizedTests {
    static let cases: [(String, String)] = [
        ("invalid nonce", "invalid nonce"),
        ("\u{1B}[31;1mred\u{1B}[0m", "red"),
        ("\u{9B}2Jcleared", "cleared"),
        ("\u{1B}]8;;http://evil\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}]0;title\u{1B}[31mred", "red"),
        ("\u{1B}(Bset \u{1B}cdone", "set done"),
        ("\u{1B}]never ends", "never ends"),
        ("\u{1B}", ""),
        ("a\u{0}b\u{8}c\u{7F}d\u{85}e", "abcd e"),
        ("  two\r\n\t lines\u{2028}three \u{A0} ", "two lines three"),
        ("<HTML><HEAD><TITLE>ERROR</TITLE></HEAD>\n<H1>403 ERROR</H1><!-- x -->", "ERROR 403 ERROR"),
        ("price < 5 and 7 > 6", "price < 5 and 7 > 6"),
        ("<\u{200B}script>x", "x"),
        ("<\u{1B}[0mscript>x", "x"),
        ("<<b>script>", "< script>"),
        ("un<closed", "un<closed"),
        ("\u{202E}gnp.exe\u{2066}\u{FEFF}", "gnp.exe"),
        ("größer 50 € 日本", "größer 50 € 日本"),
        ("", ""),
    ]

    @Test("Escape sequences, markup and invisible characters go; honest text stays", arguments: cases)
    func cleaning(text: String, clean: String) {
        #expect(sanitized(text) == clean)
    }

    @Test("Invalid bytes are replaced, long text is cut")
    func limits() {
        #expect(sanitized(utf8: [0x61, 0xFF, 0x62, 0xE2, 0x82]) == "a\u{FFFD}b\u{FFFD}")
        #expect(sanitized(String(repeating: "a", count: 300)).count == 300)
        let long = sanitized(String(repeating: "a ", count: 100_000))
        #expect(long.unicodeScalars.count == 300 && long.hasSuffix("…"))
        #expect(sanitized("e" + String(repeating: "\u{301}", count: 5_000)).unicodeScalars.count == 300)
        #expect(sanitized("abc", limit: 0).isEmpty && sanitized("abc", limit: -1).isEmpty)
    }

    @Test("Whatever comes in, what goes out is short, visible, without tags, and cleaning it again changes nothing")
    func sweep() {
        var random = SeededGenerator(seed: 3)
        let pieces = [
            "<", ">", "b", "/", "\u{1B}", "[", "]", "m", "\u{07}", "\\", " ", "\n", "\u{9B}", "\u{200D}", "\u{202E}",
            "é", "<p>", "0;",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0..<60, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let clean = sanitized(text, limit: 40)
            #expect(clean.unicodeScalars.count <= 40)
            #expect(!clean.unicodeScalars.contains { $0.value < 0x20 || $0.properties.generalCategory == .format })
            #expect(clean.firstMatch(of: /<[a-zA-Z\/!?][^>]*>/) == nil)
            #expect(sanitized(clean, limit: 40) == clean)
        }
    }
}
