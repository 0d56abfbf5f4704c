extension UInt64 {
    /// The same number twice as wide.
    ///
    /// The library's own conversions are generic. In a function as long as a permutation the compiler gives up inlining
    /// them, and a call there costs more than the product it is for; putting two words together is never a call.
    @inline(always)
    var widened: UInt128 { UInt128(_low: self, _high: 0) }
}
