/// Finds what was probably meant.
public enum Spelling {
    /// The nearest of `candidates`, if it is near enough to be what was meant: at most one slip in three letters, and
    /// always within two.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(64))
        let distances = candidates.map { ($0, distance(letters, Array($0.unicodeScalars))) }
        guard let (candidate, distance) = distances.min(by: { $0.1 < $1.1 }) else { return nil }
        return distance <= max(2, letters.count / 3) && distance < letters.count ? candidate : nil
    }

    /// How many letters must be inserted, removed, exchanged or swapped with their neighbour (the restricted
    /// Damerau–Levenshtein distance).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
