/// Which of the venue's deployments a profile trades on (signing.md, "Chains").
public enum Network: String, Hashable, Sendable, CaseIterable {
    case mainnet
    case testnet
    case robinhood
    case robinhoodTestnet = "robinhood-testnet"
    /// The local venue with play money.
    case sandbox
    /// A deployment this program does not know; taken for one with real money.
    case custom

    /// Whether orders here move real money.
    public var movesRealMoney: Bool {
        switch self {
        case .mainnet, .robinhood, .custom: true
        case .testnet, .robinhoodTestnet, .sandbox: false
        }
    }

    /// The chain id signed into every transaction; nil where the profile alone knows it.
    public var chainID: Int64? {
        switch self {
        case .mainnet: 304
        case .testnet, .robinhoodTestnet: 300
        case .robinhood: 466_324
        case .sandbox, .custom: nil
        }
    }

    /// The host of the venue's own servers.
    public var host: String? {
        switch self {
        case .mainnet: "mainnet.zklighter.elliot.ai"
        case .testnet: "testnet.zklighter.elliot.ai"
        case .robinhood: "api.rh.lighter.xyz"
        case .robinhoodTestnet: "api.rh-testnet.lighter.xyz"
        case .sandbox, .custom: nil
        }
    }
}
