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
        file(at: now).flatMap { file in
            (try? file.markets()).map { MarketDirectory(markets: $0, fetchedAt: file.fetchedAt) }
        }
    }

    /// The market that the list has for a word, where one market alone goes by it. A list of some hundred markets takes longer
    /// to read than everything else that a command does before it asks the venue: this reads one.
    public func market(_ word: String, at now: Timestamp) -> Market? {
        guard let file = file(at: now) else { return nil }
        let exact = file.rows { $0.symbol.utf8.elementsEqual(word.utf8) }
        if !exact.isEmpty { return file.market(exact) }
        let folded = word.uppercased()
        return file.market(file.rows { $0.symbol.uppercased() == folded })
    }

    /// The market with an index, by itself.
    public func market(_ index: MarketIndex, at now: Timestamp) -> Market? {
        file(at: now).flatMap { file in file.market(file.rows { $0.index == index.value }) }
    }

    /// The file, when it is still good.
    private func file(at now: Timestamp) -> MarketCacheFile? {
        guard let bytes = try? FileAccess.read(path, limit: MarketCache.sizeLimit, trouble: { $0 }),
            let file = try? MarketCacheFile(bytes), file.baseURL == baseURL.description,
            now >= file.fetchedAt, .milliseconds(now.value - file.fetchedAt.value) < lifetime
        else { return nil }
        return file
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
        let text: String
        do throws(JSONError) { text = try MarketCacheFile.text(directory, of: baseURL) } catch {
            throw MarketCacheError(path: path, reason: "it cannot be encoded")
        }
        do throws(FileAccess.Trouble) {
            try FileAccess.createDirectory(self.directory)
            try FileAccess.replace(path, with: text, isDurable: false)
        } catch {
            throw MarketCacheError(path: path, reason: error.description)
        }
    }
}

/// Why a list of markets could not be kept.
public struct MarketCacheError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let reason: String

    public var description: String { "\(path) cannot be written: \(reason)" }
}
