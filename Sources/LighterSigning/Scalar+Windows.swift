extension Scalar {
    /// The digits c0 ... c63, each in 0 ... 31, with Σ (2c_i − 31)·32^i equal to the scalar when it is odd and to its
    /// negative when it is even. In constant time.
    ///
    /// An odd k below 2^320 is Σ (2c_i − 31)·32^i for the base-32 digits c_i of (k + 2^320 − 1)/2. Of k and n − k one is odd.
    var oddWindows: [64 of UInt8] {
        let odd = Limbs.select(evenness, Self.order.subtracting(limbs).difference, limbs)
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
            let window = bits(at: position) &+ carry
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

    /// The five bits from `position` up.
    private func bits(at position: Int) -> UInt64 {
        let (word, shift) = (position / 64, UInt64(position % 64))
        var window = limbs.words[word] &>> shift
        if shift > 59, word < 4 { window |= limbs.words[word + 1] &<< (64 - shift) }
        return window & 31
    }
}
