import Glibc

/// Memory for secrets: pages of its own, kept out of swap and core dumps as far as the system allows, and wiped when they
/// are given back.
public enum LockedMemory {
    /// Zeroed memory. Where the limit on locked memory (`ulimit -l`) is reached it is not locked: a key that may be swapped
    /// out is better than none.
    public static func allocate(byteCount: Int) -> UnsafeMutableRawBufferPointer {
        let size = mappedSize(of: byteCount)
        let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else { fatalError("out of memory") }
        _ = mlock(start, size)
        _ = madvise(start, size, MADV_DONTDUMP)
        return UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    }

    /// Wipes memory that ``allocate(byteCount:)`` gave, and gives it back.
    public static func release(_ memory: UnsafeMutableRawBufferPointer) {
        guard let start = memory.baseAddress else { return }
        explicit_bzero(start, memory.count)
        munmap(start, mappedSize(of: memory.count))
    }

    /// Whole pages, as what is unlocked with a page of somebody else's would be unlocked for both.
    private static func mappedSize(of byteCount: Int) -> Int {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        return max(1, (byteCount + page - 1) / page) * page
    }
}
