import LighterEngine
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Turns a connection that asks for the streams into one of them, whatever it asked for before.
final class StreamUpgrade: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    static let path = "/stream"

    private let hub: NIOLoopBound<StreamHub>
    /// Why the last connection to the streams was not let in.
    private var refusal: Refusal?

    init(_ hub: NIOLoopBound<StreamHub>) { self.hub = hub }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), StreamUpgrade.isHandshake(head) {
            refusal = hub.value.refusal(ofConnectionFrom: context.address)
            if refusal == nil { prepare(context) }
        }
        context.fireChannelRead(data)
    }

    /// The answer to a request for the streams that was not let in, or is no handshake.
    func answer(to request: Request) -> Response? {
        guard request.path == StreamUpgrade.path else { return nil }
        if let refusal { return Response(refusal, status: 429) }
        return Response(.invalidParameter.detailed("the streams want a WebSocket handshake"))
    }

    private static func isHandshake(_ head: HTTPRequestHead) -> Bool {
        let words = { (name: String) in head.headers[canonicalForm: name].map { $0.lowercased() } }
        let key = words("sec-websocket-key")
        return head.method == .GET && head.uri.prefix { $0 != "?" } == path && words("upgrade").contains("websocket")
            && words("connection").contains("upgrade") && words("sec-websocket-version") == ["13"]
            && key.count == 1 && key[0].utf8.count == 24
    }

    /// Lets what comes next take over the connection.
    private func prepare(_ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let (hub, address) = (hub, context.address)
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: FrameAssembler.messageLimit,
            automaticErrorHandling: false,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, head in
                let query = head.uri.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
                let isReadOnly = Parameters(urlEncoded: query)?.text("readonly") == "true"
                return channel.eventLoop.makeCompletedFuture {
                    let connection = StreamConnection(hub.value, address: address, isReadOnly: isReadOnly)
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
        )
        do {
            // A client of the streams that ends sending is gone, be it together with its handshake.
            try context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: false)
            let extra: [any RemovableChannelHandler] = [
                try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self),
                try pipeline.handler(type: HTTPServerPipelineHandler.self),
                try pipeline.handler(type: NIOHTTPResponseHeadersValidator.self),
                try pipeline.handler(type: SlowRequestHandler.self),
                try pipeline.handler(type: IdleStateHandler.self),
                try pipeline.handler(type: HTTPHandler.self),
                self,
            ]
            let upgrade = HTTPServerUpgradeHandler(
                upgraders: [upgrader],
                httpEncoder: try pipeline.handler(type: HTTPResponseEncoder.self),
                extraHTTPHandlers: extra,
                upgradeCompletionHandler: { _ in }
            )
            try pipeline.addHandler(upgrade, position: .after(self))
        } catch { context.fireErrorCaught(error) }
    }
}

extension ChannelHandlerContext {
    fileprivate var address: String { remoteAddress?.ipAddress ?? "" }
}
