import ArgumentParser

/// How orders are written in a file or a stream.
enum OrderFormat: String, CaseIterable, ExpressibleByArgument {
    /// An object a line.
    case ndjson
    /// An array of objects, or an object with the array under `orders`.
    case json
    /// A header of keys, then an order a line. An empty cell stands for nothing.
    case csv
    /// A table `[[order]]` an order.
    case toml

    static let allValueStrings = allCases.map(\.rawValue)

    /// The format that a file's name tells.
    init?(fileName name: String) {
        let ending = name.split(separator: ".").last?.lowercased() ?? ""
        self.init(rawValue: ending == "jsonl" ? "ndjson" : ending)
    }

    /// The format that the first line of an input tells.
    init(firstLine line: [UInt8]) {
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        switch text.first {
        case UInt8(ascii: "{"): self = OrderFormat.holdsOrders(text.dropFirst()) ? .json : .ndjson
        case UInt8(ascii: "["): self = text.dropFirst().first == UInt8(ascii: "[") ? .toml : .json
        case UInt8(ascii: "#"): self = .toml
        default: self = text.contains(UInt8(ascii: ",")) ? .csv : .ndjson
        }
    }

    /// Whether an object is the one around all orders, from what follows its brace on the line.
    private static func holdsOrders(_ members: ArraySlice<UInt8>) -> Bool {
        let text = members.drop { $0 == 0x20 || $0 == 0x09 }
        return text.isEmpty || text.starts(with: "\"orders\"".utf8)
    }
}
