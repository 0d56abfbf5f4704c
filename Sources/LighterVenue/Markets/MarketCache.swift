import LighterFiles
import LighterJSON
import LighterTransactions

/// The market list of a venue in a file, so that not every command has to ask for it.
///
/// Decimals make orders, so a list is only good for a short while and only for the base URL it came from. A file that
/// is stale, damaged, of another format or of another venue reads as none.
public struct MarketCache: Sendable {
    /// How long a list is good.
    public static let lifetime: Duration = .seconds(300)

    private static let format: Int64 = 1
    private static let sizeLimit = 8 << 20

    /// The file. Each venue has its own.
    public let path: String
    private let directory: String
    private let baseURL: BaseURL
    private let lifetime: Duration

    public init(directory: String, baseURL: BaseURL, lifetime: Duration = MarketCache.lifetime) {
        let name = baseURL.description.utf8.map { BaseURL.isUnreserved($0) ? $0 : UInt8(ascii: "-") }
        self.directory = directory
        self.path = directory + "/markets-" + String(decoding: name, as: UTF8.self) + ".json"
        self.baseURL = baseURL
        self.lifetime = lifetime
    }

    /// The list, when there is one that is still good.
    public func load(at now: Timestamp) -> MarketDirectory? {
        guard let bytes = try? FileAccess.read(path, limit: MarketCache.sizeLimit, trouble: { $0 }),
            let value = try? JSON.decode(bytes),
            let directory = try? directory(in: value), let age = directory.age(at: now), age < lifetime
        else { return nil }
        return directory
    }

    /// The symbols in the file, however old it is, as they are written there: to name a market, not to trade on it.
    ///
    /// They are picked out of the text, which is large to be read as a whole only for this.
    public func symbols() -> [String] {
        guard let bytes = try? FileAccess.read(path, limit: MarketCache.sizeLimit, trouble: { $0 }) else { return [] }
        let key = Array("\"symbol\":\"".utf8)
        var symbols: [String] = []
        bytes.withUnsafeBytes { text in
            var rest = text[...]
            while let length = MarketCache.end(of: key, in: rest) {
                rest = rest.dropFirst(length)
                guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { break }
                // A symbol that has to be escaped is none that anybody types.
                let symbol = rest[..<end]
                if !symbol.contains(UInt8(ascii: "\\")) { symbols.append(String(decoding: symbol, as: UTF8.self)) }
                rest = rest[end...]
            }
        }
        return symbols
    }

    /// How far into a text a part of it goes.
    private static func end(of key: [UInt8], in text: Slice<UnsafeRawBufferPointer>) -> Int? {
        let text = UnsafeRawBufferPointer(rebasing: text)
        var place = 0
        while place + key.count <= text.count {
            if text[place + 1] == key[1], text[place..<place + key.count].elementsEqual(key) {
                return place + key.count
            }
            place += 1
        }
        return nil
    }

    /// Writes the list, all or nothing.
    ///
    /// - Throws: ``MarketCacheError``. The list itself is none the worse for it.
    public func store(_ directory: MarketDirectory) throws(MarketCacheError) {
        let value: JSON = [
            "format": .integer(MarketCache.format),
            "base_url": .string(baseURL.description),
            "fetched_at": .integer(directory.fetchedAt.value),
            "markets": .array(directory.markets.map(\.json)),
        ]
        guard let text = try? value.encoded() else {
            throw MarketCacheError(path: path, reason: "it cannot be encoded")
        }
        do throws(FileAccess.Trouble) {
            try FileAccess.createDirectory(self.directory)
            try FileAccess.replace(path, with: text, isDurable: false)
        } catch {
            throw MarketCacheError(path: path, reason: error.description)
        }
    }

    /// - Throws: `JSONError` for a file of another shape, another format or another venue.
    private func directory(in value: JSON) throws(JSONError) -> MarketDirectory? {
        let reader = try JSONReader(value)
        guard try reader.integer("format") == MarketCache.format, try reader.string("base_url") == baseURL.description
        else { return nil }
        return MarketDirectory(
            markets: try Market.list(reader, ["markets"]),
            fetchedAt: try reader.requiredBounded("fetched_at")
        )
    }
}

/// Why a list of markets could not be kept.
public struct MarketCacheError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let reason: String

    public var description: String { "\(path) cannot be written: \(reason)" }
}
