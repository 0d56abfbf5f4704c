import LighterJSON
import LighterProfile
import LighterStatus
import LighterTransactions

/// An order as a record of a file or a stream says it: the words of `lighter submit` under their names, such as
/// `{"market":"ETH","side":"buy","size":"0.1","price":"2300","client_id":"a"}`.
///
/// A price or size may be text or a number written out; null, an empty text and an unknown key are refused, so that a
/// broken pipeline cannot become an order, and no order is one at market unless it says `"type":"market"`.
public struct OrderRecord: Sendable {
    /// The word for the market.
    public let market: String
    public let ticket: OrderTicket

    /// - Throws: ``Failure`` of class data.
    public init(_ record: JSONObject) throws(Failure) {
        let reader = RecordReader(record)
        try reader.requireKnown(OrderRecord.keys)
        market = try reader.required(try reader.text("market"), "market")
        let type = try reader.choice("type", [("limit", false), ("market", true)])
        let price = try reader.number("price")
        let isMarket = type ?? false
        guard price != nil || isMarket else {
            throw RecordReader.wrong("price", "is missing; an order without one has to say \"type\":\"market\"")
        }
        let words = OrderWords(
            side: try reader.required(reader.choice("side", Side.allCases.map { ($0.rawValue, $0) }), "side"),
            size: try reader.required(reader.number("size"), "size"),
            price: price,
            isMarket: isMarket,
            slippage: try reader.parsed("slippage", Percentage.init(parsing:)),
            timeInForce: try reader.choice("tif", TimeInForce.words),
            expires: try reader.parsed("expires", TimeSpan.init(parsing:)),
            reduceOnly: try reader.flag("reduce_only") ?? false,
            trigger: try reader.number("trigger"),
            stopLoss: try reader.trigger("stop_loss"),
            takeProfit: try reader.trigger("take_profit"),
            twap: try reader.parsed("twap", TimeSpan.init(parsing:)),
            identifier: try reader.identifier("client_id"),
            rounding: try reader.choice("round", MarketPrecision.Rounding.allCases.map { ($0.rawValue, $0) })
        )
        do { ticket = try words.ticket() } catch {
            throw Failure("record.contradictory", .data, error.message, hint: error.hint)
        }
    }

    /// Every key a record may have.
    public static let keys = [
        "market", "side", "size", "type", "price", "slippage", "tif", "expires", "reduce_only", "trigger", "stop_loss",
        "take_profit", "twap", "client_id", "round",
    ]
}

/// Reads the members of a record, each as what it has to be.
private struct RecordReader {
    private let record: JSONObject

    init(_ record: JSONObject) { self.record = record }

    func requireKnown(_ keys: [String]) throws(Failure) {
        for member in record.members where !keys.contains(member.key) {
            throw Failure(
                "record.unknown_key",
                .data,
                "an order has no \"\(sanitized(withoutKeys(member.key), limit: 40))\"",
                hint: "the keys are \(keys.joined(separator: ", "))"
            )
        }
    }

    func required<Value>(_ value: Value?, _ key: String) throws(Failure) -> Value {
        guard let value else { throw RecordReader.wrong(key, "is missing") }
        return value
    }

    func text(_ key: String) throws(Failure) -> String? {
        guard let value = record[key] else { return nil }
        guard let text = value.string, !text.isEmpty else {
            throw RecordReader.wrong(key, "has to be a text, and is \(RecordReader.kind(value))")
        }
        return text
    }

    /// The text of a number, which may be written as one.
    func number(_ key: String) throws(Failure) -> String? {
        switch record[key] {
        case nil: return nil
        case .integer(let value): return String(value)
        case .number(let text): return text
        case .string(let text) where !text.isEmpty: return text
        case let value?: throw RecordReader.wrong(key, "has to be a number, and is \(RecordReader.kind(value))")
        }
    }

    func flag(_ key: String) throws(Failure) -> Bool? {
        switch record[key] {
        case nil: return nil
        case .bool(let flag): return flag
        case .string("true"): return true
        case .string("false"): return false
        case let value?: throw RecordReader.wrong(key, "has to be true or false, and is \(RecordReader.kind(value))")
        }
    }

    /// True stands for what the order's own trigger is for, a number for one that is attached.
    func trigger(_ key: String) throws(Failure) -> OrderWords.Trigger? {
        switch record[key] {
        case .bool, .string("true"), .string("false"): return try flag(key) == true ? .alone : nil
        default: return try number(key).map(OrderWords.Trigger.at)
        }
    }

    func identifier(_ key: String) throws(Failure) -> OrderIdentifier? {
        switch record[key] {
        case nil: return nil
        case .integer(let value): return try OrderIdentifier(String(value))
        case .string(let text) where !text.isEmpty: return try OrderIdentifier(text)
        case let value?:
            let kind = if case .number(let text) = value { text } else { RecordReader.kind(value) }
            throw RecordReader.wrong(
                key,
                "has to be a text or a whole number, and is \(sanitized(withoutKeys(kind), limit: 40))"
            )
        }
    }

    func choice<Value>(_ key: String, _ words: [(word: String, value: Value)]) throws(Failure) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = words.first(where: { $0.word == text })?.value else {
            let known = words.map(\.word).joined(separator: ", ")
            throw RecordReader.wrong(key, "is one of \(known), not \"\(sanitized(withoutKeys(text), limit: 40))\"")
        }
        return value
    }

    func parsed<Value>(_ key: String, _ parse: (String) throws -> Value) throws(Failure) -> Value? {
        guard let text = try text(key) else { return nil }
        do { return try parse(text) } catch {
            throw RecordReader.wrong(key, sanitized(withoutKeys("\(error)"), limit: 120))
        }
    }

    static func wrong(_ key: String, _ reason: String) -> Failure {
        Failure("record.malformed", .data, "\(key) \(reason)")
    }

    private static func kind(_ value: JSON) -> String { value == .string("") ? "empty" : value.kind }
}
