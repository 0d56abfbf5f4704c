/// Finds what was probably meant.
public enum Spelling {
    /// The nearest of `candidates`, whatever its case, if it is near enough to be what was meant: within one slip for up to
    /// three letters, within two for more, and at most one in three letters of a long word.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        ranked(word, among: candidates).first
    }

    /// The candidates that are near enough, most alike first.
    static func ranked(_ word: String, among candidates: [String]) -> [String] {
        let folded = String(word.prefix(64)).lowercased()
        let length = folded.unicodeScalars.count
        let most = length < 4 ? 1 : max(2, length / 3)
        let near = candidates.enumerated().compactMap { place, candidate in
            let distance = distance(folded, candidate.lowercased())
            return distance <= most && distance < length ? (distance, place, candidate) : nil
        }
        return near.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// How many letters must be inserted, removed, exchanged or swapped with their neighbour (the restricted
    /// Damerau–Levenshtein distance) to make one word of the other. What is behind the 64th letter does not count.
    public static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.unicodeScalars.prefix(64)), Array(right.unicodeScalars.prefix(64)))
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
