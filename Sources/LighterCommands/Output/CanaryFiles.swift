import Glibc
import LighterFiles
import LighterProfile
import LighterStatus

/// The files a canary writes, each whole or not at all.
struct CanaryFiles {
    private let report: String?
    private let metrics: String?

    init(report: String?, metrics: String?, _ environment: ProfileEnvironment) {
        self.report = report.map(environment.absolutePath)
        self.metrics = metrics.map(environment.absolutePath)
    }

    /// Makes the directories that are missing, and sees to it that files can be written there, before anything is sent.
    ///
    /// - Throws: ``Failure`` of class cannot-create.
    func prepare() throws(Failure) {
        for path in [report, metrics].compactMap({ $0 }) {
            let directory = CanaryFiles.directory(of: path)
            do { try FileAccess.createDirectory(directory, isPublic: true) } catch {
                throw CanaryFiles.unwritable(path, "\(error)")
            }
            guard access(directory, W_OK) == 0 else {
                throw CanaryFiles.unwritable(path, String(cString: strerror(errno)))
            }
            var status = stat()
            guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
                throw CanaryFiles.unwritable(path, "not a regular file")
            }
        }
    }

    /// Writes both.
    ///
    /// - Returns: what went wrong, in sentences.
    func write(_ report: String, _ metrics: String) -> [String] {
        var problems: [String] = []
        for case (let path?, let text) in [(self.report, report), (self.metrics, metrics)] {
            do { try FileAccess.replace(path, with: text, isPublic: true) } catch {
                problems.append(CanaryFiles.unwritable(path, "\(error)").message)
            }
        }
        return problems
    }

    private static func directory(of path: String) -> String {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        return directory.isEmpty ? "/" : directory
    }

    private static func unwritable(_ path: String, _ reason: String) -> Failure {
        Failure(
            "canary.output_unwritable",
            .cannotCreate,
            "\(sanitized(withoutKeys(path), limit: 400)) cannot be written: \(reason)"
        )
    }
}
