import LighterLedger
import LighterProfile
import LighterStatus

/// The runs of canaries that the ledger of this host has.
public enum CanaryHistory {
    /// The newest runs under a profile, newest first.
    ///
    /// - Throws: ``Failure`` of class cannot-create where the ledger cannot be used.
    public static func runs(
        profile: String,
        in directories: Directories,
        limit: Int
    ) throws(Failure) -> [CanaryRecord] {
        do {
            return try Ledger(directory: directories.state).canaryRuns(profile: profile, limit: limit)
        } catch { throw Failure(error) }
    }
}
