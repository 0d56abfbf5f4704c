import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterTransactions

extension Router {
    /// What went from account to account, out of the venue and into it (api.md, sections 7.28 and 7.33).
    static let movementEndpoints: [(String, Route)] = [
        get("/api/v1/transfer/history", transferHistory),
        get("/api/v1/withdraw/history", withdrawalHistory),
        get("/api/v1/deposit/history", depositHistory),
        get("/api/v1/transferFeeInfo", transferFee),
    ]

    /// Rows of a page.
    private static let pageSize = 50
    /// How long a withdrawal takes to be claimable, in microseconds.
    private static let claimDelay: Int64 = withdrawalDelaySeconds * 1_000_000

    /// Kinds of transfer the venue knows, of which the first three happen here.
    private static let transferKinds: Set<String> = Set(
        ["L2TransferInflow", "L2TransferOutflow", "L2SelfTransfer"]
            + [
                "L2BurnShares", "L2MintShares", "L2StakeAsset", "L2UnstakeAsset", "L2ForceBurnShares", "L1BurnShares",
                "L1UnstakeAsset", "L2CreatePublicPool", "L2CreateStakingPool",
            ].flatMap { ["\($0)Inflow", "\($0)Outflow"] }
    )

    private static func transferHistory(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        let kinds = Set(request.query.texts("type").filter { !$0.isEmpty })
        for kind in kinds where !transferKinds.contains(kind) {
            throw .invalidParameter.detailed("field \"type\" should not be \"\(kind.prefix(40))\"")
        }
        let page = try page(request, account, engine) { movement in
            guard let kind = movement.kind(for: account) else { return false }
            return kinds.isEmpty || kinds.contains(kind)
        }
        let exchange = engine.exchange
        let rows = page.movements.map { movement in
            JSON.object(
                JSONObject(
                    movement.members + [
                        ("type", .string(movement.kind(for: account) ?? "")),
                        ("from_l1_address", .string(exchange.owner(of: movement.sender ?? nilAccount))),
                        ("to_l1_address", .string(exchange.owner(of: movement.recipient ?? nilAccount))),
                        ("from_account_index", .integer(movement.sender ?? nilAccount)),
                        ("to_account_index", .integer(movement.recipient ?? nilAccount)),
                        ("tx_hash", .string(movement.transactionHash)),
                        ("fee", Amount.usdc(movement.sender == account ? movement.fee : 0)),
                        ("from_route", .string(movement.fromRoute.word)),
                        ("to_route", .string(movement.toRoute.word)),
                    ]
                )
            )
        }
        return .success([("transfers", .array(rows)), ("cursor", .string(page.cursor))])
    }

    /// A withdrawal waits for its delay; then it could be claimed, were there a layer 1.
    private static func withdrawalHistory(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        let filter = try request.query.choice("filter", ["all", "pending", "claimable"], default: "all")
        let now = engine.clock
        func status(_ movement: Movement) -> String {
            movement.time.advanced(microseconds: claimDelay) <= now ? "claimable" : "pending"
        }
        let page = try page(request, account, engine) { movement in
            movement.recipient == nil && (filter == "all" || filter == status(movement))
        }
        let rows = page.movements.map { movement in
            JSON.object(
                JSONObject(
                    movement.members + [
                        ("status", .string(status(movement))), ("type", "secure"), ("l1_tx_hash", ""),
                    ]
                )
            )
        }
        return .success([("withdraws", .array(rows)), ("cursor", .string(page.cursor))])
    }

    /// A deposit is there as soon as it is made; what an account starts with was never deposited.
    private static func depositHistory(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        let owner = LayerOneAddress(try request.query.requiredText("l1_address"))
        let filter = try request.query.choice("filter", ["all", "pending", "claimable"], default: "all")
        let isOwners = owner != nil && engine.exchange.account(account)?.owner == owner
        let page = try page(request, account, engine) { $0.sender == nil && filter == "all" && isOwners }
        let rows = page.movements.map { movement in
            JSON.object(
                JSONObject(
                    movement.members + [
                        ("status", "completed"), ("l1_tx_hash", .string("0x\(movement.transactionHash.prefix(64))")),
                    ]
                )
            )
        }
        return .success([("deposits", .array(rows)), ("cursor", .string(page.cursor))])
    }

    private static func transferFee(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        let recipient = try request.query.integer("to_account_index", in: -1...AccountIndexKind.bounds.upperBound)
        try Authorization.require(account, of: request, engine)
        let master = engine.exchange.account(account)?.masterIndex
        let isOwn = recipient.flatMap { engine.exchange.account($0)?.masterIndex } == master
        return .success([("transfer_fee_usdc", .integer(isOwn ? 0 : Engine.transferFee))])
    }

    /// The newest of an account's movements that pass, and where the next page begins; empty after the last one.
    private static func page(
        _ request: Request,
        _ account: Int64,
        _ engine: Engine,
        where passes: (Movement) -> Bool
    ) throws(Refusal) -> (movements: [Movement], cursor: String) {
        let before = try request.query.integer("cursor", in: 0...Int64.max) ?? .max
        try Authorization.require(account, of: request, engine)
        let found = engine.exchange.movements.newest(pageSize + 1) { movement in
            movement.index < before && (movement.sender == account || movement.recipient == account)
                && passes(movement)
        }
        let movements = Array(found.prefix(pageSize))
        let next = found.count > pageSize ? movements.last.map { String($0.index) } : nil
        return (movements, next ?? "")
    }
}

extension Movement {
    /// How the venue calls a transfer seen from an account; nil for a withdrawal or a deposit.
    fileprivate func kind(for account: Int64) -> String? {
        guard let recipient, let sender else { return nil }
        if sender == recipient { return "L2SelfTransfer" }
        return sender == account ? "L2TransferOutflow" : "L2TransferInflow"
    }

    /// What all histories show.
    fileprivate var members: [(String, JSON)] {
        [
            ("id", .text(index)),
            ("asset_id", .integer(asset.index)),
            ("amount", .string(Amount.text(amount, decimals: asset.decimals))),
            ("timestamp", .integer(time.milliseconds)),
        ]
    }
}

extension Exchange {
    fileprivate func owner(of index: Int64) -> String { account(index).map { "\($0.owner)" } ?? "" }
}

extension AssetRoute {
    fileprivate var word: String {
        switch self {
        case .perps: "perps"
        case .spot: "spot"
        }
    }
}
