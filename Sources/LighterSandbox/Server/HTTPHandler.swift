import LighterEngine
import NIOCore
import NIOHTTP1

/// Collects a request of one connection, has it answered, and writes the answer.
final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What a connection needs of the server it belongs to.
    struct Server {
        /// Answers a request.
        let respond: (Request) -> (response: Response, delivery: Delivery)
        /// Hears of every request, as soon as it is whole.
        let requestArrived: () -> Void
        /// What the venue's clock shows.
        let time: () -> Moment
        /// The longest body, in bytes.
        let bodySize: Int
    }

    private enum State {
        case idle
        case collecting(HTTPRequestHead, ByteBuffer)
        /// The request is whole and its answer on the way.
        case answering
        /// The last answer is written; what still comes is dropped.
        case over
    }

    let server: Server
    private var state = State.idle
    /// Whether the client has ended sending.
    private var isInputClosed = false
    /// An answer that waits until the client has taken those before it. No request is read meanwhile.
    private var heldAnswer: (() -> Void)?

    init(_ server: Server) { self.server = server }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(var part):
            guard case .collecting(let head, var body) = state else { return }
            guard body.readableBytes + part.readableBytes <= server.bodySize else {
                refuse(.bodyTooLarge, status: 413, head.version, context)
                return
            }
            state = .idle
            body.writeBuffer(&part)
            state = .collecting(head, body)
        case .end:
            guard case .collecting(let head, let body) = state else { return }
            state = .answering
            server.requestArrived()
            let (response, delivery) = answer(head, body, from: context.remoteAddress?.ipAddress ?? "")
            deliver(response, delivery, to: head, context)
        }
    }

    /// Hears that the answer to the last request is about to be written, after which the next one may come at once; says
    /// whether it may.
    func beginAnswer(keepAlive: Bool) -> Bool {
        let staysOpen = keepAlive && !isInputClosed
        state = staysOpen ? .idle : .over
        return staysOpen
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard case .idle = state else { return }
        let length = head.headers.first(name: "content-length").flatMap(Int.init) ?? 0
        guard length <= server.bodySize else {
            refuse(.bodyTooLarge, status: 413, head.version, context)
            return
        }
        state = .collecting(head, ByteBuffer())
        guard head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" }) else {
            return
        }
        let goOn = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }

    /// Answers what is not, or not yet, a request, and wants no more of it.
    private func refuse(_ refusal: Refusal, status: Int, _ version: HTTPVersion, _ context: ChannelHandlerContext) {
        state = .over
        server.requestArrived()
        write(Response(refusal, status: status), version: version, keepAlive: false, context)
        context.channel.closeGently()
    }

    /// Keeps an answer back while the client leaves too much unread: what lies unsent stays bounded, however much is asked.
    func hold(_ answer: @escaping () -> Void) { heldAnswer = answer }

    // MARK: What else happens to a connection

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let answer = heldAnswer {
            heldAnswer = nil
            answer()
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        heldAnswer = nil
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
        if case .inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            switch state {
            case .idle, .over: context.close(promise: nil)
            // The end of a request that never came is an error of its own.
            case .collecting, .answering: break
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.close(promise: nil)
            return
        }
        if case .over = state { return }
        switch error {
        case .headerOverflow: refuse(.headTooLarge, status: 431, .http1_1, context)
        default: refuse(.invalidParameter.detailed("this is no HTTP: \(error)"), status: 400, .http1_1, context)
        }
    }

    // MARK: Answering

    private func answer(
        _ head: HTTPRequestHead,
        _ body: ByteBuffer,
        from address: String
    ) -> (response: Response, delivery: Delivery) {
        // HEAD is GET without what GET says.
        let word = head.method == .HEAD ? "GET" : head.method.rawValue
        guard let method = Request.Method(rawValue: word) else { return (.methodNotAllowed(nil), Delivery()) }
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
        return server.respond(request)
    }
}

extension Refusal {
    fileprivate static let bodyTooLarge = invalidParameter.detailed("the request body is too large")
    fileprivate static let headTooLarge = invalidParameter.detailed("the request head is too large")
}
