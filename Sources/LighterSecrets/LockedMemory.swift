import Glibc

/// Memory for secrets: pages of its own, kept out of swap and core dumps as far as the system allows, and wiped when they
/// are given back.
public enum LockedMemory {
    /// Zeroed memory. Where the limit on locked memory (`ulimit -l`) is reached it is not locked: a key that may be swapped
    /// out is better than none.
    public static func allocate(byteCount: Int) -> UnsafeMutableRawBufferPointer {
        let pages = UnsafeMutableRawBufferPointer.allocate(byteCount: pagedSize(of: byteCount), alignment: pageSize)
        if let start = pages.baseAddress {
            _ = mlock(start, pages.count)
            _ = madvise(start, pages.count, MADV_DONTDUMP)
            explicit_bzero(start, pages.count)
        }
        return UnsafeMutableRawBufferPointer(rebasing: pages[..<byteCount])
    }

    /// Wipes memory that ``allocate(byteCount:)`` gave, and gives it back.
    public static func release(_ memory: UnsafeMutableRawBufferPointer) {
        guard let start = memory.baseAddress else { return }
        let size = pagedSize(of: memory.count)
        explicit_bzero(start, size)
        _ = madvise(start, size, MADV_DODUMP)
        _ = munlock(start, size)
        start.deallocate()
    }

    /// How many bytes a process of this user may lock, as things stand and at most (`ulimit -l`, `ulimit -Hl`).
    public static var limit: (present: Int, most: Int) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0 else { return (0, 0) }
        return (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
    }

    /// Whether so much memory can be locked: tried, as a limit does not bind everybody.
    public static func canLock(byteCount: Int) -> Bool {
        let pages = UnsafeMutableRawBufferPointer.allocate(byteCount: pagedSize(of: byteCount), alignment: pageSize)
        defer { pages.deallocate() }
        guard mlock(pages.baseAddress, pages.count) == 0 else { return false }
        munlock(pages.baseAddress, pages.count)
        return true
    }

    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

    /// Whole pages, as what is unlocked with a page of somebody else's would be unlocked for both.
    private static func pagedSize(of byteCount: Int) -> Int {
        max(1, (byteCount + pageSize - 1) / pageSize) * pageSize
    }
}
