import Glibc
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
        guard let bytes = MarketCache.read(path), let value = try? JSON.decode(bytes),
            let directory = try? directory(in: value), let age = directory.age(at: now), age < lifetime
        else { return nil }
        return directory
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
        try MarketCache.createDirectories(self.directory)
        try MarketCache.replace(path, with: text)
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

extension MarketCache {
    /// The bytes of a regular file, or nil when it is not there, cannot be read or is too large.
    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, (1...sizeLimit).contains(status.st_size)
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: status.st_size)
        var count = 0
        while count < bytes.count {
            let part = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if part < 0, errno == EINTR { continue }
            guard part > 0 else { return nil }
            count += part
        }
        return bytes
    }

    private static func createDirectories(_ path: String) throws(MarketCacheError) {
        var status = stat()
        if stat(path, &status) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try createDirectories(String(path[..<slash]))
        }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw problem(path) }
    }

    /// Writes beside the file and renames, so that no one ever reads a half-written one.
    private static func replace(_ path: String, with text: String) throws(MarketCacheError) {
        var template = Array((path + ".XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw problem(path) }
        do throws(MarketCacheError) {
            try write(Array(text.utf8), to: file, path)
            guard rename(&template, path) == 0 else { throw problem(path) }
        } catch {
            unlink(&template)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(MarketCacheError) {
        var written = 0
        while written < bytes.count {
            let part = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if part < 0, errno == EINTR { continue }
            guard part > 0 else {
                let error = problem(path)
                close(file)
                throw error
            }
            written += part
        }
        guard close(file) == 0 else { throw problem(path) }
    }

    private static func problem(_ path: String) -> MarketCacheError {
        MarketCacheError(path: path, reason: String(cString: strerror(errno)))
    }
}
