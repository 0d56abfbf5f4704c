import LighterEngine
import LighterLayerOne
import LighterTransactions

/// How much each party may ask within a minute, and what it asked (api.md, section 8). A party is an address of the network,
/// or an owner of accounts with all of them. A request with a token counts for the owner alone, one that sends transactions
/// too, any other for the address alone.
struct RateLimits: Sendable {
    /// How many parties are remembered; beyond, those that asked nothing for a minute are forgotten, then any.
    static let partyLimit = 10_000

    enum Party: Hashable, Sendable {
        case address(String)
        case owner(LayerOneAddress)
    }

    private enum Kind: Hashable, Sendable {
        case requests
        case weight
        case transactions
        case type(TransactionType)
    }

    private struct Purse: Hashable, Sendable {
        let party: Party
        let kind: Kind
    }

    private struct Cost {
        let purse: Purse
        let amount: Int
        let limit: Int
        var refusal = Refusal.tooManyRequests
    }

    /// What admitting a request led to.
    struct Admission: Sendable {
        let allowance: Allowance
        fileprivate var owner: LayerOneAddress?
        fileprivate var payment = VolumeQuota.Payment.none
    }

    /// The tier of requests that are nobody's.
    private let addressTier: AccountTier
    private var budgets: [Purse: MinuteBudget] = [:]
    private var quotas: [LayerOneAddress: VolumeQuota] = [:]

    init(addressTier: AccountTier) { self.addressTier = addressTier }

    /// Counts a request.
    ///
    /// - Throws: ``Refusal`` 23000 or 23004 for one too many, which is not counted.
    mutating func admit(_ request: Request, _ engine: Engine) throws(Refusal) -> Admission {
        guard let sending = Sending(request, engine.exchange) else {
            try spend(RateLimits.costs(of: request, engine, addressTier), at: engine.clock)
            return Admission(allowance: .unused)
        }
        let tier = engine.tiers.tier(of: sending.owner)
        let quota = tier.hasVolumeQuota ? quota(of: sending.owner, engine.exchange) : nil
        let payment = try quota?.payment(for: sending.quota, mayBeFree: !sending.isBatch, at: engine.clock)
        try spend(RateLimits.costs(of: sending, tier), at: engine.clock)
        guard let quota, let payment, case .credits(let count) = payment else {
            return Admission(allowance: .unused, owner: sending.owner, payment: payment ?? .none)
        }
        let allowance = Allowance(remaining: quota.remaining - count)
        return Admission(allowance: allowance, owner: sending.owner, payment: payment)
    }

    /// Takes from the volume quota what was accepted.
    mutating func settle(_ admission: Admission, at time: Moment) {
        if let owner = admission.owner { quotas[owner]?.take(admission.payment, at: time) }
    }

    private mutating func quota(of owner: LayerOneAddress, _ exchange: Exchange) -> VolumeQuota {
        let traded = exchange.accounts.reduce(into: QuoteUnits(0)) { sum, account in
            if account.owner == owner { sum &+= account.volume.total.quote }
        }
        var quota = quotas[owner] ?? VolumeQuota(traded: traded)
        quota.credit(traded: traded)
        quotas[owner] = quota
        return quota
    }

    // MARK: Costs

    private static func costs(of request: Request, _ engine: Engine, _ addressTier: AccountTier) -> [Cost] {
        let account = (try? Authorization(request, engine))?.account
        guard let owner = account.flatMap({ engine.exchange.account($0)?.owner }) else {
            return costs(weight: RequestWeight.of(request.path), .address(request.address), addressTier)
        }
        return costs(weight: RequestWeight.of(request.path), .owner(owner), engine.tiers.tier(of: owner))
    }

    private static func costs(weight: Int, _ party: Party, _ tier: AccountTier) -> [Cost] {
        var costs = [Cost(purse: Purse(party: party, kind: .weight), amount: weight, limit: tier.weightLimit)]
        if let limit = tier.requestLimit {
            costs.append(Cost(purse: Purse(party: party, kind: .requests), amount: 1, limit: limit))
        }
        return costs
    }

    private static func costs(of sending: Sending, _ tier: AccountTier) -> [Cost] {
        let party = Party.owner(sending.owner)
        var costs =
            tier.transactionLimit.map { limit in
                [Cost(purse: Purse(party: party, kind: .transactions), amount: sending.types.count, limit: limit)]
            } ?? costs(weight: RequestWeight.of("sendTx"), party, tier)
        for type in Set(sending.types) {
            guard let limit = type.limitPerMinute else { continue }
            costs.append(
                Cost(
                    purse: Purse(party: party, kind: .type(type)),
                    amount: sending.types.count { $0 == type },
                    limit: limit,
                    refusal: type == .withdraw ? .tooManyWithdrawals : .tooManyRequests
                )
            )
        }
        return costs
    }

    /// Takes all of the costs, or none.
    private mutating func spend(_ costs: [Cost], at time: Moment) throws(Refusal) {
        var chosen: [(purse: Purse, budget: MinuteBudget, amount: Int)] = []
        for cost in costs {
            var budget =
                budgets[cost.purse].flatMap { $0.limit == cost.limit ? $0 : nil }
                ?? MinuteBudget(limit: cost.limit, at: time)
            guard budget.allows(cost.amount, at: time) else {
                remember(budget, in: cost.purse, at: time)
                throw cost.refusal
            }
            chosen.append((cost.purse, budget, cost.amount))
        }
        for (purse, budget, amount) in chosen {
            var budget = budget
            budget.spend(amount, at: time)
            remember(budget, in: purse, at: time)
        }
    }

    private mutating func remember(_ budget: MinuteBudget, in purse: Purse, at time: Moment) {
        if budgets[purse] == nil, budgets.count >= RateLimits.partyLimit {
            budgets = budgets.filter { !$0.value.isUntouched(at: time) }
            if budgets.count >= RateLimits.partyLimit, let other = budgets.keys.first { budgets[other] = nil }
        }
        budgets[purse] = budget
    }
}

extension Refusal {
    static let tooManyWithdrawals = Refusal(23004, "Too Many L2 Withdrawal Requests!")
}
