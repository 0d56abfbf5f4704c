import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterSigning
import LighterTransactions
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A running sandbox: the local venue on a TCP port of loopback.
public final class SandboxServer: Sendable {
    /// The account it started with.
    public let identity: SandboxIdentity
    /// The port it listens on.
    public let port: Int
    public let settings: SandboxSettings

    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let heartbeat: Heartbeat
    private let activity: Activity
    private let streams: NIOLoopBound<StreamHub>

    /// Opens the venue and starts to listen.
    ///
    /// - Throws: an `IOError` when the port cannot be had, a `SocketAddressError` for what is no IP address.
    public static func start(_ settings: SandboxSettings) throws -> SandboxServer {
        let sandbox = try Sandbox(settings)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            return try SandboxServer(sandbox, group)
        } catch {
            try? group.syncShutdownGracefully()
            throw error
        }
    }

    private init(_ sandbox: Sandbox, _ group: MultiThreadedEventLoopGroup) throws {
        let loop = group.next()
        let heartbeat = Heartbeat(sandbox, on: loop)
        let activity = Activity()
        let respond: @Sendable (Request) -> (response: Response, delivery: Delivery) = { request in
            let answer = sandbox.respond(to: request)
            heartbeat.reschedule()
            return answer
        }
        let streams = try loop.submit {
            let hub = StreamHub(sandbox, on: loop, respond: respond) { activity.touch() }
            return NIOLoopBound(hub, eventLoop: loop)
        }.wait()
        heartbeat.follow { streams.value.tell() }
        let limits = sandbox.settings.connectionLimits
        let count = ConnectionCount(limit: limits.connections)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4_096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    switch count.admit(channel) {
                    case .served: break
                    case .refused:
                        try pipeline.addHandler(RefusingHandler { .tooManyConnections(at: sandbox.time) })
                        return
                    case .closed: throw ChannelError.eof
                    }
                    let slow = SlowRequestHandler(patience: .milliseconds(limits.requestTime)) {
                        .tooSlow(at: sandbox.time)
                    }
                    try pipeline.addHandler(slow)
                    var decoder = NIOHTTPDecoderLimitConfiguration()
                    decoder.maxHeaderListSize = limits.headSize
                    try pipeline.configureHTTPServerPipeline(
                        withErrorHandling: false,
                        withEncoderConfiguration: .init(),
                        withDecoderLimitConfiguration: decoder
                    )
                    try pipeline.addHandler(IdleStateHandler(allTimeout: .milliseconds(limits.silence)))
                    let upgrade = StreamUpgrade(streams)
                    try pipeline.addHandler(upgrade)
                    let server = HTTPHandler.Server(
                        respond: {
                            if let refusal = upgrade.answer(to: $0) { return (refusal, Delivery()) }
                            let answer = respond($0)
                            streams.value.tell()
                            return answer
                        },
                        requestArrived: {
                            activity.touch()
                            slow.requestArrived()
                        },
                        time: { sandbox.time },
                        bodySize: limits.bodySize
                    )
                    try pipeline.addHandler(HTTPHandler(server))
                }
            }
        listener = try bootstrap.bind(
            to: try SocketAddress(ipAddress: sandbox.settings.address, port: sandbox.settings.port)
        ).wait()
        guard let port = listener.localAddress?.port else { throw ChannelError.unknownLocalAddress }
        self.port = port
        self.group = group
        self.heartbeat = heartbeat
        self.activity = activity
        self.streams = streams
        identity = sandbox.identity
        settings = sandbox.settings
        heartbeat.reschedule()
    }

    public var url: String { "http://\(host):\(port)" }
    public var streamURL: String { "ws://\(host):\(port)/stream" }

    /// The address as a URL has it, and one that can be connected to where it stands for all of them.
    private var host: String {
        switch settings.address {
        case "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        case let address: address.contains(":") ? "[\(address)]" : address
        }
    }

    /// Microseconds since the last request, or since the start.
    public var idleTime: Int64 { Moment.now.microseconds - activity.last.microseconds }

    /// Stops listening, closes all connections, ends the thread.
    public func stop() {
        heartbeat.stop()
        try? listener.close().wait()
        let streams = streams
        try? listener.eventLoop.submit { streams.value.shutDown() }.wait()
        try? group.syncShutdownGracefully()
    }

    /// What a program that started the sandbox needs to know, as JSON.
    ///
    /// - Throws: `JSONError` never in practice.
    public func announcement(processID: Int32) throws -> String {
        try JSON.object(
            JSONObject([
                ("url", .string(url)),
                ("stream_url", .string(streamURL)),
                ("chain_id", .integer(settings.chainID.value)),
                ("account_index", .integer(identity.accountIndex.value)),
                ("api_key_index", .integer(identity.apiKeyIndex.value)),
                ("private_key", .string("0x" + identity.privateKey.exposedHex())),
                ("public_key", .string(identity.privateKey.publicKey.hexDigits)),
                ("l1_address", .string(identity.owner.address.description)),
                ("l1_private_key", .string("0x" + identity.owner.exposedHex())),
                ("pid", .integer(Int64(processID))),
            ])
        ).encoded()
    }
}

/// When the last request came.
private final class Activity: Sendable {
    private let moment = Mutex(Moment.now)

    var last: Moment { moment.withLock { $0 } }

    func touch() { moment.withLock { $0 = .now } }
}
