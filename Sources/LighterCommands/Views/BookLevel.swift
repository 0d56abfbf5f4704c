import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

/// What is bid or asked at a price.
struct BookLevel {
    let price: Decimal
    private(set) var size: Decimal
    private(set) var orders: Int
    /// The size of this level and all better ones.
    private(set) var total: Decimal
    /// What of the size is one's own.
    private(set) var own: Decimal

    /// The best levels of a side.
    ///
    /// - Parameters:
    ///   - orders: best first.
    ///   - step: how far apart the levels are.
    ///   - account: whose orders are one's own.
    /// - Throws: `DecimalError` for a total that is no decimal any more.
    static func levels(
        _ orders: [BookOrder],
        _ side: Side,
        depth: Int,
        step: PriceStep,
        account: AccountIndex?
    ) throws(DecimalError) -> [BookLevel] {
        var levels: [BookLevel] = []
        for order in orders {
            let own = account != nil && order.owner == account?.value ? order.remainingSize : .zero
            let price = step.level(of: order.price, side)
            if levels.last?.price == price {
                try levels[levels.count - 1].add(order.remainingSize, own: own)
            } else if levels.count == depth {
                break
            } else {
                let total = try (levels.last?.total ?? .zero).adding(order.remainingSize)
                levels.append(
                    BookLevel(price: price, size: order.remainingSize, orders: 1, total: total, own: own)
                )
            }
        }
        return levels
    }

    private mutating func add(_ more: Decimal, own moreOfOwn: Decimal) throws(DecimalError) {
        size = try size.adding(more)
        total = try total.adding(more)
        own = try own.adding(moreOfOwn)
        orders += 1
    }

    /// The level as a flat object.
    func json(side: String? = nil) -> JSONObject {
        var object: JSONObject = side.map { ["side": .string($0)] } ?? [:]
        object["price"] = Figures.json(price)
        object["size"] = Figures.json(size)
        object["total"] = Figures.json(total)
        object["orders"] = JSON(orders)
        object["own_size"] = Figures.json(own)
        return object
    }
}

/// How far apart the levels of a book are: a tick, or many.
struct PriceStep {
    private let ticks: Int128
    private let priceDecimals: Int

    /// The market's tick.
    init(tickOf market: Market) {
        ticks = 1
        priceDecimals = market.precision.priceDecimals
    }

    /// - Parameter text: as a person gave it.
    /// - Throws: ``Failure`` of class data where it is no multiple of the market's tick.
    init(parsing text: String, _ market: Market) throws(Failure) {
        priceDecimals = market.precision.priceDecimals
        let step: Decimal
        do { step = try Decimal(parsing: text) } catch { throw Failure(error, naming: "--group") }
        guard let units = step.units(decimals: priceDecimals), units.isExact, units.whole > 0 else {
            let tick = (Decimal(coefficient: 1, scale: priceDecimals) ?? .zero).text(decimals: priceDecimals)
            throw Failure("book.group", .data, "--group is a multiple of \(market.symbol)'s tick, \(tick), not \(step)")
        }
        ticks = units.whole
    }

    /// The level that a price belongs to: of bids the one below it, of asks the one above, so that none looks better than
    /// it is.
    func level(of price: Decimal, _ side: Side) -> Decimal {
        guard ticks > 1, let (units, isExact) = price.units(decimals: priceDecimals) else { return price }
        let whole = side == .buy || isExact ? units : units + 1
        let steps = side == .buy ? whole / ticks : (whole + ticks - 1) / ticks
        return Decimal(coefficient: steps * ticks, scale: priceDecimals) ?? price
    }
}
