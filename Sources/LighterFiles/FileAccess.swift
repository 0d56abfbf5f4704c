import Glibc
import LighterSecrets

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
        let temporary = temporaryPath(beside: path)
        try NewFile(temporary, isPublic: isPublic).write(text, isDurable: isDurable)
        do throws(Trouble) {
            try move(temporary, to: path, isDurable: isDurable)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Gives a file another name, at once; a file that has it already is gone.
    public static func move(_ path: String, to other: String, isDurable: Bool = true) throws(Trouble) {
        guard rename(path, other) == 0 else { throw Trouble(errorNumber: errno) }
        if isDurable { try syncDirectory(of: other) }
    }

    /// Removes a file for good.
    public static func remove(_ path: String) throws(Trouble) {
        guard unlink(path) == 0 else { throw Trouble(errorNumber: errno) }
        try syncDirectory(of: path)
    }

    /// Writes a new file whole or not at all, readable by its owner alone; one that exists is left as it is.
    public static func create(_ path: String, with text: String) throws(Trouble) {
        let temporary = temporaryPath(beside: path)
        try NewFile(temporary).write(text)
        defer { unlink(temporary) }
        // Not renamed, which would take the place of one that exists.
        guard link(temporary, path) == 0 else {
            let number = errno
            guard [EPERM, EOPNOTSUPP].contains(number) else { throw Trouble(errorNumber: number) }
            // A file system without links, as on a memory card: as whole as it can be there.
            return try NewFile(path).write(text)
        }
        try syncDirectory(of: path)
    }

    /// Nobody else's, whichever host or container they run on.
    private static func temporaryPath(beside path: String) -> String {
        "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).new"
    }

    /// Writes a new file at its place, readable by its owner alone, so that no part of the secret is ever elsewhere; one
    /// that exists is left as it is.
    public static func create(_ path: String, with secret: SecretBytes) throws(Trouble) {
        try NewFile(path).write(secret)
    }

    /// Has the names in a directory outlive a loss of power.
    static func syncDirectory(of path: String) throws(Trouble) {
        let end = path.lastIndex(of: "/")
        let directory = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Trouble(errorNumber: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Trouble(errorNumber: errno) }
    }

    /// Makes a directory, and those above it, for its owner alone unless they are public.
    public static func createDirectory(_ path: String, isPublic: Bool = false) throws(Trouble) {
        guard !isDirectory(path) else { return }
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
}
