import LighterJSON
import LighterStatus
import LighterTransactions

/// The whole book of a market, kept from `order_book` (api.md, section 10.4). It is empty rather than wrong: each update has
/// to follow what came before.
public struct LevelBook: Hashable, Sendable {
    /// A price with all that rests at it.
    public struct Level: Hashable, Sendable {
        public let price: Decimal
        public let size: Decimal
        /// Both as the venue wrote them.
        public let priceText: String
        public let sizeText: String
    }

    /// What a message did to the book.
    public enum Step: Hashable, Sendable {
        /// It is the whole book as of now.
        case snapshot
        case update
        /// It came before a snapshot.
        case ignored
        /// What comes before it is missing: the book is empty until the next snapshot.
        case gap(expected: Int64, found: Int64)
    }

    /// Best last, so that what changes most moves least.
    private var asksBestLast: [Level] = []
    private var bidsBestLast: [Level] = []
    /// The venue's count of changes; nil without a snapshot.
    public private(set) var nonce: Int64?

    public init() {}

    /// Best first.
    public var asks: [Level] { asksBestLast.reversed() }
    public var bids: [Level] { bidsBestLast.reversed() }
    public var bestAsk: Level? { asksBestLast.last }
    public var bestBid: Level? { bidsBestLast.last }

    /// The best levels of a side, best first.
    public func asks(_ count: Int) -> [Level] { asksBestLast.suffix(count).reversed() }
    public func bids(_ count: Int) -> [Level] { bidsBestLast.suffix(count).reversed() }

    /// Takes in a message of the channel.
    ///
    /// - Throws: ``Failure`` of class protocol for one that cannot be read. The book is empty then.
    public mutating func take(_ message: VenueStream.Message) throws(Failure) -> Step {
        do throws(JSONError) {
            let reader = try JSONReader(.object(message.object))
            let book = try reader.required("order_book", reader.reader("order_book"))
            let nonce = try book.required("nonce", book.integer("nonce"))
            guard message.isSnapshot else { return try update(book, to: nonce) }
            self = LevelBook()
            try change(book)
            self.nonce = nonce
            return .snapshot
        } catch {
            self = LevelBook()
            throw Failure(unreadable: message, error)
        }
    }

    private mutating func update(_ book: JSONReader, to nonce: Int64) throws(JSONError) -> Step {
        let begin = try book.required("begin_nonce", book.integer("begin_nonce"))
        guard let last = self.nonce else { return .ignored }
        guard begin == last else {
            self = LevelBook()
            return .gap(expected: last, found: begin)
        }
        try change(book)
        self.nonce = nonce
        return .update
    }

    private mutating func change(_ book: JSONReader) throws(JSONError) {
        for row in try book.objects("asks") { try LevelBook.set(row, in: &asksBestLast) { $0 > $1 } }
        for row in try book.objects("bids") { try LevelBook.set(row, in: &bidsBestLast) { $0 < $1 } }
    }

    /// Puts a level in its place; one without a size is taken out. Prices are numbers: `2.50` is `2.5`.
    private static func set(
        _ row: JSONReader,
        in levels: inout [Level],
        isBefore: (Decimal, Decimal) -> Bool
    ) throws(JSONError) {
        let level = Level(
            price: try row.requiredDecimal("price"),
            size: try row.requiredDecimal("size"),
            priceText: try row.decimalText("price") ?? "",
            sizeText: try row.decimalText("size") ?? ""
        )
        guard level.price > .zero, !level.size.isNegative else {
            throw .mismatch(path: row.path, expected: "a price and a size", found: "\(level.price) and \(level.size)")
        }
        var (low, high) = (0, levels.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(levels[middle].price, level.price) { low = middle + 1 } else { high = middle }
        }
        let isThere = low < levels.count && levels[low].price == level.price
        switch (isThere, level.size == .zero) {
        case (true, true): levels.remove(at: low)
        case (true, false): levels[low] = level
        case (false, true): break
        case (false, false): levels.insert(level, at: low)
        }
    }
}
