import Dispatch
import Glibc
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions

/// Sends the orders of a file or a stream: while some are on their way, the next ones are read, checked and signed. Each is
/// answered by a line, in their order and in bounded memory.
struct SubmitStream {
    let invocation: Invocation
    let batch: BatchOptions
    let wait: WaitTarget?

    /// How many requests' orders are written to the ledger together, and sent without letting the key go.
    private static let requestsTogether: ClosedRange<Int> = 1...32
    /// How long others who want the key, to cancel say, may have to wait for it.
    private static let patience: ClosedRange<Duration> = .milliseconds(250) ... .seconds(1)

    func run(_ source: LineReader) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        try trader.requireWritable()
        let question = "send the orders of \(batch.file ?? "standard input") on \(trader.profile.network.rawValue)?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        if !invocation.options.dryRun { try invocation.announce(trader) }
        trader.beginStream()
        let preparing = try preparing(source, trader)
        let watching = Watching(try trader.companion(), until: wait ?? trader.profile.defaults.wait)
        let (readQueue, watchQueue) = (DispatchQueue(label: "orders"), DispatchQueue(label: "orders.underway"))
        var together = 4
        func ahead(signingFrom nonce: Nonce?) -> Ahead<Result<Block, Failure>> {
            let most = batch.size * together
            return Ahead(on: readQueue) { preparing.next(most: most, signingFrom: nonce) }
        }

        // Where orders are typed, the terminal is the person's.
        let showsProgress = batch.file != nil || isatty(invocation.world.input) != 1
        if showsProgress { invocation.waiting.begin("reading orders") }
        defer { if showsProgress { invocation.waiting.end() } }
        let lines = BatchLines(invocation, account: try trader.account(), showsProgress: showsProgress)
        var nonce = invocation.options.dryRun ? nil : trader.expectedNonce()
        var next: Ahead? = ahead(signingFrom: nonce)
        var watched: Ahead<Void>?
        while let block = try next?.get(unless: invocation.world.isInterrupted)?.get() {
            let expected = nonce?.advanced(by: block.orders.orders.count)
            next = block.ending == nil ? ahead(signingFrom: expected) : nil
            let began = ContinuousClock.now
            let sent = try send(block.orders, trader, lines)
            together = SubmitStream.requestsTogether(after: together, in: began.duration(to: .now))
            // What was sent before is watched while this block is sent, and no longer.
            watched?.wait()
            watched = Ahead(on: watchQueue) { watching.watch(sent, lines) }
            if next == nil || !sent.isWhole { watched?.wait() }
            if let ending = block.ending { lines.end(with: ending) }
            guard lines.isWritable else { break }
            guard batch.continueOnError || !lines.hasFailure else {
                watched?.wait()
                tellRest(next, preparing, isFile: source.isFile, lines)
                break
            }
            nonce = invocation.options.dryRun ? nil : trader.expectedNonce() ?? expected
        }
        watched?.wait()
        if invocation.world.isInterrupted() { lines.end(with: .interrupted) }
        try lines.finish(invocation)
    }

    /// More at once where they were sent fast, fewer where they were sent slowly.
    private static func requestsTogether(after count: Int, in time: Duration) -> Int {
        if time < patience.lowerBound { return min(count * 2, requestsTogether.upperBound) }
        return time > patience.upperBound ? max(count / 2, requestsTogether.lowerBound) : count
    }

    private func preparing(_ source: LineReader, _ trader: Trader) throws(Failure) -> Preparing {
        let format = batch.input ?? batch.file.flatMap(OrderFormat.init(fileName:))
        let reader = OrderReader(source, format, most: batch.max ?? .max, invocation)
        return Preparing(reader, OrderPreparation(try trader.companion()))
    }

    /// Tells that what comes after a failure was not sent: of a file to its end, of a stream as far as it was read.
    private func tellRest(
        _ ahead: Ahead<Result<Block, Failure>>?,
        _ preparing: Preparing,
        isFile: Bool,
        _ lines: BatchLines
    ) {
        let isImpatient = { !isFile || invocation.world.isInterrupted() }
        guard var block = try? ahead?.get(unless: isImpatient)?.get() else { return }
        while true {
            let first = lines.begin(block.orders.items)
            for (place, item) in block.orders.items.enumerated() {
                let context = (try? item.order.get())?.context ?? FailureContext()
                lines.tell(first + place, .failure(Failure.notSent.with(context)))
            }
            guard isFile, block.ending == nil, lines.isWritable, !invocation.world.isInterrupted(),
                let next = try? preparing.next(most: batch.size, signingFrom: nil).get()
            else { return }
            block = next
        }
    }

    private func send(_ block: PreparedOrders, _ trader: Trader, _ lines: BatchLines) throws -> SentBlock {
        let first = lines.begin(block.items)
        let firstFailure = block.items.firstIndex { (try? $0.order.get()) == nil } ?? block.items.endIndex
        let end = batch.continueOnError ? block.items.endIndex : firstFailure
        var sent = SentBlock(isWhole: end == block.items.endIndex)
        var orders: [NewOrder] = []
        for (place, item) in block.items.enumerated() {
            switch item.order {
            case .failure(let failure) where place <= end: lines.tell(first + place, .failure(failure))
            case .failure: lines.tell(first + place, .failure(.notSent))
            case .success(let order) where place < end:
                sent.places.append(first + place)
                orders.append(order)
            case .success(let order): lines.tell(first + place, .failure(Failure.notSent.with(order.context)))
            }
        }
        guard !invocation.options.dryRun else {
            for (place, order) in zip(sent.places, orders) {
                lines.tell(dryRun: place, try DryRun.json(order, trader))
            }
            return sent
        }
        let places = sent.places
        sent.underway = trader.send(
            orders,
            signedAhead: Array(block.signedAhead.prefix(orders.count)),
            inRequestsOf: batch.size,
            wait: wait ?? trader.profile.defaults.wait,
            stopsAtFailure: !batch.continueOnError
        ) { number, result in
            lines.tell(places[number], result)
            return lines.isWritable
        }
        return sent
    }
}

/// A block of orders that was sent, and where their lines are.
private struct SentBlock: Sendable {
    /// Whether all of them were orders.
    let isWhole: Bool
    var places: [Int] = []
    var underway = OrdersUnderway()
}

/// What waits for orders on a thread of its own.
private final class Watching: @unchecked Sendable {
    // Used by one queue alone, which works one block off after the other.
    private let trader: Trader
    private let target: WaitTarget

    init(_ trader: Trader, until target: WaitTarget) {
        self.trader = trader
        self.target = target
    }

    func watch(_ sent: SentBlock, _ lines: BatchLines) {
        // On Linux a thread's own: where processors are few, what is on its way to the venue goes first.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        trader.watch(sent.underway, until: target) { number, result in lines.tell(sent.places[number], result) }
    }
}

/// Orders that are ready to be sent, and whether others follow.
private struct Block: Sendable {
    let orders: PreparedOrders
    let ending: ExitClass?
}

/// What reads and prepares orders on a thread of its own.
private final class Preparing: @unchecked Sendable {
    // Used by one queue alone, which works one block out after the other.
    private let reader: OrderReader
    private let preparation: OrderPreparation

    init(_ reader: OrderReader, _ preparation: OrderPreparation) {
        self.reader = reader
        self.preparation = preparation
    }

    func next(most: Int, signingFrom nonce: Nonce?) -> Result<Block, Failure> {
        Result { () throws(Failure) in
            let records = try reader.next(most: most)
            return Block(orders: preparation.prepare(records, signingFrom: nonce), ending: reader.ending)
        }
    }
}

extension Nonce {
    fileprivate func advanced(by count: Int) -> Nonce? { Nonce(exactly: value + Int64(count)) }
}
