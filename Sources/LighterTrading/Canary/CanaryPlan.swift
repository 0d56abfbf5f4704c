import LighterProfile
import LighterStatus

/// What a run of the canary is to do: the profile's settings, and what a command says instead.
public struct CanaryPlan: Sendable {
    /// What a command may say instead of the profile.
    public struct Overrides: Sendable {
        public var market: String?
        public var type: CanarySettings.OrderType?
        public var attempts: Int64?
        /// Whether to place an order where real money moves, whatever the profile says.
        public var allowsLiveOrders = false
        /// Whether to do everything but send.
        public var isDryRun = false

        public init() {}
    }

    public let settings: CanarySettings
    public let market: String
    public let type: CanarySettings.OrderType
    public let attempts: Int
    public let isDryRun: Bool
    /// Whether the order may be sent.
    let mayTrade: Bool

    /// - Throws: ``Failure`` of class configuration.
    public init(_ profile: Profile, _ overrides: Overrides = Overrides()) throws(Failure) {
        settings = profile.canary
        guard let market = overrides.market ?? settings.market else {
            throw Failure(
                "canary.no_market",
                .configuration,
                "the profile \(profile.name) names no market for the canary",
                hint: "set market in its [canary], or give --market ETH"
            )
        }
        self.market = market
        type = overrides.type ?? settings.type
        attempts = Int(clamping: overrides.attempts ?? settings.attempts)
        isDryRun = overrides.isDryRun
        mayTrade = !profile.network.movesRealMoney || settings.allowsLiveOrders || overrides.allowsLiveOrders
    }
}
