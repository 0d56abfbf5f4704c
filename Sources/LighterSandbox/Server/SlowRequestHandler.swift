import NIOCore

/// Lets no request take for ever to arrive. It sees the bytes before they are a request.
final class SlowRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let patience: TimeAmount
    private let answer: () -> FinalAnswer
    private var deadline: Scheduled<Void>?
    private var isOver = false

    /// - Parameters:
    ///   - patience: From the first byte of a request to its last.
    ///   - answer: What one that takes longer is told.
    init(patience: TimeAmount, answer: @escaping () -> FinalAnswer) {
        self.patience = patience
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        if deadline == nil {
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.end(context) }
        }
        context.fireChannelRead(data)
    }

    /// Hears that a request is whole.
    func requestArrived() {
        deadline?.cancel()
        deadline = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        requestArrived()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { requestArrived() }

    private func end(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        isOver = true
        context.writeAndFlush(wrapOutboundOut(answer().bytes), promise: nil)
        context.channel.closeGently()
    }
}
