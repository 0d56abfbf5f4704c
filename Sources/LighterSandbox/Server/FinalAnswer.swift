import LighterEngine
import NIOCore
import NIOHTTP1

/// An answer written past the HTTP handlers: the last thing said on a connection on which nothing can be asked properly.
struct FinalAnswer {
    let response: Response
    let time: Moment

    var bytes: ByteBuffer {
        let status = HTTPResponseStatus(statusCode: response.status)
        return ByteBuffer(
            string: """
                HTTP/1.1 \(status.code) \(status.reasonPhrase)\r
                content-type: \(response.type.rawValue)\r
                content-length: \(response.body.utf8.count)\r
                date: \(time.httpDate)\r
                server: lighter-sandbox\r
                connection: close\r
                \r
                \(response.body)
                """
        )
    }
}

extension FinalAnswer {
    static func tooManyConnections(at time: Moment) -> FinalAnswer {
        FinalAnswer(response: Response(.tooManyConnections, status: 429), time: time)
    }

    static func tooSlow(at time: Moment) -> FinalAnswer {
        FinalAnswer(response: Response(Refusal(29501, "process timeout"), status: 408), time: time)
    }
}

extension Channel {
    /// Ends sending, and closes once the client has ended too or does not for a while: a connection that is closed with
    /// bytes unread is reset, and its client may lose the answer.
    func closeGently() {
        close(mode: .output, promise: nil)
        let end = eventLoop.scheduleTask(in: .seconds(2)) { self.close(promise: nil) }
        closeFuture.whenComplete { _ in end.cancel() }
    }
}

/// Tells a connection that there are too many, whatever it asks.
final class RefusingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: () -> FinalAnswer

    init(_ answer: @escaping () -> FinalAnswer) { self.answer = answer }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(answer().bytes), promise: nil)
        context.channel.closeGently()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
