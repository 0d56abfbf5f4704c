import LighterTransactions

/// The places at which changes are told; all that changes a book or an order passes one of them.
extension Exchange {
    /// Tells that a book changed at an order's price.
    mutating func noteLevel(of order: Order, place: Int) {
        markets[place].bookChange = BookChange(number: takeChange(), time: context.time)
        journal.note(Journal.Level(place: place, side: order.side, price: order.price))
    }

    /// Tells the present state of an order, unless it is the house's.
    mutating func noteState(of order: Order, owner: Int) {
        guard journal.isKept, !accounts[owner].isHouse else { return }
        journal.note(order)
    }

    /// Changes an order where it lies in the book, and tells of it.
    mutating func changeResting(_ index: Int64, place: Int, _ change: (inout Order) -> Void) {
        markets[place].book.update(index, change)
        guard let order = markets[place].book.order(index), let owner = self.place(ofAccount: order.account) else {
            return
        }
        noteLevel(of: order, place: place)
        noteState(of: order, owner: owner)
    }

    private mutating func takeChange() -> Int64 {
        lastChange += 1
        return lastChange
    }
}

/// The last change of a book.
public struct BookChange: Hashable, Sendable {
    /// Its number among the changes of all books.
    public let number: Int64
    public let time: Moment
}
