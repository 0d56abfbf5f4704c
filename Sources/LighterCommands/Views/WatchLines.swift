import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

/// What a watch tells, in lines for people: when, of which channel, what.
struct WatchLines {
    let screen: Screen
    let directory: MarketDirectory

    /// - Parameter now: for what has no time of its own.
    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func text(of event: WatchEvent, at now: Int64) throws -> String {
        switch event {
        case .message(let message):
            return try lines(message).map { line in self.line(line.time ?? now, message.channel, line.text) }.joined()
        case .gap(let channel, let reason): return line(now, channel, paint("gap: \(reason)", .warning))
        case .disconnected, .reconnected: return ""
        }
    }

    private func line(_ time: Int64, _ channel: WatchChannel, _ text: String) -> String {
        let name = [channel.title, channel.market?.symbol].compactMap { $0 }.joined(separator: " ")
        let title = name + String(repeating: " ", count: max(0, 14 - name.displayWidth))
        return "\(paint(Figures.time(time), .faint))  \(title)  \(screen.glyphs.spelled(text))\n"
    }

    private func lines(_ message: WatchMessage) throws -> [(time: Int64?, text: String)] {
        let time = message.time ?? message.receivedAt
        switch message.content {
        case .book(let book): return [(time, text(book))]
        case .trades(_, let fresh):
            return fresh.map { trade in (trade.time, text(trade, message.channel.stream.account)) }
        case .orders(let orders): return orders.map { (time, text($0)) }
        case .positions(let positions): return positions.map { (time, text($0)) }
        case .balances(let balances):
            return balances.map { (time, "\($0.symbol) \($0.total), \($0.locked) of it in orders") }
        case .statistics(let markets): return markets.map { (time, text($0)) }
        case .other: return [(time, try message.rest)]
        }
    }

    private func text(_ book: LevelBook) -> String {
        func side(_ level: LevelBook.Level?, _ tone: Tone) -> String {
            level.map { "\(paint($0.priceText, tone)) x \($0.sizeText)" } ?? "-"
        }
        return "\(side(book.bestBid, .gain))  \(side(book.bestAsk, .loss))  mid \(Figures.text(book.mid))"
            + "  spread \(Figures.text(book.spread))"
    }

    private func text(_ trade: Trade, _ account: AccountIndex?) -> String {
        let kind = trade.type == "trade" || trade.type.isEmpty ? "" : "  \(trade.type)"
        guard let account else { return "\(paint(trade.takerSide)) \(trade.size) at \(trade.price)\(kind)" }
        let fill = Fill(trade, of: account)
        let side = fill.side.map(paint) ?? "self"
        return "\(directory.symbol(of: trade.market))  \(side) \(trade.size) at \(trade.price)  \(fill.role.rawValue)"
            + "  fee \(Figures.text(fill.fee))\(kind)"
    }

    private func text(_ order: Order) -> String {
        "\(directory.symbol(of: order))  \(paint(order.side)) \(order.initialSize) at \(order.price)  "
            + "\(order.state.rawValue)  filled \(order.filledSize)  \(order.clientIndex?.description ?? "")  "
            + order.index.description
    }

    private func text(_ position: Position) -> String {
        guard position.side != nil else { return "\(position.symbol)  flat" }
        let side = position.size.isNegative ? paint("short", .loss) : paint("long", .gain)
        return "\(position.symbol)  \(side) \(position.size.magnitude) from \(Figures.text(position.averageEntryPrice))"
            + "  unrealised \(Figures.text(position.unrealizedPnL))"
    }

    private func text(_ statistics: JSONObject) -> String {
        func figure(_ key: String) -> String? { statistics.word(key) }
        let figures = [
            ("mark", figure("mark_price")), ("index", figure("index_price")), ("last", figure("last_trade_price")),
            ("funding", figure("current_funding_rate").map { $0 + "%" }),
            ("day", figure("daily_price_change").map { $0 + "%" }),
        ]
        let text = figures.compactMap { name, value in value.map { "\(name) \($0)" } }.joined(separator: "  ")
        return "\(figure("symbol") ?? "")  \(text)"
    }

    private func paint(_ side: Side) -> String { paint(side.rawValue, side.cell.tone) }

    private func paint(_ text: String, _ tone: Tone) -> String { screen.palette.paint(text, tone) }
}

extension WatchMessage {
    /// The most wanted value, bare: several where there are.
    ///
    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func quiet() throws -> [String] {
        switch content {
        case .book(let book): book.mid.map { [$0.description] } ?? []
        case .trades(_, let fresh): fresh.map(\.price.description)
        case .orders(let orders): orders.map { "\($0.index) \($0.state.rawValue)" }
        case .positions(let positions): positions.map { "\($0.symbol) \($0.size)" }
        case .balances(let balances): balances.map { "\($0.symbol) \($0.total)" }
        case .statistics(let markets):
            markets.compactMap { market in
                (market.word("mark_price") ?? market.word("mid_price")).map { price in
                    channel.market == nil ? "\(market.word("symbol") ?? "") \(price)" : price
                }
            }
        case .other:
            if let figure = data["stats"]?.object?.word("portfolio_value") ?? data.word("height") {
                [figure]
            } else {
                [try rest]
            }
        }
    }

    /// What the message says beside its name and its time.
    fileprivate var rest: String {
        get throws {
            var rest = data
            for key in ["type", "channel", "timestamp"] { rest[key] = nil }
            return sanitized(try JSON.object(rest).encoded(), limit: 300)
        }
    }
}

extension JSONObject {
    /// A member that is a figure or a word, as the venue wrote it, with nothing in it that a terminal would act on.
    fileprivate func word(_ key: String) -> String? {
        switch self[key] {
        case .string(let text)?: sanitized(text, limit: 60)
        case .number(let text)?: text
        case .integer(let value)?: String(value)
        default: nil
        }
    }
}

extension WatchEvent {
    /// What is said on standard error too.
    var notice: String? {
        switch self {
        case .message: nil
        case .gap(let channel, let reason): "\(channel.stream.name) has a gap: \(reason)"
        case .disconnected(let failure, let pause): "\(failure.message); trying again in \(pause)"
        case .reconnected: "connected again"
        }
    }
}
