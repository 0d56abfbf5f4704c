import Glibc
import LighterEngine
import NIOCore
import NIOHTTP1

/// Collects a request of one connection, has it answered, and writes the answer.
final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The longest body, in bytes.
    static let bodyLimit = 1 << 20

    private enum State {
        case idle
        case collecting(HTTPRequestHead, ByteBuffer)
        /// The answer is written; what still comes of the request is dropped.
        case refused
    }

    private let respond: (Request) -> (response: Response, delivery: Delivery)
    private let touch: () -> Void
    private let time: () -> Moment
    private var state = State.idle

    /// - Parameters:
    ///   - respond: Answers a request.
    ///   - touch: Hears of every request.
    ///   - time: What the venue's clock shows.
    init(
        respond: @escaping (Request) -> (response: Response, delivery: Delivery),
        touch: @escaping () -> Void,
        time: @escaping () -> Moment
    ) {
        self.respond = respond
        self.touch = touch
        self.time = time
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): state = .collecting(head, ByteBuffer())
        case .body(var part):
            guard case .collecting(let head, var body) = state else { return }
            state = .idle
            guard body.readableBytes + part.readableBytes <= HTTPHandler.bodyLimit else {
                state = .refused
                touch()
                let refusal = Refusal.invalidParameter.detailed("the request body is too large")
                write(Response(refusal, status: 413), to: head, keepAlive: false, context)
                return
            }
            body.writeBuffer(&part)
            state = .collecting(head, body)
        case .end:
            guard case .collecting(let head, let body) = state else { return }
            state = .idle
            touch()
            // A method unknown here may want an answer of another form, as HEAD does.
            let isKnown = Request.Method(rawValue: head.method.rawValue) != nil
            let (response, delivery) = answer(head, body, from: context.remoteAddress?.ipAddress ?? "")
            deliver(response, delivery, to: head, keepAlive: head.isKeepAlive && isKnown, context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(
        _ head: HTTPRequestHead,
        _ body: ByteBuffer,
        from address: String
    ) -> (response: Response, delivery: Delivery) {
        guard let method = Request.Method(rawValue: head.method.rawValue) else {
            return (Response(Refusal(Refusal.notFound.code, "method not allowed"), status: 405), Delivery())
        }
        guard var request = Request(method: method, target: head.uri) else {
            return (Response(.invalidParameter.detailed("the request target cannot be read")), Delivery())
        }
        request.address = address
        request.authorization = head.headers.first(name: "authorization").flatMap { $0.isEmpty ? nil : $0 }
        request.host = head.headers.first(name: "host")
        let contentType = head.headers.first(name: "content-type") ?? ""
        guard request.readForm(Array(body.readableBytesView), contentType: contentType) else {
            return (Response(.invalidParameter.detailed("the request body is no form")), Delivery())
        }
        return respond(request)
    }

    /// Lets an answer go as it is to go: late, in part, or not at all.
    private func deliver(
        _ response: Response,
        _ delivery: Delivery,
        to head: HTTPRequestHead,
        keepAlive: Bool,
        _ context: ChannelHandlerContext
    ) {
        guard delivery.delay == 0 else {
            var prompt = delivery
            prompt.delay = 0
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(delivery.delay)) { [prompt] in
                guard context.channel.isActive else { return }
                self.deliver(response, prompt, to: head, keepAlive: keepAlive, context)
            }
            return
        }
        switch delivery.kind {
        case .whole: write(response, to: head, keepAlive: keepAlive, context)
        case .none: context.close(promise: nil)
        case .reset:
            // Closing with unsent time zero sends a reset.
            let channel = context.channel
            let options = channel as? any SocketOptionProvider
            guard let set = options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)) else {
                channel.close(promise: nil)
                return
            }
            set.whenComplete { _ in channel.close(promise: nil) }
        case .broken:
            context.write(wrapOutboundOut(.head(line(of: response, to: head, keepAlive: keepAlive))), promise: nil)
            let half = String(response.body.prefix(response.body.count / 2))
            let channel = context.channel
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: half))))).whenComplete { _ in
                channel.close(promise: nil)
            }
        }
    }

    private func write(
        _ response: Response,
        to head: HTTPRequestHead,
        keepAlive: Bool,
        _ context: ChannelHandlerContext
    ) {
        let line = line(of: response, to: head, keepAlive: keepAlive)
        context.write(wrapOutboundOut(.head(line)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: response.body)))), promise: nil)
        let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        guard !keepAlive else { return }
        let channel = context.channel
        end.whenComplete { _ in channel.close(promise: nil) }
    }

    private func line(of response: Response, to head: HTTPRequestHead, keepAlive: Bool) -> HTTPResponseHead {
        var headers = HTTPHeaders()
        headers.add(name: "content-type", value: response.type.rawValue)
        headers.add(name: "content-length", value: String(response.body.utf8.count))
        headers.add(name: "date", value: HTTPDate.text(time()))
        headers.add(name: "server", value: "lighter-sandbox")
        if !keepAlive { headers.add(name: "connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: response.status)
        return HTTPResponseHead(version: head.version, status: status, headers: headers)
    }
}

/// A time as HTTP headers write it (RFC 9110, section 5.6.7).
enum HTTPDate {
    static func text(_ moment: Moment) -> String {
        var seconds = Int(moment.seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            let count = strftime(text.baseAddress, 64, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
