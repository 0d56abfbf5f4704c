import LighterEngine
import LighterJSON
import NIOCore
import NIOWebSocket

/// One client of the streams.
final class StreamConnection: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// The client's address.
    let address: String
    /// Whether it connected for reading only.
    let isReadOnly: Bool
    var subscriptions: Set<StreamChannel> = []

    /// How long a client may take to answer a closing frame.
    private static let farewell = TimeAmount.seconds(1)

    private let hub: StreamHub
    private var context: ChannelHandlerContext?
    private var assembler = FrameAssembler()
    /// Messages that wait for their answer.
    private var inbox: [[UInt8]] = []
    private var isAnswering = false
    /// Answers that are held back on purpose.
    private var lateAnswers = 0
    private var messages: MinuteCount
    private var lastHeard = NIODeadline.now()
    private var isClosing = false
    private var isFlushed = true
    private var watch: RepeatedTask?

    init(_ hub: StreamHub, address: String, isReadOnly: Bool) {
        self.hub = hub
        self.address = address
        self.isReadOnly = isReadOnly
        messages = hub.minuteCount(hub.limits.messagesPerMinute)
    }

    // MARK: Coming and going

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        hub.add(self)
        var random = SystemRandomNumberGenerator()
        send(.object(["session_id": .string(StreamConnection.sessionIdentifier(&random)), "type": "connected"]))
        let interval = TimeAmount.milliseconds(hub.limits.pingInterval)
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        watch = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            connection.value.askWhetherAlive()
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    /// Closes the connection in the proper way.
    func close(_ code: WebSocketErrorCode) {
        guard !isClosing, let context else { return }
        isClosing = true
        inbox = []
        var data = ByteBuffer()
        data.write(webSocketErrorCode: code)
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        // What the client still sends is read to the end: a reset would take our last words from it.
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: StreamConnection.farewell) { channel.close(promise: nil) }
    }

    private func end() {
        guard context != nil else { return }
        context = nil
        isClosing = true
        inbox = []
        watch?.cancel()
        hub.remove(self)
        subscriptions = []
    }

    private func askWhetherAlive() {
        if NIODeadline.now() - lastHeard >= .milliseconds(hub.limits.silence) {
            close(.policyViolation)
        } else {
            send(.object(["type": "ping"]))
        }
    }

    /// A number in the form of a UUID of version 4.
    private static func sessionIdentifier(_ random: inout some RandomNumberGenerator) -> String {
        var digits = ""
        for bits in [random.next() & ~0xF000 | 0x4000, random.next() & ~(3 << 62) | 1 << 63] as [UInt64] {
            let text = String(bits, radix: 16)
            digits += String(repeating: "0", count: 16 - text.count) + text
        }
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }

    // MARK: Hearing

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        lastHeard = .now()
        do throws(FrameAssembler.Violation) {
            switch try assembler.take(unwrapInboundIn(data)) {
            case .part, .pong: return
            case .message(let text): hear(text)
            case .ping(let data): answerPing(data, context)
            case .close(let code): close(code)
            }
        } catch { close(error.code) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error as? NIOWebSocketError {
        case .invalidFrameLength: close(.messageTooLarge)
        case .fragmentedControlFrame, .multiByteControlFrameLength: close(.protocolError)
        default: context.close(promise: nil)
        }
    }

    /// A client that ended sending before it was one of the streams is gone too.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { answerSoon() }
        context.fireChannelWritabilityChanged()
    }

    private func answerPing(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
        guard messages.take(at: lastHeard.milliseconds) else { return refuse(.tooManyMessages) }
        write(WebSocketFrame(fin: true, opcode: .pong, data: data))
        flush()
    }

    private func hear(_ text: [UInt8]) {
        guard inbox.count + lateAnswers < hub.limits.inFlight else { return refuse(.tooManyInFlight) }
        inbox.append(text)
        answerSoon()
    }

    /// Answers what waits once the present burst is read. A client that does not take its answers gets no more of them.
    private func answerSoon() {
        guard !isAnswering, !inbox.isEmpty, let context else { return }
        isAnswering = true
        context.eventLoop.assumeIsolated().execute { [weak self] in self?.answerWaiting() }
    }

    private func answerWaiting() {
        isAnswering = false
        while !inbox.isEmpty, let context, context.channel.isWritable { answer(inbox.removeFirst()) }
    }

    private func answer(_ text: [UInt8]) {
        let isInTime: Bool
        do throws(Refusal) {
            let message = try ClientMessage(text)
            if case .send = message { isInTime = true } else { isInTime = messages.take(at: lastHeard.milliseconds) }
            guard isInTime else { throw .tooManyMessages }
            hub.take(message, from: self)
        } catch { refuse(error) }
    }

    // MARK: Telling

    func send(_ json: JSON) {
        guard let message = ByteBuffer.message(json) else { return }
        write(WebSocketFrame(fin: true, opcode: .text, data: message))
        flush()
    }

    /// Sends an answer as it is to go. One that is not to arrive whole takes the connection with it.
    func answer(_ json: JSON, _ delivery: Delivery) {
        guard delivery.delay == 0 else {
            var prompt = delivery
            prompt.delay = 0
            lateAnswers += 1
            context?.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(delivery.delay)) { [prompt] in
                self.lateAnswers -= 1
                self.answer(json, prompt)
            }
            return
        }
        switch delivery.kind {
        case .whole: send(json)
        case .none, .reset, .broken: context?.close(promise: nil)
        }
    }

    func refuse(_ refusal: Refusal) { send(.object(["error": refusal.streamError])) }

    /// Writes a message that goes out with the next ``flush()``; whether it is the first of those.
    func write(_ message: ByteBuffer) -> Bool {
        let isFirst = isFlushed
        write(WebSocketFrame(fin: true, opcode: .text, data: message))
        return isFirst && !isFlushed
    }

    func flush() {
        isFlushed = true
        context?.flush()
    }

    /// A client for whom too much lies unsent is dropped: what it would read is no longer true, and it would hold memory
    /// without bound.
    private func write(_ frame: WebSocketFrame) {
        guard !isClosing, let context else { return }
        let unsent = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        guard unsent <= hub.limits.backlog else {
            context.close(promise: nil)
            return
        }
        isFlushed = false
        context.write(wrapOutboundOut(frame), promise: nil)
    }
}
