import LighterLayerOne

/// What an owner's accounts may ask of the venue, and at what price (api.md, sections 8.1 and 8.3).
public enum AccountTier: String, Hashable, Sendable, CaseIterable {
    case standard
    case plus
    case premium
    /// Given on application; nobody changes to it.
    case builder
}

/// The tiers of all owners: standard unless they changed.
public struct AccountTiers: Sendable {
    /// Milliseconds between two changes.
    static let changePeriod: Int64 = 24 * 3_600_000

    private var tiers: [LayerOneAddress: AccountTier] = [:]
    private var changes: [LayerOneAddress: Moment] = [:]

    var isAnyGiven: Bool { !tiers.isEmpty }

    public func tier(of owner: LayerOneAddress) -> AccountTier { tiers[owner] ?? .standard }

    /// When the owner last changed the tier.
    public func lastChange(of owner: LayerOneAddress) -> Moment? { changes[owner] }

    /// Gives an owner a tier, which is no change of the owner's.
    public mutating func give(_ tier: AccountTier, to owner: LayerOneAddress) { tiers[owner] = tier }

    mutating func change(_ owner: LayerOneAddress, to tier: AccountTier, at time: Moment) throws(Refusal) {
        guard tier != .builder else { throw .invalidTier }
        guard tier != self.tier(of: owner) else { throw .sameTier }
        if let last = changes[owner], time.milliseconds < last.milliseconds + AccountTiers.changePeriod {
            throw .tierChangeTooSoon
        }
        tiers[owner] = tier
        changes[owner] = time
    }
}

extension Engine {
    /// Changes the tier of an account, and with it of all that its owner has (api.md, section 7.32).
    ///
    /// - Throws: ``Refusal`` 21100, 62002 to 62006.
    public mutating func changeTier(of account: Int64, to tier: AccountTier) throws(Refusal) {
        guard let owner = exchange.account(account)?.owner else { throw .accountNotFound }
        for account in exchange.accounts where account.owner == owner {
            guard account.positions.allSatisfy({ $0.size == 0 }) else { throw .tierWithPositions }
            guard account.openOrders.isEmpty, account.waitingOrders.isEmpty else { throw .tierWithOrders }
        }
        try tiers.change(owner, to: tier, at: clock)
    }
}

extension Refusal {
    public static let invalidTier = Refusal(62002, "invalid tier")
    static let sameTier = Refusal(62003, "account already part of requested tier")
    static let tierWithPositions = Refusal(62004, "account has open positions")
    static let tierWithOrders = Refusal(62005, "account has open orders")
    static let tierChangeTooSoon = Refusal(62006, "too frequent tier change request")
}
