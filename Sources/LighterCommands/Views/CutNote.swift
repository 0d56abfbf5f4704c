extension Page {
    /// What is said below a list that ends at its limit, and below its sums; nothing below one that is whole.
    static func cutNote(_ isCut: Bool) -> Page {
        .text(isCut ? "older ones are neither listed nor summed: see more with --limit\n" : "")
    }
}
