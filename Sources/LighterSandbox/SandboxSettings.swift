import Glibc
import LighterEngine
import LighterLayerOne
import LighterSigning
import LighterTransactions
import NIOCore

/// How a sandbox is started.
public struct SandboxSettings: Sendable {
    /// The TCP port on loopback; 0 for any free one.
    public var port: Int
    /// The IP address it listens on: loopback, unless whoever starts it says otherwise.
    public var address = SandboxSettings.loopback
    /// What keys, prices and sizes follow from; nil for something new each time.
    public var seed: UInt64?
    /// The chain id that transactions have to be signed for.
    public var chainID: ChainID
    /// Microseconds between taking a transaction and executing it.
    public var executionDelay: Int64
    /// Whether prices stand still and nobody but clients trades.
    public var isQuiet: Bool
    /// What goes wrong from the start.
    public var faults: FaultSettings
    /// What clients may do beneath any request.
    public var connectionLimits = ConnectionLimits()
    /// What one address may do on the streams.
    public var streamLimits = StreamLimits()
    /// The tier whose limits hold for the first account's owner and for each address; nil for no limits at all.
    public var rateLimits: Tier?

    /// What an owner may ask of the venue.
    public typealias Tier = AccountTier

    /// The tier of this name, if there is one.
    public static func tier(named name: String) -> Tier? { Tier(rawValue: name) }

    public static let loopback = "127.0.0.1"

    /// Whether a text is an IP address to listen on.
    public static func isAddress(_ text: String) -> Bool { (try? SocketAddress(ipAddress: text, port: 0)) != nil }

    public init(
        port: Int = 0,
        seed: UInt64? = nil,
        chainID: ChainID,
        executionDelay: Int64 = 5_000,
        isQuiet: Bool = false,
        faults: FaultSettings = .none,
        rateLimits: Tier? = nil
    ) {
        self.port = port
        self.seed = seed
        self.chainID = chainID
        self.executionDelay = executionDelay
        self.isQuiet = isQuiet
        self.faults = faults
        self.rateLimits = rateLimits
    }
}

/// What is to go wrong on purpose.
public struct FaultSettings: Sendable {
    let rules: [FaultRule]

    public static let none = FaultSettings(rules: [])

    private init(rules: [FaultRule]) { self.rules = rules }

    /// Reads faults like `latency=50ms..500ms;drop=2%;status=502:1%`.
    ///
    /// - Throws: ``FaultError``.
    public init(_ text: String) throws(FaultError) { rules = try FaultRule.rules(text) }
}

/// The account a sandbox starts with. Play money only: its key follows from the seed.
public struct SandboxIdentity: Sendable {
    public let accountIndex: AccountIndex
    public let apiKeyIndex: APIKeyIndex
    public let privateKey: PrivateKey
    /// The key of the account's owner on layer 1, which registers API keys.
    public let owner: LayerOneKey

    static let collateral: QuoteUnits = 10_000_000_000
    /// Spot balances beside the collateral, so that spot orders have something to give: 1 ETH and 2 500 USDC.
    static let balances: [Int64: Int64] = [Asset.eth.index: 100_000_000, Asset.usdc.index: 2_500_000_000]

    init(seed: UInt64) throws {
        // A stream of its own, so that nothing the market shows tells the key.
        var random = RandomSource(seed: seed ^ 0x6B65_7973_6565_6421)
        var bytes = [UInt8]()
        for _ in 0..<PrivateKey.byteCount / 8 {
            withUnsafeBytes(of: random.next().littleEndian) { bytes.append(contentsOf: $0) }
        }
        // Below the group order, whose top byte is 0x7F.
        bytes[PrivateKey.byteCount - 1] &= 0x3F
        privateKey = try PrivateKey(bytes: bytes)
        accountIndex = try AccountIndex(100_001)
        apiKeyIndex = try APIKeyIndex(4)
        var ownerBytes: [UInt8] = []
        for _ in 0..<LayerOneKey.byteCount { ownerBytes.append(UInt8(truncatingIfNeeded: random.next())) }
        // Below the curve's order, whose top byte is 0xFF.
        ownerBytes[0] &= 0x7F
        guard let owner = LayerOneKey(bytes: ownerBytes) else { throw SandboxError.noOwnerKey }
        self.owner = owner
    }

    var keyAddress: KeyAddress { KeyAddress(account: accountIndex, key: apiKeyIndex) }
}

extension Moment {
    /// The present, by the system's clock.
    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}

/// Why a sandbox cannot be opened.
enum SandboxError: Error {
    /// The seed gives no key on layer 1; it happens once in 2^255 seeds.
    case noOwnerKey
}
