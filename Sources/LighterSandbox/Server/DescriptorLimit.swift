import Glibc

/// How many files and connections this process may have open.
public enum DescriptorLimit {
    /// Descriptors kept back for what is no connection of a client.
    private static let reserve = 64
    /// More than any sandbox needs.
    private static let most: rlim_t = 65_536

    /// How many connections fit below the limit.
    static var connections: Int {
        var limits = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return reserve }
        return max(1, Int(min(limits.rlim_cur, most)) - reserve)
    }

    /// Lets this process open as many as it may allow itself.
    public static func raise() {
        var limits = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
        limits.rlim_cur = max(limits.rlim_cur, min(limits.rlim_max, most))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    }
}
