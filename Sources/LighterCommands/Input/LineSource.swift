import Glibc
import LighterProfile
import LighterStatus

/// Where a command that works line by line reads from.
enum LineSource {
    /// - Throws: ``Failure`` unless exactly one of `-` and a file is given and can be read.
    static func open(_ source: String?, file: String?, _ world: World) throws(Failure) -> LineReader {
        switch (source, file) {
        case ("-", nil): return LineReader(descriptor: world.input, isInterrupted: world.isInterrupted)
        case (nil, let file?):
            let path = world.absolutePath(file)
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                throw Failure(
                    "input.unreadable",
                    .notFound,
                    "\(sanitized(withoutKeys(file))) cannot be read: \(reason)"
                )
            }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
                close(descriptor)
                throw Failure(
                    "input.unreadable",
                    .notFound,
                    "\(sanitized(withoutKeys(file))) cannot be read: it is a directory"
                )
            }
            return LineReader(descriptor: descriptor, isInterrupted: world.isInterrupted)
        default: throw Failure("usage.invalid", .usage, "give - for standard input, or --file with a path")
        }
    }
}
