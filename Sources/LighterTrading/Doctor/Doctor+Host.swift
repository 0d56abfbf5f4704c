import COpenSSL
import LighterFiles
import LighterKeys
import LighterLedger
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus
import LighterVenue

/// This host: files, memory, libraries, and whether it signs as the venue does.
extension Doctor {
    func lookAtHost() throws(Failure) {
        try record(.signer) { () throws(Failure) in
            do {
                try SignerSelfTest.run(with: PrivateKey.generate())
            } catch { throw Failure.from(error) }
            return .fine("hashes, verifies and signs as the venue's official signer does")
        }
        record(.lockedMemory, lockedMemory)
        record(.versions, versions)
        switch subject.directories {
        case .failure(let failure):
            record(.files, DoctorCheck.Finding(failure))
            record(.disk, .skipped("there is no place for files"))
        case .success(let directories):
            record(.files, files(directories))
            record(.disk, disk(directories))
        }
    }

    private var lockedMemory: DoctorCheck.Finding {
        let (limit, most) = LockedMemory.limit
        let needed = DoctorLimits.lockedMemory
        let text = limit == .max ? "without a limit" : "up to \(limit >> 10) KiB"
        guard LockedMemory.canLock(byteCount: needed) else {
            let isRaised = most >= needed
            return .warning(
                "\(text), too little to keep keys out of swap",
                hint: isRaised
                    ? "ulimit -l \(needed >> 10)"
                    : "raise memlock in /etc/security/limits.conf, or LimitMEMLOCK= of the service"
            )
        }
        return .fine("\(text): keys are kept out of swap")
    }

    private var versions: DoctorCheck.Finding {
        let openSSL = String(cString: OpenSSL_version(OPENSSL_VERSION_STRING))
        let own = "lighter \(subject.version), OpenSSL \(openSSL), SQLite \(Ledger.databaseVersion)"
        do throws(HTTPFailure) {
            // The library and its TLS; what else it was built with is for its own `--version`.
            let words = try HTTPClient.libraryVersion().split(separator: " ").prefix(2).joined(separator: " ")
            return .fine("\(own), \(sanitized(words))")
        } catch {
            let failure = Failure(loading: error)
            return .failed("\(own); \(failure.message)", hint: failure.hint)
        }
    }

    /// Whose the files are, and who else may use them. The profile's own key and password are left to whoever reads them.
    private func files(_ directories: Directories) -> DoctorCheck.Finding {
        let roots = [directories.configuration, directories.state, directories.cache]
        var exposed: [FileAccess.Holding] = []
        for root in roots {
            // Of what nobody can change, as a volume of a container, the modes say nothing.
            guard !FileAccess.isReadOnly(root) else { continue }
            let holdings = (try? FileAccess.holdings(below: root, depth: DoctorLimits.depth)) ?? []
            // What is kept for a while only is no secret.
            exposed += holdings.filter {
                $0.isForeign || $0.isWritableByOthers || (root != directories.cache && $0.isReadableByOthers)
            }
        }
        exposed.removeAll { filesOfKey.contains($0.path) }
        guard let first = exposed.first(where: { $0.isForeign || $0.isWritableByOthers }) ?? exposed.first else {
            return .fine("configuration, state and cache are their owner's alone")
        }
        let others = exposed.count > 1 ? ", and \(exposed.count - 1) more" : ""
        let path = sanitized(withoutKeys(first.path), limit: 400)
        let foreign = exposed.filter(\.isForeign)
        if first.isForeign {
            let hint = Doctor.change("sudo chown \"$(id -u)\"", foreign, of: exposed.count)
            return .failed("\(path) belongs to another user\(others)", hint: hint)
        }
        let hint = Doctor.change("chmod go-rwx", exposed, of: exposed.count)
        let mode = String(first.mode, radix: 8)
        return first.isWritableByOthers
            ? .failed("others may change \(path): its mode is \(mode)\(others)", hint: hint)
            : .warning("others may read \(path): its mode is \(mode)\(others)", hint: hint)
    }

    /// What changes these files and no others. So many as never are ours are in a directory that others use, too, named by
    /// mistake, and pasting a change of all of them would break whatever they are for.
    private static func change(_ command: String, _ files: [FileAccess.Holding], of exposed: Int) -> String {
        guard exposed <= DoctorLimits.mostExposed else {
            return "give it directories of its own, and see which it has: lighter profile path; env | grep ^LIGHTER_"
        }
        return "\(command) \(files.map { quotedForShell($0.path) }.joined(separator: " "))"
    }

    private var filesOfKey: Set<String> {
        guard let trader else { return [] }
        var paths: Set<String> = []
        switch trader.access.key?.source {
        case .file(let path): paths.insert(path)
        case .keystore(let name): paths.insert(trader.keys.keystore.path(of: name))
        case .environment, .command, .credential, nil: break
        }
        if case .file(let path)? = trader.access.password { paths.insert(path) }
        return paths
    }

    /// Whether what has to be written can be. The configuration need not be.
    private func disk(_ directories: Directories) -> DoctorCheck.Finding {
        for (directory, isNeeded) in [(directories.state, true), (directories.cache, false)] {
            do throws(FileAccess.Trouble) { try FileAccess.requireWritable(directory) } catch {
                let words = "\(sanitized(directory, limit: 400)) cannot be written: \(error)"
                let hint =
                    "see what is in the way: ls -ld \(quotedForShell(directory)); or name another directory: "
                    + (isNeeded ? "LIGHTER_STATE_HOME" : "LIGHTER_CACHE_HOME")
                return isNeeded ? .failed(words, hint: hint) : .warning(words, hint: hint)
            }
        }
        guard let free = FileAccess.freeSpace(for: directories.state) else {
            return .warning("how much room there is cannot be seen", hint: "df -h \(quotedForShell(directories.state))")
        }
        let words = "\(free >> 20) MiB are free for \(sanitized(directories.state, limit: 400))"
        let hint = "df -h \(quotedForShell(directories.state))"
        if free < DoctorLimits.leastSpace { return .failed(words, hint: hint) }
        return free < DoctorLimits.scarceSpace ? .warning(words, hint: hint) : .fine(words)
    }
}

/// What is too little.
private enum DoctorLimits {
    /// Keys, and what is derived from passwords.
    static let lockedMemory = 64 << 10
    /// Nothing is sent that cannot be written down.
    static let leastSpace: Int64 = 8 << 20
    static let scarceSpace: Int64 = 256 << 20
    /// Files that others may use, to be named one by one.
    static let mostExposed = 24
    /// Directories below a directory of ours.
    static let depth = 2
}
