/// Counts the transactions of the block being filled.
struct BlockFilling: Hashable, Sendable {
    private var block: Int64 = 0
    private var count: Int64 = 0

    /// The place of the next transaction in its block.
    mutating func take(_ block: Int64) -> Int64 {
        if block != self.block { (self.block, count) = (block, 0) }
        defer { count += 1 }
        return count
    }
}
