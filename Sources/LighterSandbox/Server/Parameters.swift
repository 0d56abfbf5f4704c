import LighterEngine

/// The parameters of a query or a form, in their order; a name may come several times.
struct Parameters: Sendable {
    private var pairs: [(name: String, value: String)] = []

    init() {}

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    /// Reads `a=1&b=2`; nil for a broken escape, a zero byte, or text that is no UTF-8.
    init?(urlEncoded text: Substring) { self.init(urlEncoded: Array(text.utf8)) }

    /// Reads the bytes of `a=1&b=2`; nil for a broken escape, a zero byte, or text that is no UTF-8.
    init?(urlEncoded text: [UInt8]) {
        for part in text.split(separator: UInt8(ascii: "&")) {
            let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            guard let name = Parameters.decode(part[..<end]), let value = Parameters.decode(part[end...].dropFirst())
            else { return nil }
            pairs.append((name, value))
        }
    }

    /// The value of a parameter, unless it is absent or empty.
    func text(_ name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
        return value
    }

    /// All values of a parameter.
    func texts(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    func requiredText(_ name: String) throws(Refusal) -> String {
        guard let value = text(name) else { throw .invalidParameter.detailed("field \"\(name)\" is not set") }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int64>) throws(Refusal) -> Int64? {
        guard let text = text(name) else { return nil }
        guard let value = Int64(text) else {
            throw .invalidParameter.detailed("field \"\(name)\" is no integer: \"\(text.prefix(40))\"")
        }
        guard range.contains(value) else {
            throw .invalidParameter.detailed(
                "field \"\(name)\" should be \(range.lowerBound) … \(range.upperBound), but is \(value)"
            )
        }
        return value
    }

    func requiredInteger(_ name: String, in range: ClosedRange<Int64>) throws(Refusal) -> Int64 {
        guard let value = try integer(name, in: range) else {
            throw .invalidParameter.detailed("field \"\(name)\" is not set")
        }
        return value
    }

    /// The integers of a parameter that may come several times, or once with commas between them.
    func integers(_ name: String, in range: ClosedRange<Int64>) throws(Refusal) -> [Int64] {
        var values: [Int64] = []
        for text in texts(name).flatMap({ $0.split(separator: ",") }) {
            guard let value = Int64(text), range.contains(value) else {
                throw .invalidParameter.detailed(
                    "field \"\(name)\" should hold integers \(range.lowerBound) … \(range.upperBound)"
                )
            }
            values.append(value)
        }
        return values
    }

    func flag(_ name: String) throws(Refusal) -> Bool? {
        switch text(name)?.lowercased() {
        case nil: return nil
        case "true", "1": return true
        case "false", "0": return false
        default: throw .invalidParameter.detailed("field \"\(name)\" should be true or false")
        }
    }

    /// One of the words a parameter may be.
    func choice(_ name: String, _ words: [String], default word: String? = nil) throws(Refusal) -> String {
        guard let value = text(name) ?? word else {
            throw .invalidParameter.detailed("field \"\(name)\" is not set")
        }
        guard words.contains(value) else {
            throw .invalidParameter.detailed(
                "field \"\(name)\" should be one of \(words.joined(separator: ", ")), but is \"\(value.prefix(40))\""
            )
        }
        return value
    }

    /// Undoes percent-encoding; nil where it is broken, or hides a zero byte, which no parameter has.
    static func decode(_ text: ArraySlice<UInt8>, plusIsSpace: Bool = true) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var place = text.startIndex
        while place < text.endIndex {
            var byte = text[place]
            if byte == UInt8(ascii: "%") {
                guard place + 2 < text.endIndex, let high = digit(text[place + 1]), let low = digit(text[place + 2])
                else { return nil }
                byte = high << 4 | low
                place += 2
            } else if byte == UInt8(ascii: "+"), plusIsSpace {
                byte = UInt8(ascii: " ")
            }
            guard byte != 0 else { return nil }
            bytes.append(byte)
            place += 1
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
