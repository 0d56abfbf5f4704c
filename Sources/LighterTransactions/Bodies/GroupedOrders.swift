/// Type 28: creates two or three orders that belong together (signing.md, "Groups").
public struct CreateGroupedOrders: TransactionFields {
    public enum Grouping: Int64, Hashable, Sendable, CaseIterable {
        case oneTriggersTheOther = 1
        case oneCancelsTheOther = 2
        case oneTriggersAOneCancelsTheOther = 3
    }

    static let type = TransactionType.createGroupedOrders
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "GroupingType", "Orders"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var grouping: Grouping
    /// The parent, where the grouping has one, then its children.
    public var orders: [OrderTerms]

    public init(account: AccountIndex, apiKey: APIKeyIndex, grouping: Grouping, orders: [OrderTerms]) {
        self.account = account
        self.apiKey = apiKey
        self.grouping = grouping
        self.orders = orders
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        grouping = try fields.choice("GroupingType")
        orders = []
        for order in try fields.objects("Orders") {
            try order.requireOnly(OrderTerms.names)
            orders.append(try OrderTerms(from: order))
        }
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("GroupingType", grouping)
        sink.orders("Orders", orders)
    }

    func validate() throws(TransactionError) {
        let expectedCount = grouping == .oneTriggersAOneCancelsTheOther ? 3 : 2
        guard orders.count == expectedCount else {
            throw .invalid(field: "Orders", reason: "should be \(expectedCount) for grouping type \(grouping.rawValue)")
        }
        guard orders.allSatisfy({ $0.market == orders[0].market }) else {
            throw .invalid(field: "Orders", reason: "should all be on one market")
        }
        let clientIndexes = orders.compactMap(\.clientOrderIndex)
        guard Set(clientIndexes).count == clientIndexes.count else {
            throw .invalid(field: "Orders", reason: "should have distinct client order indices, or none")
        }
        switch grouping {
        case .oneCancelsTheOther:
            try validateSiblings(orders[...])
            guard orders[0].size == orders[1].size else {
                throw .invalid(field: "Orders", reason: "should have one size when one cancels the other")
            }
            guard orders.allSatisfy(\.reduceOnly) else {
                throw .invalid(field: "Orders", reason: "should be reduce-only when one cancels the other")
            }
        case .oneTriggersTheOther:
            try validateParent(orders[0], children: orders[1...])
        case .oneTriggersAOneCancelsTheOther:
            try validateParent(orders[0], children: orders[1...])
            try validateSiblings(orders[1...])
        }
    }

    private func validateParent(_ parent: OrderTerms, children: ArraySlice<OrderTerms>) throws(TransactionError) {
        guard parent.type == .limit || parent.type == .market else {
            throw .invalid(field: "Orders[0].Type", reason: "should be limit or market for a parent")
        }
        try parent.validate()
        for (index, child) in children.enumerated() {
            let name = "Orders[\(index + 1)]"
            guard child.type.isConditional else {
                throw .invalid(field: "\(name).Type", reason: "should be a stop-loss or take-profit for a child")
            }
            guard child.side == parent.side.opposite else {
                throw .invalid(field: "\(name).IsAsk", reason: "should be the opposite of its parent's")
            }
            guard child.size.lots == 0 else {
                throw .invalid(field: "\(name).BaseAmount", reason: "should be 0: a child takes its parent's size")
            }
            guard parent.expiry == nil || child.expiry == parent.expiry else {
                throw .invalid(field: "\(name).OrderExpiry", reason: "should be its parent's")
            }
            try child.validate()
        }
    }

    /// A stop-loss and a take-profit, on one side and with one expiry.
    private func validateSiblings(_ siblings: ArraySlice<OrderTerms>) throws(TransactionError) {
        let stops = siblings.filter { $0.type == .stopLoss || $0.type == .stopLossLimit }
        let targets = siblings.filter { $0.type == .takeProfit || $0.type == .takeProfitLimit }
        guard stops.count == 1, targets.count == 1 else {
            throw .invalid(field: "Orders", reason: "should hold one stop-loss and one take-profit")
        }
        guard stops[0].side == targets[0].side else {
            throw .invalid(field: "Orders", reason: "should have stop-loss and take-profit on one side")
        }
        guard stops[0].expiry == targets[0].expiry else {
            throw .invalid(field: "Orders", reason: "should have stop-loss and take-profit with one expiry")
        }
        for sibling in siblings { try sibling.validate() }
    }
}
