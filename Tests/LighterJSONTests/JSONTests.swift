import LighterJSON
import TestSupport
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("numbers keep every digit they were written with")
    func numbersStayExact() throws {
        let texts = [
            "0.1", "3000.12", "1.10", "1.0000000000000000001", "1e-9", "-0.5E+3", "9223372036854775808",
            "-9223372036854775809", "123456789012345678901234567890", "-0.0",
        ]
        for text in texts {
            #expect(try JSON.decode(text) == .number(text))
            #expect(try JSON.decode("{\"price\":[\(text)]}").encoded() == "{\"price\":[\(text)]}")
        }
        for value in [Int64.min, -1, 0, 1, 1 << 53 + 1, 281_476_929_689_581, .max] {
            #expect(try JSON.decode("\(value)") == .integer(value))
        }
    }

    @Test("texts, order of members and kinds survive both ways")
    func roundTrips() throws {
        let text = #"{"b":null,"a":[true,false,{},[]],"é/\"\\":"x\n\u0001 1.5 €","E":"e","n":-12}"#
        let value = try JSON.decode(text)
        #expect(value.object?.keys == ["b", "a", "é/\"\\", "E", "n"])
        #expect(try JSON.decode(value.encoded()) == value)
        #expect(try value.encoded() == text)
    }

    @Test("every character is written so that it reads back, and escaped only where it must be")
    func characters() throws {
        for scalar in (1...0x2FFF).compactMap(Unicode.Scalar.init) + ["\u{F5A0}", "\u{F5A2}", "\u{FFFD}", "😀"] {
            let value = JSON.string("a\(Character(scalar))z")
            #expect(try JSON.decode(value.encoded()) == value)
            let needsEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            #expect(try value.encoded().contains("\\") == needsEscape)
        }
        let control = JSON.string("\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}\u{1F}\u{7F}/")
        #expect(try control.encoded() == #""\b\t\n\u000B\f\r\u001F\#u{7F}/""#)
        for value in [Int64.min, -10, -1, 0, 9, 10, 100, .max] {
            #expect(try JSON.integer(value).encoded() == "\(value)")
        }
    }

    @Test("what is no JSON is refused, with its line and column")
    func refusals() {
        let refused = [
            "", " ", "{", "[1,]", "{\"a\":1,\"a\":2}", "01", "-", "1.", ".5", "1e", "--1", "+1", "NaN", "Infinity",
            "1.2.3",
            "00.5", "\"\u{F5A1}1.5\"", #""\uF5a1 1""#, #""\u0000""#, "\"\u{7}\"", "[1] 2", "'a'", "0x10", "1e5-3",
        ]
        for text in refused {
            #expect(throws: JSONError.self, "\(text)") { try JSON.decode(text) }
        }
        #expect(throws: JSONError.self) { try JSON.decode([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try JSON.decode(String(repeating: "[", count: 100_000)) }
        do {
            _ = try JSON.decode("{\"size\": 0.25,\n \"price\": 3000.5 oops}")
            Issue.record("accepted")
        } catch .syntax(_, let line, let column) {
            #expect(line == 2)
            #expect((18...23).contains(column))
        } catch { Issue.record(error) }
    }

    @Test("a repeated key is refused unless the last is asked for")
    func repeatedKeys() throws {
        #expect(try JSON.decode(#"{"a":1,"a":2}"#, duplicateKeys: .lastHolds)["a"] == 2)
    }

    @Test("what cannot be written is refused, never changed")
    func unencodable() {
        for value in [JSON.string("a\u{0}b"), .number("1,5"), .number(""), .string("\u{F5A1}"), .number("1\"")] {
            #expect(throws: JSONError.unencodable) { try value.encoded() }
        }
    }

    @Test("random bytes never crash, and whatever decodes encodes to itself")
    func randomBytes() throws {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array(#"{}[]",:0123456789.eE+-truefalsn \u"#.utf8) + [0xEF, 0x96, 0xA1, 0xC3, 0xA9]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...24, using: &generator)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            guard let value = try? JSON.decode(bytes) else { continue }
            #expect(try JSON.decode(value.encoded()) == value)
        }
    }

    @Test("a reader names the member that is missing or of the wrong kind")
    func reader() throws {
        let reader = try JSONReader(JSON.decode(#"{"orders":[{"price":"1.5"},{"price":true}],"none":null,"n":3.5}"#))
        let orders = try reader.objects("orders")
        #expect(try orders[0].decimalText("price") == "1.5")
        #expect(throws: JSONError.mismatch(path: "orders[1].price", expected: "a decimal", found: "a boolean")) {
            try orders[1].decimalText("price")
        }
        #expect(throws: JSONError.missing(path: "orders[0].size")) {
            try orders[0].required("size", orders[0].decimalText("size"))
        }
        #expect(try reader.array("none").isEmpty)
        #expect(try reader.decimalText("n") == "3.5")
        #expect(throws: JSONError.self) { try reader.integer("n") }
    }
}
