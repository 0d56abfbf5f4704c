import Glibc
import NIOCore
import NIOHTTP1

/// How answers leave.
extension HTTPHandler {
    /// Lets an answer go as it is to go: late, in part, or not at all; and not before the client takes what it asked for.
    func deliver(
        _ response: Response,
        _ delivery: Delivery,
        to head: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        guard delivery.delay == 0 else {
            var prompt = delivery
            prompt.delay = 0
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(delivery.delay)) { [prompt] in
                guard context.channel.isActive else { return }
                self.deliver(response, prompt, to: head, context)
            }
            return
        }
        let channel = context.channel
        guard channel.isWritable else { return hold { self.deliver(response, delivery, to: head, context) } }
        switch delivery.kind {
        case .whole:
            let staysOpen = beginAnswer(keepAlive: head.isKeepAlive)
            write(response, version: head.version, keepAlive: staysOpen, isHead: head.method == .HEAD, context)
            if !staysOpen { channel.closeGently() }
        case .none: context.close(promise: nil)
        case .reset:
            // Closing with unsent time zero sends a reset.
            let options = channel as? any SocketOptionProvider
            guard let set = options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)) else {
                channel.close(promise: nil)
                return
            }
            set.whenComplete { _ in channel.close(promise: nil) }
        case .broken:
            context.write(wrapOutboundOut(.head(line(of: response, head.version, keepAlive: true))), promise: nil)
            let half = String(response.body.prefix(response.body.count / 2))
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: half))))).whenComplete { _ in
                channel.close(promise: nil)
            }
        }
    }

    func write(
        _ response: Response,
        version: HTTPVersion,
        keepAlive: Bool,
        isHead: Bool = false,
        _ context: ChannelHandlerContext
    ) {
        let line = line(of: response, version, keepAlive: keepAlive)
        context.write(wrapOutboundOut(.head(line)), promise: nil)
        if !isHead {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: response.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func line(of response: Response, _ version: HTTPVersion, keepAlive: Bool) -> HTTPResponseHead {
        var headers = HTTPHeaders()
        headers.add(name: "content-type", value: response.type.rawValue)
        headers.add(name: "content-length", value: String(response.body.utf8.count))
        headers.add(name: "date", value: server.time().httpDate)
        headers.add(name: "server", value: "lighter-sandbox")
        if let allowed = response.allowed { headers.add(name: "allow", value: allowed) }
        if !keepAlive { headers.add(name: "connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: response.status)
        return HTTPResponseHead(version: version, status: status, headers: headers)
    }
}
