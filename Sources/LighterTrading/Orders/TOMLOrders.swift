import LighterJSON
import LighterStatus
import LighterTOML
import TOMLKit

/// Orders written as TOML: a table `[[order]]` for each.
public enum TOMLOrders {
    /// The orders' records, a number with a point being written in quotes: TOML's own are floating-point.
    ///
    /// - Throws: ``Failure`` of class data.
    public static func objects(_ text: [UInt8]) throws(Failure) -> [JSON] {
        guard let text = String(validating: text, as: UTF8.self) else {
            throw Failure("input.malformed_toml", .data, "the orders are not UTF-8 text")
        }
        let document: TOMLDocument
        do { document = try TOMLDocument(text) } catch { throw malformed(error.message, error.position) }
        let tables = document.root["order"]?.array?.map(\.table)
        guard let tables, document.root.keys == ["order"], tables.allSatisfy({ $0 != nil }) else {
            throw malformed("orders are tables [[order]], and nothing stands beside them", document.key("order"))
        }
        var objects: [JSON] = []
        for (place, table) in tables.enumerated() {
            var object = JSONObject()
            for key in table?.keys ?? [] {
                guard let value = table?[key] else { continue }
                let path = "order[\(place)].\(KeyPositions.part(key))"
                object[key] = try json(value, document.value(path))
            }
            objects.append(.object(object))
        }
        return objects
    }

    private static func json(_ value: any TOMLValueConvertible, _ place: TextPosition) throws(Failure) -> JSON {
        if let text = value.string { return .string(text) }
        if let number = value.int { return JSON(number) }
        if let flag = value.bool { return .bool(flag) }
        throw malformed("a text, a whole number, true or false is expected; write 0.1 as \"0.1\"", place)
    }

    private static func malformed(_ message: String, _ place: TextPosition) -> Failure {
        let message = "line \(place.line), column \(place.column): \(sanitized(withoutKeys(message), limit: 200))"
        return Failure("input.malformed_toml", .data, message)
    }
}
