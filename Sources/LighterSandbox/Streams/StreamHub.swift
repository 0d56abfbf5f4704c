import LighterEngine
import LighterJSON
import NIOCore
import NIOWebSocket

/// The streams of the venue: who is connected, what they ask, what they are told. It lives on one event loop.
final class StreamHub {
    /// Time between two messages of a book.
    private static let tick = TimeAmount.milliseconds(50)
    /// Ticks between two messages of a candle.
    private static let slowTick = 10

    let limits: StreamLimits
    private let sandbox: Sandbox
    private let loop: any EventLoop
    /// Answers a request as it is answered over HTTP.
    private let respond: (Request) -> (response: Response, delivery: Delivery)
    /// Hears of every message of a client.
    private let touch: () -> Void
    private var connections: [StreamConnection] = []
    /// New connections by address.
    private var arrivals: [String: MinuteCount] = [:]
    private let topics = StreamTopics()
    private var ticking: RepeatedTask?
    private var tickNumber = 0

    init(
        _ sandbox: Sandbox,
        on loop: any EventLoop,
        respond: @escaping (Request) -> (response: Response, delivery: Delivery),
        touch: @escaping () -> Void
    ) {
        self.sandbox = sandbox
        self.loop = loop
        self.respond = respond
        self.touch = touch
        limits = sandbox.settings.streamLimits
    }

    // MARK: Connections

    /// Why an address may not open another connection now; nil when it may, which is counted.
    func refusal(ofConnectionFrom address: String) -> Refusal? {
        guard connections.count(where: { $0.address == address }) < limits.connections else {
            return .tooManyConnections
        }
        var arrival = arrivals[address] ?? minuteCount(limits.connectionsPerMinute)
        let isTaken = arrival.take(at: NIODeadline.now().milliseconds)
        arrivals[address] = arrival
        return isTaken ? nil : .tooManyConnections
    }

    /// A count of what is limited by the minute.
    func minuteCount(_ limit: Int) -> MinuteCount {
        MinuteCount(limit: sandbox.settings.rateLimits == nil ? nil : limit)
    }

    func add(_ connection: StreamConnection) { connections.append(connection) }

    func remove(_ connection: StreamConnection) {
        connections.removeAll { $0 === connection }
        for channel in connection.subscriptions { topics.leave(channel, connection) }
        restIfIdle()
    }

    /// Tells all clients that the venue goes, and lets them go.
    func shutDown() {
        for connection in connections {
            connection.send(.object(["type": "shutdown", "close_in_ms": 0]))
            connection.close(.goingAway)
        }
        ticking?.cancel()
    }

    // MARK: What clients say

    /// Does what a message asks for, and answers it.
    func take(_ message: ClientMessage, from connection: StreamConnection) {
        touch()
        switch message {
        case .ping: connection.send(.object(["type": "pong"]))
        case .pong: return
        case .subscribe(let name, let token): subscribe(connection, to: name, token: token)
        case .unsubscribe(let name): unsubscribe(connection, from: name)
        case .send(let transaction): send(transaction, from: connection)
        }
    }

    private func send(_ transaction: StreamTransaction, from connection: StreamConnection) {
        do throws(Refusal) {
            guard !connection.isReadOnly else { throw .unsupportedOperation(transaction.kind.rawValue) }
            var request = try transaction.request()
            request.address = connection.address
            let (response, delivery) = respond(request)
            connection.answer(transaction.reply(response), delivery)
            tell()
        } catch { connection.send(transaction.refusal(error)) }
    }

    private func subscribe(_ connection: StreamConnection, to name: String, token: String?) {
        do throws(Refusal) {
            guard let channel = StreamChannel(name) else { throw .invalidChannel }
            guard !connection.subscriptions.contains(channel) else { throw .alreadySubscribed(channel.shortName) }
            try checkLimits(of: connection, adding: channel)
            // Tokens and snapshots are of this very moment.
            _ = sandbox.advance()
            var deliveries: [StreamDelivery] = []
            try sandbox.withEngine { engine throws(Refusal) in
                try channel.authorize(token, engine)
                deliveries = try topics.join(channel, connection, &engine)
            }
            connection.subscriptions.insert(channel)
            deliver(deliveries)
            startTicking()
        } catch { connection.refuse(error) }
    }

    private func unsubscribe(_ connection: StreamConnection, from name: String) {
        guard let channel = StreamChannel(name) else { return connection.refuse(.invalidChannel) }
        guard connection.subscriptions.remove(channel) != nil else {
            return connection.refuse(.notSubscribed(channel.shortName))
        }
        topics.leave(channel, connection)
        connection.send(.object(["type": "unsubscribed", "channel": .string(channel.shortName)]))
        restIfIdle()
    }

    private func checkLimits(of connection: StreamConnection, adding channel: StreamChannel) throws(Refusal) {
        guard connection.subscriptions.count < limits.subscriptions else { throw .tooManySubscriptions }
        let accounts = Set(connection.subscriptions.compactMap(\.account) + [channel.account].compactMap { $0 })
        guard accounts.count <= limits.accounts else { throw .tooManyAccounts }
    }

    // MARK: What clients are told

    /// Tells what happened since this was called last, books and statistics aside.
    func tell() {
        guard !topics.isEmpty else { return }
        deliverChanges()
    }

    private func startTicking() {
        guard ticking == nil, topics.needsTicks else { return }
        let hub = NIOLoopBound(self, eventLoop: loop)
        ticking = loop.scheduleRepeatedTask(initialDelay: StreamHub.tick, delay: StreamHub.tick) { _ in
            hub.value.tellOnTime()
        }
    }

    private func tellOnTime() {
        tickNumber += 1
        _ = sandbox.advance()
        deliverChanges(isTick: true, isSlowTick: tickNumber.isMultiple(of: StreamHub.slowTick))
    }

    private func deliverChanges(isTick: Bool = false, isSlowTick: Bool = false) {
        var deliveries: [StreamDelivery] = []
        sandbox.withEngine { deliveries = topics.changes(&$0, isTick: isTick, isSlowTick: isSlowTick) }
        deliver(deliveries)
    }

    private func restIfIdle() {
        if !topics.needsTicks {
            ticking?.cancel()
            ticking = nil
        }
        if topics.isEmpty { sandbox.withEngine { $0.isJournalKept = false } }
    }

    /// Writes all messages, then lets them go: one system call for a client, however many it gets.
    private func deliver(_ deliveries: [StreamDelivery]) {
        var written: [StreamConnection] = []
        for delivery in deliveries {
            for connection in delivery.recipients where connection.write(delivery.message) {
                written.append(connection)
            }
        }
        for connection in written { connection.flush() }
    }
}

extension StreamChannel {
    /// A token that is given has to hold, whether or not it is needed; market data looks at none.
    ///
    /// - Throws: ``Refusal`` 20001 without a token, 20013 for one that does not hold or is another account's.
    fileprivate func authorize(_ token: String?, _ engine: Engine) throws(Refusal) {
        guard let account else { return }
        guard let token, !token.isEmpty else {
            guard family.needsToken else { return }
            throw .invalidParameter.detailed("the auth field is missing")
        }
        guard try Authorization(token, engine).covers(account, engine.exchange) else {
            throw .invalidToken("it is not for account \(account)")
        }
    }
}

extension NIODeadline {
    var milliseconds: Int64 { Int64(uptimeNanoseconds / 1_000_000) }
}
