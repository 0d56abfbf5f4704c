import LighterFiles
import LighterStatus

/// A new file for a token, readable by its owner alone, that is made before the token is. Unless that is written it is
/// gone again.
public struct TokenFile: ~Copyable {
    public let path: String
    private let file: NewFile

    /// - Throws: ``Failure`` of class cannot-create; a file that exists is left as it is.
    public init(_ path: String) throws(Failure) {
        do { file = try NewFile(path) } catch { throw TokenFile.failure(path, error) }
        self.path = path
    }

    /// Writes the token, and the end of the line.
    ///
    /// - Throws: ``Failure`` of class cannot-create.
    public consuming func write(_ token: String) throws(Failure) {
        let path = path
        do { try file.write(token + "\n") } catch { throw TokenFile.failure(path, error) }
    }

    private static func failure(_ path: String, _ trouble: FileAccess.Trouble) -> Failure {
        let name = sanitized(withoutKeys(path))
        guard trouble != .exists else {
            return Failure("file.exists", .cannotCreate, "\(name) exists already, and is left as it is")
        }
        return Failure("file.unwritable", .cannotCreate, "\(name) cannot be written: \(trouble)")
    }
}
