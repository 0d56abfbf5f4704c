extension Scalar {
    /// The digits c0 ... c63, each in 0 ... 31, with Σ (2c_i − 31)·32^i equal to the scalar when it is odd and to its
    /// negative when it is even. In constant time.
    ///
    /// An odd k below 2^320 is Σ (2c_i − 31)·32^i for the base-32 digits c_i of (k + 2^320 − 1)/2. Of k and n − k one is odd.
    var oddWindows: [64 of UInt8] {
        let odd = self.odd
        var digits: [64 of UInt8] = .init(repeating: 0)
        for index in 0..<64 {
            let bit = index * 5 + 1
            let (word, shift) = (bit / 64, UInt64(bit % 64))
            var window = odd.words[word] &>> shift
            if shift > 59, word < 4 { window |= odd.words[word + 1] &<< (64 - shift) }
            digits[index] = UInt8(truncatingIfNeeded: window & 31)
        }
        digits[63] |= 16
        return digits
    }

    /// The digits of ``WideGeneratorTable``, as ``oddWindows`` are those of ``GeneratorTable``: for its windows of w bits from
    /// bit i up, Σ (2c − 2^w + 1)·2^i is the scalar or its negative.
    ///
    /// - Warning: Leaks the scalar through timing.
    var variableTimeOddWindows: [48 of UInt8] {
        let odd = self.odd
        var digits: [48 of UInt8] = .init(repeating: 0)
        for window in 0..<WideGeneratorTable.windowCount {
            let (first, count) = WideGeneratorTable.bits(of: window)
            digits[window] = UInt8(truncatingIfNeeded: odd.bits(at: first + 1) & (1 << UInt64(count) &- 1))
        }
        digits[47] |= 32
        return digits
    }

    /// The scalar when it is odd, n less the scalar when it is even.
    @inline(always)
    private var odd: Limbs { Limbs.select(evenness, Self.order.subtracting(limbs).difference, limbs) }

    /// All ones when the integer is even, all zeros when it is odd.
    var evenness: UInt64 { limbs.words[0] & 1 &- 1 }

    /// The non-adjacent form of width 5: Σ d_i·2^i with every d_i zero or odd in −15 ... 15, four zeros or more between
    /// two that are not. The scalar has 319 bits, so that nothing is carried out of the last digit.
    ///
    /// - Warning: Leaks the scalar through timing.
    var variableTimeNonAdjacentForm: [320 of Int8] {
        var digits: [320 of Int8] = .init(repeating: 0)
        var carry: UInt64 = 0
        var position = 0
        while position < 320 {
            let window = limbs.bits(at: position) & 31 &+ carry
            guard window & 1 == 1 else {
                position += 1
                continue
            }
            let low = window & 31
            carry = low >> 4
            digits[position] = Int8(truncatingIfNeeded: low &- carry << 5)
            position += 5
        }
        return digits
    }
}

extension Limbs {
    /// The 64 bits from `position` up, zeros behind the last.
    @inline(always)
    fileprivate func bits(at position: Int) -> UInt64 {
        let (word, shift) = (position / 64, UInt64(position % 64))
        var bits = words[word] &>> shift
        if shift > 0, word < 4 { bits |= words[word + 1] &<< (64 - shift) }
        return bits
    }
}
