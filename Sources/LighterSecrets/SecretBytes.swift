/// Bytes that nobody else may see: a password, the digits of a key. Kept in locked memory, wiped when they are released,
/// and never printed.
public final class SecretBytes: @unchecked Sendable {
    /// Written while the value is made, and at no other time.
    private let memory: UnsafeMutableRawBufferPointer
    /// How many bytes of the memory are in use.
    public let count: Int

    /// Room for `capacity` bytes, which `fill` fills in, as many as it returns.
    public init<Failure: Error>(
        capacity: Int,
        filledBy fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        let memory = LockedMemory.allocate(byteCount: capacity)
        do throws(Failure) {
            count = min(try fill(memory), capacity)
        } catch {
            LockedMemory.release(memory)
            throw error
        }
        self.memory = memory
    }

    /// A copy of bytes that are secret from now on.
    public convenience init(_ bytes: some Collection<UInt8>) {
        self.init(capacity: bytes.count) { memory in
            memory.copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// The bytes of `source` in another place; `source` is wiped.
    public convenience init(taking source: inout [UInt8]) {
        defer { wipe(&source) }
        self.init(source)
    }

    deinit { LockedMemory.release(memory) }

    /// Whether the bytes are the same; the time it takes tells at most that their numbers differ.
    public func isEqual(to other: SecretBytes) -> Bool {
        guard count == other.count else { return false }
        return withBytes { mine in
            other.withBytes { theirs in
                zip(mine, theirs).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
            }
        }
    }

    /// Lends the bytes.
    public func withBytes<Answer, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count]))
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "SecretBytes(redacted)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
