/// The newest files the venue made for its clients, under names that nobody guesses.
public struct Downloads: Sendable {
    private var files = History<String, String>(limit: 16)
    private var random: RandomSource

    /// Files whose names follow from a seed.
    init(seed: UInt64) { random = RandomSource(seed: seed ^ 0x646F_776E_6C6F_6164) }

    /// Keeps a file and returns its name.
    public mutating func add(_ text: String) -> String {
        let name = random.hexDigits()
        files.append(text, for: name)
        return name
    }

    /// What is in the file of this name, if there is one.
    public subscript(name: String) -> String? { files[name] }
}
