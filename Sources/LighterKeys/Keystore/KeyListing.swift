import LighterProfile
import LighterStatus

/// A key of the keystore, as a list shows it.
public struct KeyListing: Sendable {
    public let name: KeyName
    /// What is stored, or why it cannot be read.
    public let content: Result<StoredKey, Failure>
}

extension Keystore {
    /// All keys, the damaged among them.
    ///
    /// - Throws: ``LighterStatus/Failure`` where the directory cannot be read.
    public func list() throws(Failure) -> [KeyListing] {
        try names().map { name in
            do throws(Failure) {
                return KeyListing(name: name, content: .success(try read(name)))
            } catch {
                return KeyListing(name: name, content: .failure(error))
            }
        }
    }
}
