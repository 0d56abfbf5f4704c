import LighterStatus
import LighterTransactions
import TestSupport
import Testing

@testable import LighterProfile

@Suite struct ValueTests {
    @Test func `a percentage is a hundredth, exactly, and reads back as written`() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let digits = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
            let scale = Int.random(in: 0...16, using: &random)
            let number = try #require(Decimal(coefficient: Int128(digits), scale: scale))
            let percentage = try Percentage(parsing: "\(number)%")
            #expect(try percentage.fraction.multiplied(by: Decimal(100)) == number)
            #expect(percentage.description == "\(number)%")
        }
        #expect(try Percentage(parsing: "0.5%") == Percentage(basisPoints: 50))
        #expect(Percentage(basisPoints: 50).fraction.description == "0.005")
        for text in ["", "%", "0.5", "0.5 %", "0,5%", "1e2%", "NaN%", "50%%", "--5%", "1.12345678901234567%"] {
            #expect(throws: PercentageError.self, "\(text)") { try Percentage(parsing: text) }
        }
    }

    @Test func `a length of time reads back as written and its units add up`() throws {
        var random = SeededGenerator(seed: 2)
        let units: [(String, Int64)] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)]
        for _ in 0..<2000 {
            var text = ""
            var total: Int64 = 0
            for (name, length) in units where Bool.random(using: &random) {
                let count = Int64.random(in: 0...1000, using: &random)
                text += "\(count)\(name)"
                total += count * length
            }
            guard !text.isEmpty else { continue }
            let span = try TimeSpan(parsing: text)
            #expect(span.milliseconds == total)
            #expect(try TimeSpan(parsing: span.description) == span)
        }
        #expect(try TimeSpan(parsing: "1h30m").description == "1h30m")
        #expect(try TimeSpan(parsing: "2w") == .days(14))
        #expect(TimeSpan(milliseconds: .max)?.milliseconds == .max)
        #expect(TimeSpan(milliseconds: -1) == nil)
        for text in [
            "", "7", "d", "-1d", "+1d", "1.5h", "1 h", "1m1h", "1h1h", "1y", "٣s", "１s", "9223372036854775808ms",
            "106751991168d", "9223372036854775807ms1ms", "1H", "1h ",
        ] {
            #expect(throws: TimeSpanError.self, "\(text)") { try TimeSpan(parsing: text) }
        }
    }

    @Test func `only encrypted addresses are taken, but for this machine`() throws {
        for (text, host) in [
            ("https://mainnet.zklighter.elliot.ai", "mainnet.zklighter.elliot.ai"),
            ("https://EXAMPLE.com:8443/a/b/", "example.com"),
            ("http://127.0.0.1:80", "127.0.0.1"), ("http://localhost", "localhost"), ("http://[::1]:9", "[::1]"),
            ("http://127.9.9.9", "127.9.9.9"), ("https://[2001:db8::1]", "[2001:db8::1]"),
        ] {
            let address = try VenueAddress(parsing: text, face: .requests)
            #expect(address.host == host)
            #expect(!address.text.hasSuffix("/"))
            #expect(try VenueAddress(parsing: address.text, face: .requests) == address)
        }
        for text in [
            "", "https://", "https:///path", "example.com", "HTTP://localhost", "http://example.com",
            "http://127.0.0.1.evil.com",
            "http://127.1", "http://127.0.0.256", "http://0.0.0.0", "http://localhost@evil.com", "https://a@b",
            "https://a b",
            "https://a:0", "https://a:65536", "https://a:", "https://a:+1", "https://a..b", "https://a.",
            "https://[::1",
            "https://[::1]x", "https://[]", "https://a?b", "https://a#b", "https://a\n", "https://é.com", "wss://a",
            "file:///a",
            "http://[::2]", "https://a/%00",
        ] {
            #expect(throws: VenueAddressError.self, "\(text)") { try VenueAddress(parsing: text, face: .requests) }
        }
        #expect(throws: VenueAddressError.self) { try VenueAddress(parsing: "ws://example.com/stream", face: .streams) }
        #expect(throws: VenueAddressError.self) { try VenueAddress(parsing: "https://example.com", face: .streams) }
        #expect(try VenueAddress(parsing: "ws://[::1]/stream", face: .streams).isLoopback)
    }

    /// Every key is found again after one slip of the finger, wherever it happens.
    @Test func `one slip in a key still finds it`() {
        let letters = Array("abcdefghijklmnopqrstuvwxyz_")
        var random = SeededGenerator(seed: 3)
        for key in ProfileSchema.keys where key.name.count > 3 {
            let siblings = ProfileSchema.keys.filter { $0.table == key.table }.map(\.name)
            for index in 0..<key.name.count {
                var removed = Array(key.name)
                removed.remove(at: index)
                var exchanged = Array(key.name)
                exchanged[index] = letters.randomElement(using: &random) ?? "x"
                var swapped = Array(key.name)
                if index > 0 { swapped.swapAt(index, index - 1) }
                for slip in [removed, exchanged, swapped].map({ String($0) }) where !siblings.contains(slip) {
                    #expect(Spelling.nearest(to: slip, among: siblings) == key.name, "\(slip)")
                }
            }
        }
        #expect(Spelling.nearest(to: "colour", among: ["account", "network", "url"]) == nil)
    }
}
