import LighterJSON
import LighterTransactions

/// The file of a ``MarketCache``: a line that says what it is, and a line for each market, which begins with its symbol and
/// its index.
struct MarketCacheFile {
    /// How a line begins, by which it is found without being read.
    struct Row {
        let symbol: String
        let index: Int64
        fileprivate let line: Range<Int>
    }

    private static let format: Int64 = 2

    let baseURL: String
    let fetchedAt: Timestamp
    private let bytes: [UInt8]
    private let lines: [Range<Int>]

    /// - Throws: `JSONError` for a file of another shape or format, or one that was cut.
    init(_ bytes: [UInt8]) throws(JSONError) {
        var lines: [Range<Int>] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(start..<end)
            start = end + 1
        }
        let header = try JSONReader(JSON.decode(Array(bytes[lines.first ?? 0..<0])))
        let format = try header.integer("format")
        let count = try header.integer("count")
        guard format == MarketCacheFile.format, count == Int64(lines.count - 1), start == bytes.count else {
            throw .missing(path: "format")
        }
        baseURL = try header.requiredWord("base_url")
        fetchedAt = try header.requiredBounded("fetched_at")
        self.bytes = bytes
        self.lines = Array(lines.dropFirst())
    }

    /// - Throws: `JSONError` for what cannot be encoded.
    static func text(_ directory: MarketDirectory, of baseURL: BaseURL) throws(JSONError) -> String {
        let header: JSON = [
            "format": .integer(format), "base_url": .string(baseURL.description),
            "fetched_at": .integer(directory.fetchedAt.value), "count": .integer(Int64(directory.markets.count)),
        ]
        var text = ""
        for line in [header] + directory.markets.map(\.json) { text += try line.encoded() + "\n" }
        return text
    }

    /// All markets.
    ///
    /// - Throws: `JSONError` for one of another shape.
    func markets() throws(JSONError) -> [Market] {
        var rows: [JSON] = []
        for line in lines { rows.append(try JSON.decode(Array(bytes[line]))) }
        return try Market.list(JSONReader(["markets": .array(rows)]), ["markets"])
    }

    /// The lines that a condition holds for; none where the beginning of one is not understood.
    func rows(where condition: (Row) -> Bool) -> [Row] {
        var rows: [Row] = []
        for line in lines {
            guard let row = row(line) else { return [] }
            if condition(row) { rows.append(row) }
        }
        return rows
    }

    /// The market of a line, where it is one alone.
    func market(_ rows: [Row]) -> Market? {
        guard rows.count == 1, let row = rows.first, let value = try? JSON.decode(Array(bytes[row.line])),
            let market = try? Market(JSONReader(value)), market.index.value == row.index
        else { return nil }
        return market
    }

    private func row(_ line: Range<Int>) -> Row? {
        var rest = bytes[line]
        guard rest.starts(with: MarketCacheFile.beforeSymbol) else { return nil }
        rest = rest.dropFirst(MarketCacheFile.beforeSymbol.count)
        // One that is escaped ends too early, and before something else than the index.
        guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            return nil
        }
        let symbol = rest[..<end]
        rest = rest[end...]
        guard rest.starts(with: MarketCacheFile.beforeIndex) else { return nil }
        let digits = rest.dropFirst(MarketCacheFile.beforeIndex.count).prefix { (48...57).contains($0) }
        guard let index = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
        return Row(symbol: String(decoding: symbol, as: UTF8.self), index: index, line: line)
    }

    private static let beforeSymbol = Array("{\"symbol\":\"".utf8)
    private static let beforeIndex = Array("\",\"market_id\":".utf8)
}
