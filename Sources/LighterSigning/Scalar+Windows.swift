extension Scalar {
    /// The digits d0 ... d63, each in −15 ... 16, with Σ d_i·32^i equal to the scalar. In constant time.
    var signedWindows: [64 of Int8] {
        var digits: [64 of Int8] = .init(repeating: 0)
        var carry: UInt64 = 0
        for index in 0..<64 {
            let bit = index * 5
            let (word, shift) = (bit / 64, UInt64(bit % 64))
            var window = limbs.words[word] &>> shift
            if shift > 59 { window |= limbs.words[word + 1] &<< (64 - shift) }
            let digit = window & 31 &+ carry
            carry = (16 &- digit) >> 63
            digits[index] = Int8(truncatingIfNeeded: digit &- carry << 5)
        }
        return digits
    }

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
