import Glibc

/// Reading and writing small files: whole or not at all, for their owner alone.
public enum FileAccess {
    /// Why a file cannot be used.
    public enum Trouble: Error, Hashable, Sendable, CustomStringConvertible {
        case missing
        case denied
        case notRegular
        case symbolicLink
        case exists
        case tooLarge(limit: Int)
        case system(String)

        public init(errorNumber: Int32) {
            switch errorNumber {
            case ENOENT, ENOTDIR: self = .missing
            case EACCES, EPERM: self = .denied
            case ELOOP: self = .symbolicLink
            case EEXIST: self = .exists
            case EISDIR: self = .notRegular
            default: self = .system(String(cString: strerror(errorNumber)))
            }
        }

        public var description: String {
            switch self {
            case .missing: "no such file"
            case .denied: "permission denied"
            case .notRegular: "not a regular file"
            case .symbolicLink: "a symbolic link"
            case .exists: "it exists already"
            case .tooLarge(let limit): "larger than \(limit) bytes"
            case .system(let text): text
            }
        }
    }

    /// The bytes of a regular file of at most `limit` bytes. `inspect` may refuse the open file.
    public static func read<Failure: Error>(
        _ path: String,
        limit: Int,
        followingLinks: Bool = true,
        trouble: (Trouble) -> Failure,
        inspect: (stat) throws(Failure) -> Void = { _ in }
    ) throws(Failure) -> [UInt8] {
        // Not blocking, so that a pipe in the file's place is refused instead of waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else { throw trouble(Trouble(errorNumber: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw trouble(Trouble(errorNumber: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw trouble(.notRegular) }
        try inspect(status)
        guard status.st_size <= limit else { throw trouble(.tooLarge(limit: limit)) }
        // One byte more than there should be, to notice a file that grows.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var count = 0
        while count < bytes.count {
            let received = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            if received == 0 { break }
            guard received > 0 || errno == EINTR else {
                let number = errno
                wipe(&bytes)
                throw trouble(Trouble(errorNumber: number))
            }
            count += max(received, 0)
        }
        guard count < bytes.count else {
            wipe(&bytes)
            throw trouble(.system("it grew while it was read"))
        }
        // Shortened in place: the storage stays the only copy.
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Writes a file whole or not at all: to a temporary one beside it, which then takes its place.
    ///
    /// - Parameters:
    ///   - isDurable: whether it must outlive a loss of power; a cache need not.
    ///   - isPublic: whether others may read it, as far as the process's mask lets them.
    public static func replace(
        _ path: String,
        with text: String,
        isDurable: Bool = true,
        isPublic: Bool = false
    ) throws(Trouble) {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        try create(temporary, with: text, isDurable: isDurable, isPublic: isPublic)
        guard rename(temporary, path) == 0 else {
            let trouble = Trouble(errorNumber: errno)
            unlink(temporary)
            throw trouble
        }
    }

    /// Writes a new file, readable by its owner alone unless it is public; one that exists is left as it is.
    public static func create(
        _ path: String,
        with text: String,
        isDurable: Bool = true,
        isPublic: Bool = false
    ) throws(Trouble) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPublic ? 0o644 : 0o600)
        guard descriptor >= 0 else { throw Trouble(errorNumber: errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        var count = 0
        while count < bytes.count {
            let sent = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            guard sent >= 0 || errno == EINTR else {
                let trouble = Trouble(errorNumber: errno)
                unlink(path)
                throw trouble
            }
            count += max(sent, 0)
        }
        guard !isDurable || fsync(descriptor) == 0 else {
            let trouble = Trouble(errorNumber: errno)
            unlink(path)
            throw trouble
        }
    }

    /// Makes a directory, and those above it, for its owner alone unless they are public.
    public static func createDirectory(_ path: String, isPublic: Bool = false) throws(Trouble) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, isPublic ? 0o755 : 0o700) != 0 else { continue }
            let number = errno
            guard isDirectory(made) else { throw Trouble(errorNumber: number == EEXIST ? ENOTDIR : number) }
        }
    }

    /// The names in a directory, sorted; none where there is no such directory.
    public static func names(in path: String) throws(Trouble) -> [String] {
        guard let directory = opendir(path) else {
            let trouble = Trouble(errorNumber: errno)
            if trouble == .missing { return [] }
            throw trouble
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
            )
        }
        return names.sorted()
    }

    /// The path without links and `..`; as it is where there is no such file.
    public static func canonicalPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Overwrites secret bytes with zeros in a way the optimiser keeps.
    public static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            explicit_bzero(start, buffer.count)
        }
    }
}
