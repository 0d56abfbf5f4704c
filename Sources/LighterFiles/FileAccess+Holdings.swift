import Glibc

/// Whose files are, who else may use them, and whether there is room for more.
extension FileAccess {
    /// A file or a directory as it lies there.
    public struct Holding: Hashable, Sendable {
        public let path: String
        /// The permissions.
        public let mode: UInt32
        /// Whether it belongs to somebody who is neither this user nor root.
        public let isForeign: Bool

        public var isReadableByOthers: Bool { mode & 0o055 != 0 }
        public var isWritableByOthers: Bool { mode & 0o022 != 0 }
    }

    /// A directory and what is in it, links left out; nothing where there is none.
    ///
    /// - Parameter depth: how many directories deep.
    public static func holdings(below path: String, depth: Int) throws(Trouble) -> [Holding] {
        var status = stat()
        guard lstat(path, &status) == 0 else { return [] }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFLNK else { return [] }
        let holding = Holding(
            path: path,
            mode: status.st_mode & 0o777,
            isForeign: status.st_uid != geteuid() && status.st_uid != 0
        )
        guard kind == S_IFDIR, depth >= 0 else { return [holding] }
        var holdings = [holding]
        for name in try names(in: path) where name != "." && name != ".." {
            holdings += try self.holdings(below: "\(path)/\(name)", depth: depth - 1)
        }
        return holdings
    }

    /// That files can be written in a directory, or that it can be made.
    ///
    /// - Throws: ``Trouble``.
    public static func requireWritable(_ directory: String) throws(Trouble) {
        let path = nearest(to: directory)
        var status = stat()
        guard stat(path, &status) == 0 else { throw Trouble(errorNumber: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .system("\(path) is no directory") }
        guard access(path, W_OK | X_OK) == 0 else { throw Trouble(errorNumber: errno) }
    }

    /// How many bytes may be written in a directory, or where it would be; nil where that cannot be told.
    public static func freeSpace(for directory: String) -> Int64? {
        var status = statvfs()
        guard statvfs(nearest(to: directory), &status) == 0 else { return nil }
        return Int64(clamping: status.f_bavail.multipliedReportingOverflow(by: status.f_frsize).partialValue)
    }

    /// Whether nobody can write where a directory is.
    public static func isReadOnly(_ directory: String) -> Bool {
        var status = statvfs()
        return statvfs(nearest(to: directory), &status) == 0 && status.f_flag & UInt(ST_RDONLY) != 0
    }

    /// The path itself, or what there is of it.
    private static func nearest(to path: String) -> String {
        var path = path
        while access(path, F_OK) != 0, let end = path.lastIndex(of: "/"), path.count > 1 {
            path = end == path.startIndex ? "/" : String(path[..<end])
        }
        return path
    }
}
