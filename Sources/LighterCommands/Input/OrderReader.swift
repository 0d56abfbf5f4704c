import LighterJSON
import LighterStatus
import LighterTrading

/// Reads the orders of a file or a stream in blocks: those that are there, and at least one.
final class OrderReader {
    private enum Source {
        case lines([String]?)
        case whole(ArraySlice<NumberedRecord>)
    }

    private var lines: NumberedLines
    private let format: OrderFormat?
    private var first: [NumberedLine] = []
    private var source: Source?
    private var rest: Int64

    /// The longest text of a format that has to be read as a whole, and of all lines of a block.
    private static let textLimit = 16 << 20
    private static let blockLimit = 1 << 20

    /// - Parameters:
    ///   - format: nil for what the first line tells.
    ///   - most: how many orders are read; what comes after them is left alone.
    init(_ lines: LineReader, _ format: OrderFormat?, most: Int64, _ invocation: Invocation) {
        self.lines = NumberedLines(lines, invocation)
        self.format = format
        rest = most
    }

    /// How the input ended; nil while it goes on.
    var ending: ExitClass? {
        if rest == 0 { return .ok }
        if case .whole(let records) = source { return records.isEmpty ? lines.ending : nil }
        return first.isEmpty ? lines.ending : nil
    }

    /// - Throws: ``Failure`` of class data for an input that is none of its format at all.
    func next(most count: Int) throws(Failure) -> [NumberedRecord] {
        let limit = Int(min(Int64(count), rest))
        let records: [NumberedRecord]
        switch try begun() {
        case .whole(let all):
            records = Array(all.prefix(limit))
            source = .whole(all.dropFirst(limit))
        case .lines(let header):
            var block = first
            first = []
            if block.isEmpty || (block.count < limit && lines.hasLine) {
                block += lines.next(most: limit - block.count, bytes: OrderReader.blockLimit)
            }
            let cut = header != nil && lines.isCutShort ? block.last?.number : nil
            records = block.map { line in
                NumberedRecord(
                    line.number,
                    line.content.flatMap { text in
                        Result { () throws(Failure) in
                            guard line.number != cut else { throw OrderReader.cutShort }
                            return try OrderReader.record(text, header)
                        }
                    }
                )
            }
        }
        rest -= Int64(records.count)
        return records
    }

    /// The source, opened by its first line.
    private func begun() throws(Failure) -> Source {
        if let source { return source }
        var line = lines.next(most: 1)
        while line.isEmpty, lines.ending == nil { line = lines.next(most: 1) }
        let text = line.first?.text ?? []
        let begun: Source
        switch line.isEmpty ? .ndjson : format ?? OrderFormat(firstLine: text) {
        case .ndjson:
            first = line
            begun = .lines(nil)
        case .csv: begun = .lines(try OrderReader.header(text))
        case .json: begun = .whole(OrderReader.numbered(try OrderReader.objects(try whole(line)))[...])
        case .toml:
            let text = try whole(line)
            guard !lines.isCutShort else { throw OrderReader.cutShort }
            begun = .whole(OrderReader.numbered(try TOMLOrders.objects(text))[...])
        }
        source = begun
        return begun
    }

    private static func header(_ line: [UInt8]) throws(Failure) -> [String] {
        let keys = try CSVRow(line).cells
        guard Set(keys).count == keys.count else {
            throw Failure("input.malformed_csv", .data, "the header names a key twice")
        }
        for key in keys where !OrderRecord.keys.contains(key) {
            throw Failure(
                "record.unknown_key",
                .data,
                "the header names \"\(sanitized(withoutKeys(key), limit: 40))\", which an order does not have",
                hint: "the keys are \(OrderRecord.keys.joined(separator: ", "))"
            )
        }
        return keys
    }

    /// Of JSON the end tells that it is one; elsewhere 200 may be what is left of 2000.
    private static let cutShort = Failure(
        "input.cut_short",
        .data,
        "the last line has no end, so that it may have been cut short",
        hint: "end the input with a line feed"
    )

    private static func record(_ line: [UInt8], _ header: [String]?) throws(Failure) -> OrderRecord {
        guard let header else {
            let value: JSON
            do { value = try JSON.decode(line) } catch { throw Failure(error) }
            return try record(value)
        }
        let cells = try CSVRow(line).cells
        guard cells.count == header.count else {
            throw Failure("input.malformed_csv", .data, "\(cells.count) cells, where the header has \(header.count)")
        }
        var object = JSONObject()
        for (key, cell) in zip(header, cells) where !cell.isEmpty { object[key] = .string(cell) }
        return try OrderRecord(object)
    }

    private static func record(_ value: JSON) throws(Failure) -> OrderRecord {
        guard let object = value.object else {
            throw Failure("record.malformed", .data, "an order is an object, not \(value.kind)")
        }
        return try OrderRecord(object)
    }

    private static func objects(_ text: [UInt8]) throws(Failure) -> [JSON] {
        let value: JSON
        do { value = try JSON.decode(text) } catch { throw Failure(error) }
        guard let objects = value.array ?? value["orders"]?.array else {
            throw Failure("input.malformed_json", .data, "orders are an array, or an object with one under \"orders\"")
        }
        return objects
    }

    private static func numbered(_ values: [JSON]) -> [NumberedRecord] {
        values.enumerated().map { place, value in
            NumberedRecord(Int64(place) + 1, Result { () throws(Failure) in try record(value) })
        }
    }

    /// The whole input as text.
    private func whole(_ begin: [NumberedLine]) throws(Failure) -> [UInt8] {
        var text: [UInt8] = []
        var block = begin
        while !block.isEmpty {
            for line in block {
                text += try line.content.get()
                text.append(UInt8(ascii: "\n"))
            }
            guard text.count <= OrderReader.textLimit else {
                let limit = OrderReader.textLimit >> 20
                throw Failure(
                    "input.too_long",
                    .data,
                    "the orders are longer than \(limit) MiB, which only a format with an order a line may be",
                    hint: "write them as NDJSON or CSV"
                )
            }
            block = lines.ending == nil ? lines.next(most: 1_000, keepsBlanks: true) : []
        }
        return text
    }
}
