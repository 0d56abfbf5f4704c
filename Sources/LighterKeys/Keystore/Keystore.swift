import LighterFiles
import LighterProfile
import LighterSigning
import LighterStatus

/// The keys in the configuration directory: a file each, `keys/NAME.key`.
public struct Keystore: Sendable {
    public let directory: String

    private static let ending = ".key"

    public init(_ directories: Directories) { directory = directories.configuration + "/keys" }

    /// The file of a key, whether it exists or not.
    public func path(of name: KeyName) -> String { "\(directory)/\(name)\(Keystore.ending)" }

    /// The names of all keys, sorted.
    ///
    /// - Throws: ``LighterStatus/Failure``.
    public func names() throws(Failure) -> [KeyName] {
        do throws(FileAccess.Trouble) {
            return try FileAccess.names(in: directory).filter { $0.hasSuffix(Keystore.ending) }
                .compactMap { try? KeyName(String($0.dropLast(Keystore.ending.count))) }
        } catch {
            throw Failure("key.permission", .permission, "\(directory) cannot be read: \(error)")
        }
    }

    /// A key as it is stored.
    ///
    /// - Throws: ``LighterStatus/Failure``: not found (66), permission (77), data (65).
    public func read(_ name: KeyName) throws(Failure) -> StoredKey {
        do throws(Failure) {
            return try KeyReader.stored(inFile: path(of: name))
        } catch {
            throw error.exit == .notFound ? missing(name) : error
        }
    }

    /// That a new key may have this name.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class cannot-create (73).
    public func requireFree(_ name: KeyName) throws(Failure) {
        guard try !names().contains(name) else { throw taken(name) }
    }

    /// Keeps a new key. One of the same name is never overwritten.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class cannot-create (73).
    public func add(_ file: KeyFile, as name: KeyName) throws(Failure) {
        try writing(name) { () throws(FileAccess.Trouble) in
            try FileAccess.createDirectory(directory)
            try FileAccess.create(path(of: name), with: file.text)
        }
    }

    /// Puts one key in the place of another, which is gone then; at any moment the name has one of the two.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class cannot-create (73).
    public func replace(_ name: KeyName, with other: KeyName) throws(Failure) {
        try writing(name) { () throws(FileAccess.Trouble) in
            try FileAccess.move(path(of: other), to: path(of: name))
        }
    }

    /// Removes a key for good.
    ///
    /// - Throws: ``LighterStatus/Failure``: not found (66), or cannot-create (73).
    public func remove(_ name: KeyName) throws(Failure) {
        try writing(name) { () throws(FileAccess.Trouble) in try FileAccess.remove(path(of: name)) }
    }

    /// Writes the digits of a key to a new file for its owner alone, outside the keystore.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class cannot-create (73).
    public static func export(_ key: PrivateKey, to path: String) throws(Failure) {
        do throws(FileAccess.Trouble) {
            try FileAccess.create(path, with: KeyText.text(of: key))
        } catch {
            throw Failure("key.cannot_create", .cannotCreate, "\(path) cannot be written: \(error)")
        }
    }

    private func writing(
        _ name: KeyName,
        _ write: () throws(FileAccess.Trouble) -> Void
    ) throws(Failure) {
        do throws(FileAccess.Trouble) {
            try write()
        } catch {
            switch error {
            case .exists:
                throw taken(name)
            case .missing:
                throw missing(name)
            default:
                throw Failure("key.cannot_create", .cannotCreate, "\(path(of: name)): \(error)")
            }
        }
    }

    private func taken(_ name: KeyName) -> Failure {
        Failure(
            "key.exists",
            .cannotCreate,
            "there is a key \(name) already, and no key is overwritten",
            hint: "take another name, or delete it: lighter keys delete \(name)"
        )
    }

    private func missing(_ name: KeyName) -> Failure {
        let nearest = Spelling.nearest(to: name.text, among: ((try? names()) ?? []).map(\.text))
        return Failure(
            "key.not_found",
            .notFound,
            "there is no key \(name) in the keystore (\(path(of: name)))"
                + (nearest.map { "; did you mean \($0)?" } ?? ""),
            hint: "lighter keys list",
            mending: nearest.map { .replacing(name.text, with: $0) }
        )
    }
}
