/// The price levels of one side of a book.
struct BookSide: Hashable, Sendable {
    struct Level: Hashable, Sendable {
        let price: Ticks
        /// The slots of the first and the last order to trade.
        var oldest: Int32
        var newest: Int32
    }

    let isAsk: Bool
    /// Worst first, so that the best comes and goes at the end of the array.
    private(set) var levels: [Level] = []

    init(isAsk: Bool) { self.isAsk = isAsk }

    var best: Level? { levels.last }

    /// The level of a price, if there is one.
    func level(at price: Ticks) -> Level? {
        let position = position(of: price)
        return position < levels.count && levels[position].price == price ? levels[position] : nil
    }

    /// Appends a slot to the level of a price and returns the slot before it there, or −1.
    mutating func append(_ slot: Int32, at price: Ticks) -> Int32 {
        let position = position(of: price)
        guard position < levels.count, levels[position].price == price else {
            levels.insert(Level(price: price, oldest: slot, newest: slot), at: position)
            return -1
        }
        let older = levels[position].newest
        levels[position].newest = slot
        return older
    }

    /// Forgets a slot of a price, whose neighbours are given.
    mutating func remove(older: Int32, newer: Int32, at price: Ticks) {
        let position = position(of: price)
        guard position < levels.count, levels[position].price == price else { return }
        if older < 0, newer < 0 {
            levels.remove(at: position)
            return
        }
        if older < 0 { levels[position].oldest = newer }
        if newer < 0 { levels[position].newest = older }
    }

    /// Where the level of a price is, or would have to be.
    private func position(of price: Ticks) -> Int {
        var (low, high) = (0, levels.count)
        while low < high {
            let middle = (low + high) / 2
            let isWorse = isAsk ? levels[middle].price > price : levels[middle].price < price
            if isWorse { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
