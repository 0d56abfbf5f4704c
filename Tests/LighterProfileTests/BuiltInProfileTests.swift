import Foundation
import LighterTransactions
import Testing

@testable import LighterProfile

@Suite struct BuiltInProfileTests {
    struct Deployment: Sendable {
        let name: String
        let network: Network
        let chainID: Int64
        let url: String?
        let streamURL: String?
    }

    /// The venue's own table (signing.md, "Chains").
    static let deployments: [Deployment] = [
        Deployment(
            name: "mainnet",
            network: .mainnet,
            chainID: 304,
            url: "https://mainnet.zklighter.elliot.ai",
            streamURL: "wss://mainnet.zklighter.elliot.ai/stream"
        ),
        Deployment(
            name: "testnet",
            network: .testnet,
            chainID: 300,
            url: "https://testnet.zklighter.elliot.ai",
            streamURL: "wss://testnet.zklighter.elliot.ai/stream"
        ),
        Deployment(
            name: "robinhood",
            network: .robinhood,
            chainID: 466_324,
            url: "https://api.rh.lighter.xyz",
            streamURL: "wss://api.rh.lighter.xyz/stream"
        ),
        Deployment(name: "sandbox", network: .sandbox, chainID: 300, url: nil, streamURL: nil),
    ]

    @Test(arguments: deployments)
    func `a built-in profile names its deployment and no account`(_ deployment: Deployment) throws {
        let profile = try World().profiles().resolve(deployment.name)
        #expect(profile.path == nil)
        #expect(profile.network == deployment.network)
        #expect(profile.chainID.value == deployment.chainID)
        #expect(profile.url?.text == deployment.url)
        #expect(profile.streamURL?.text == deployment.streamURL)
        #expect(profile.account == nil && profile.apiKeyIndex == nil && profile.key == nil)
        #expect((profile.requestsPerMinute == 0) == (profile.network == .sandbox) && profile.canary.market == "ETH")
        #expect(!profile.canary.allowsLiveOrders)
        let asksBeforeTrading = profile.guards.confirm.isNeeded(on: profile.network)
        #expect(asksBeforeTrading == [.mainnet, .robinhood].contains(deployment.network))
    }

    @Test func `the files people copy are the profiles that are compiled in`() throws {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Profiles")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == BuiltInProfiles.names.map { "\($0).toml" }.sorted())
        for name in BuiltInProfiles.names {
            let bytes = try Data(contentsOf: folder.appendingPathComponent("\(name).toml"))
            #expect(BuiltInProfiles.bytes(name) == Array(bytes), "\(name)")
        }
    }
}
