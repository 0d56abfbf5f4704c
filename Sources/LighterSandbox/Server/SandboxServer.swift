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

    /// Connections that say nothing for so long are closed.
    private static let patience = TimeAmount.seconds(120)

    /// Opens the venue and starts to listen.
    ///
    /// - Throws: an `IOError` when the port cannot be had.
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
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                    try pipeline.addHandler(IdleStateHandler(allTimeout: SandboxServer.patience))
                    let upgrade = StreamUpgrade(streams)
                    try pipeline.addHandler(upgrade)
                    try pipeline.addHandler(
                        HTTPHandler {
                            if let refusal = upgrade.answer(to: $0) { return (refusal, Delivery()) }
                            let answer = respond($0)
                            streams.value.tell()
                            return answer
                        } touch: {
                            activity.touch()
                        } time: {
                            sandbox.time
                        }
                    )
                }
            }
        listener = try bootstrap.bind(host: "127.0.0.1", port: sandbox.settings.port).wait()
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

    public var url: String { "http://127.0.0.1:\(port)" }
    public var streamURL: String { "ws://127.0.0.1:\(port)/stream" }

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
