import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

/// What a watch tells, in the form that was asked for.
struct WatchView {
    private let format: OutputFormat
    private let isQuiet: Bool
    private let lines: WatchLines
    private let depth: Int
    private let clock: Clock
    private let directory: MarketDirectory

    /// - Parameters:
    ///   - directory: knows the symbols of markets.
    ///   - depth: price levels of a book in each object.
    init(_ options: GlobalOptions, screen: Screen, _ directory: MarketDirectory, depth: Int, clock: Clock) {
        format = options.output ?? .ndjson
        isQuiet = options.quiet
        lines = WatchLines(screen: screen, directory: directory)
        self.depth = depth
        self.clock = clock
        self.directory = directory
    }

    /// Whole lines; none where there is nothing to say in this form.
    ///
    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func text(of event: WatchEvent) throws -> String {
        if isQuiet {
            guard case .message(let message) = event else { return "" }
            return try message.quiet().map { $0 + "\n" }.joined()
        }
        guard format != .table else { return try lines.text(of: event, at: clock.now()) }
        return try JSON.object(object(event)).encoded() + "\n"
    }

    private func object(_ event: WatchEvent) -> JSONObject {
        switch event {
        case .message(let message): return object(message)
        case .gap(let channel, let reason):
            return head(channel, "gap", nil, clock.now(), ["reason": .string(reason)])
        case .disconnected(let failure, let pause):
            return head(
                nil,
                "disconnected",
                nil,
                clock.now(),
                [
                    "code": .string(failure.code), "reason": .string(failure.message),
                    "retry_ms": .integer(pause.milliseconds),
                ]
            )
        case .reconnected: return head(nil, "reconnected", nil, clock.now(), [:])
        }
    }

    private func object(_ message: WatchMessage) -> JSONObject {
        var more = flat(message)
        more["data"] = .object(message.data)
        let type = message.isSnapshot ? "snapshot" : "update"
        return head(message.channel, type, message.time, message.receivedAt, more)
    }

    private func head(
        _ channel: WatchChannel?,
        _ type: String,
        _ time: Int64?,
        _ receivedAt: Int64,
        _ more: JSONObject
    ) -> JSONObject {
        var object: JSONObject = [
            "schema": "lighter.watch/1",
            "channel": JSON(channel?.title),
            "market": JSON(channel?.market?.symbol),
        ]
        if let account = channel?.stream.account { object["account"] = .string(account.description) }
        object["type"] = .string(type)
        object["time"] = JSON(time)
        object["received_at"] = .integer(receivedAt)
        for member in more.members { object[member.key] = member.value }
        return object
    }

    /// The message's content, as the commands write it that list the same.
    private func flat(_ message: WatchMessage) -> JSONObject {
        switch message.content {
        case .book(let book): return flat(book, message.channel.market)
        case .trades(let trades, _):
            guard let account = message.channel.stream.account else {
                return ["trades": .array(trades.map { .object($0.json) })]
            }
            let fills = trades.map { JSON.object(Fill($0, of: account).json(symbol: directory.symbol(of: $0.market))) }
            return ["fills": .array(fills)]
        case .orders(let orders):
            return ["orders": .array(orders.map { .object($0.json(symbol: directory.symbol(of: $0))) })]
        case .positions(let positions): return ["positions": .array(positions.map { .object($0.json) })]
        case .balances(let balances): return ["balances": .array(balances.map { .object($0.json) })]
        case .statistics(let markets): return ["stats": .array(markets.map { .object($0.asText) })]
        case .other: return message.data["stats"]?.object?.asText ?? [:]
        }
    }

    private func flat(_ book: LevelBook, _ market: Market?) -> JSONObject {
        [
            "mid": Figures.json(book.mid),
            "spread": Figures.json(book.spread),
            "asks": .array(book.asks(depth).map(\.json)),
            "bids": .array(book.bids(depth).map(\.json)),
        ]
    }
}

extension LevelBook {
    /// Half way between the best prices.
    var mid: Decimal? {
        guard let ask = bestAsk?.price, let bid = bestBid?.price, let half = Decimal(coefficient: 5, scale: 1) else {
            return nil
        }
        return (try? ask.adding(bid)).flatMap { try? $0.multiplied(by: half) }
    }

    var spread: Decimal? {
        guard let ask = bestAsk?.price, let bid = bestBid?.price else { return nil }
        return try? ask.subtracting(bid)
    }
}

extension LevelBook.Level {
    fileprivate var json: JSON { ["price": .string(priceText), "size": .string(sizeText)] }
}

extension JSONObject {
    /// The members that are figures or words; figures as text, as the venue wrote them.
    fileprivate var asText: JSONObject {
        JSONObject(
            members.compactMap { member in
                switch member.value {
                case .object, .array: nil
                case .number(let text): (member.key, .string(text))
                // What has a fraction at other times.
                case .integer(let value) where member.key.hasPrefix("daily_"): (member.key, .string(String(value)))
                default: (member.key, member.value)
                }
            }
        )
    }
}
