import ArgumentParser
import LighterProfile
import LighterStatus
import LighterTrading
import LighterVenue

struct WatchCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow the venue's streams: a line a message, gaps told and closed, connections made anew.",
        discussion: """
              $ lighter watch book:ETH trades:BTC
              $ lighter watch trades:ETH --for 10m | jq -r '.trades[]? | [.price, .size] | @tsv'
              $ lighter watch book:ETH -q            # the mid, again and again
              $ lighter watch orders fills positions

            Of everybody: \(WatchWord.usages { !$0.isOfAccount }).
            Of your account: \(WatchWord.usages(\.isOfAccount)).
            The venue's own names, such as market_stats/all, are taken too. The lines are NDJSON, on a terminal as well \
            unless -o table asks for lines to read. After a gap or a new connection a channel begins with a snapshot. It ends \
            with --count or --for, or when it is interrupted, with code 130.
            """
    )

    static let formats: [OutputFormat] = [.table, .json, .ndjson]

    @Argument(help: ArgumentHelp("What to follow.", valueName: "channel"), completion: .channels)
    var channels: [String]

    @Option(help: ArgumentHelp("End after so many messages.", valueName: "number"))
    var count: Int?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("End after so long: 30s, 10m.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var span: TimeSpan?

    @Option(help: ArgumentHelp("Price levels of a book in each line.", valueName: "levels"))
    var depth = 10

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard count ?? 1 > 0 else { throw ValidationError("--count should be at least 1") }
        guard depth > 0 else { throw ValidationError("--depth should be at least 1") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let channels = try WatchChannel.parse(channels, for: trader)
        for market in channels.compactMap(\.market) where !market.isActive {
            invocation.notice("\(market.symbol) is not active: the venue may say nothing of it until it opens")
        }
        let output = invocation.world.output
        let watch = StreamWatch(trader, channels) { trader.deadline.isInterrupted || !output.hasReader }
        let view = WatchView(
            options,
            screen: invocation.screen,
            try trader.markets(),
            depth: depth,
            clock: trader.clock
        )
        var remaining = count
        do {
            try watch.run(for: span.map { .milliseconds($0.milliseconds) }) { event in
                if let notice = event.notice { invocation.notice(notice) }
                let text = try view.text(of: event)
                if !text.isEmpty { try output.write(text) }
                if case .message = event { remaining = remaining.map { $0 - 1 } }
                return remaining != 0
            }
        } catch let failure as Failure where failure.exit == .interrupted {
            guard output.hasReader else { throw TextStreamError.closed }
            // Whoever stops a watch knows that it is over.
            throw BatchOutcome(exit: .interrupted)
        }
    }
}

extension WatchWord {
    fileprivate static func usages(_ isWanted: (WatchWord) -> Bool) -> String {
        allCases.filter(isWanted).map(\.usage).joined(separator: ", ")
    }
}
