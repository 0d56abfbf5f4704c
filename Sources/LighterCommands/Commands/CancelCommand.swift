import ArgumentParser
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct CancelCommand: LighterCommand {
    static let loadsAhead = true
    static let configuration = CommandConfiguration(
        command: "cancel",
        abstract: "Cancel orders by name, or all of them, now or later, and wait until they are over.",
        discussion: """
              $ lighter cancel my-first-order
              $ lighter cancel --all --market ETH
              $ lighter orders -q | xargs lighter cancel --missing-ok
              $ lighter cancel --after 10m           # the dead man's switch: all orders then, unless set anew
              $ lighter cancel --disarm
            """
    )

    @Argument(
        help: ArgumentHelp("Order indices, client order indices, or client ids of your own.", valueName: "order"),
        completion: .orders
    )
    var orders: [String] = []

    @Flag(help: "All orders: of one market with --market, of the whole account otherwise.")
    var all = false

    @Option(help: ArgumentHelp("With --all, only this market's.", valueName: "symbol"), completion: .markets)
    var market: String?

    @Option(
        help: ArgumentHelp(
            "All orders of the account, 5m to 15d from now, unless this is given again or taken back before.",
            valueName: "span"
        ),
        transform: TimeSpan.init(parsing:)
    )
    var after: TimeSpan?

    @Flag(help: "Take back what --after has set.")
    var disarm = false

    @Flag(help: "An order that is over already, or that nobody knows, is as good as cancelled.")
    var missingOk = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        let isScheduling = after != nil || disarm
        guard (all || isScheduling) != !orders.isEmpty else {
            throw ValidationError(
                orders.isEmpty
                    ? "name the orders to cancel, or give --all [--market SYMBOL], --after SPAN or --disarm"
                    : "the orders are named; --all, --after and --disarm are about all of the account"
            )
        }
        guard after == nil || !disarm else { throw ValidationError("--after sets what --disarm takes back") }
        guard market == nil || all else { throw ValidationError("--market goes with --all") }
        guard market == nil || !isScheduling else {
            throw ValidationError("a scheduled cancel-all is for the whole account; the venue takes no market with it")
        }
        guard !missingOk || !orders.isEmpty else { throw ValidationError("--missing-ok goes with named orders") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        try trader.requireWritable()
        if let after {
            try schedule(trader.cancelAll(after: after), trader, invocation)
        } else if disarm {
            try schedule(.disarm, trader, invocation)
        } else if all {
            try cancelAll(trader, invocation)
        } else {
            try cancelNamed(trader, invocation)
        }
    }

    private func schedule(_ cancelAll: CancelAll, _ trader: Trader, _ invocation: Invocation) throws {
        guard !invocation.options.dryRun else {
            let (body, attributes) = try trader.body(cancelAll)
            let transaction = try trader.signed(body, attributes, nonce: Nonce(0))
            try invocation.emit(CancelReport.schedule(cancelAll, dryRun: transaction), of: trader)
            return
        }
        let question = "\(cancelAll.phrase) of account \(try trader.account())?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let sent = try trader.schedule(cancelAll)
        invocation.remember(sent)
        try invocation.emit(CancelReport.schedule(cancelAll, sent), of: trader)
    }

    private func cancelAll(_ trader: Trader, _ invocation: Invocation) throws {
        let market = try market.map { try trader.market($0) }
        let directory = try trader.markets()
        guard !invocation.options.dryRun else {
            let live = try trader.liveOrders(on: market)
            let cancelAll = CancelAll.now(on: market)
            let drafts =
                try cancelAll.isOneTransaction
                ? [trader.body(cancelAll)] : live.map { (try trader.body(cancelling: $0), .none) }
            let transactions = try drafts.map { try trader.signed($0.0, $0.1, nonce: Nonce(0)) }
            try invocation.emit(CancelReport.dryRun(of: live, transactions, directory), of: trader)
            return
        }
        let account = try trader.account()
        let place = market.map { "on \($0.symbol)" } ?? "of account \(account)"
        let isNeeded = market == nil || trader.needsConfirmation
        try invocation.confirm("cancel all orders \(place)?", isNeeded: isNeeded, trader)
        try invocation.announce(trader)
        let cancelled = try trader.cancelAll(on: market)
        for sent in cancelled.sent { invocation.remember(sent) }
        try invocation.emit(CancelReport.all(cancelled, directory), of: trader)
    }

    /// The fate of every one is written, and the exit code says how the whole came out; of a single one that could not be
    /// cancelled the error tells.
    private func cancelNamed(_ trader: Trader, _ invocation: Invocation) throws {
        let identifiers = try orders.map { try OrderIdentifier($0) }
        let directory = try trader.markets()
        let found = try trader.findOrAwait(identifiers)
        let known = found.compactMap { try? $0.get() }
        guard !invocation.options.dryRun else {
            for case .failure(let failure) in found where !missingOk || failure.exit != .notFound { throw failure }
            let over = known.first { $0.state.isFinal }
            let live = known.filter { !$0.state.isFinal }
            if let over, live.isEmpty, !missingOk { throw Failure(alreadyOver: over) }
            let transactions = try live.map { try trader.signed(trader.body(cancelling: $0), nonce: Nonce(0)) }
            try invocation.emit(CancelReport.dryRun(of: live, transactions, directory), of: trader)
            return
        }
        var fates: [OrderIndex: CancelFate] = [:]
        if known.contains(where: { !$0.state.isFinal }) {
            let question = known.count == 1 ? "cancel order \(known[0].index)?" : "cancel \(known.count) orders?"
            try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
            try invocation.announce(trader)
        }
        for (order, fate) in try zip(known, trader.cancel(known)) {
            fates[order.index] = fate
            if case .cancelled(_, let sent) = fate { invocation.remember(sent, clientOrderIndex: order.clientIndex) }
        }
        let lines = zip(identifiers, found).map { identifier, result in
            let fate: CancelFate? =
                switch result {
                case .success(let order): fates[order.index]
                case .failure(let failure): .failed(failure)
                }
            return CancelReport.Line(name: identifier.description, fate: fate, isMissingOk: missingOk)
        }
        if lines.count == 1, let failure = lines[0].failure { throw failure }
        try invocation.emit(CancelReport.named(lines, directory, invocation.context), of: trader)
        let exit = ExitClass.ofBatch(lines.map(\.exit))
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }
}

extension CancelAll {
    /// As it is asked for: `cancel all orders at 2026-11-22 17:03:11Z`.
    fileprivate var phrase: String {
        switch self {
        case .now: "cancel all orders"
        case .at(let time): "cancel all orders at \(Figures.time(time.value))"
        case .disarm: "take back the scheduled cancel-all"
        }
    }
}
