import Glibc
import LighterFiles
import LighterSecrets
import LighterStatus

/// A file with a secret in it: it belongs to its user alone. A regular file, no link, owned by the user or root, with no
/// permission for anyone else.
public enum SecretFile {
    /// What a file holds, for errors, and what else its kind is allowed.
    public enum Kind: Sendable {
        case key
        case password
        case layerOneKey
        /// What systemd hands to a service: it belongs to root, and where an access list lets the service read it, the mode
        /// shows that list's mask as the group's.
        case credential

        fileprivate var name: String {
            switch self {
            case .key: "key file"
            case .password: "password file"
            case .layerOneKey: "layer-1 key file"
            case .credential: "credential"
            }
        }

        fileprivate var forbidden: mode_t { self == .credential ? 0o037 : 0o077 }
    }

    /// What the file holds, at most `limit` bytes.
    ///
    /// - Throws: ``LighterStatus/Failure``: permission (77), not found (66), or data (65) for one that is larger. It never
    ///   holds any of what was read.
    public static func read(_ path: String, as kind: Kind, limit: Int) throws(Failure) -> SecretBytes {
        var bytes = try FileAccess.read(
            path,
            limit: limit,
            followingLinks: kind == .credential,
            trouble: { failure(path, kind, $0) },
            inspect: { status throws(Failure) in
                guard status.st_mode & kind.forbidden == 0 else {
                    let mode = String(status.st_mode & 0o777, radix: 8)
                    throw refusal(path, "others may use this \(kind.name): its mode is \(mode)", chmod: true)
                }
                guard status.st_uid == geteuid() || status.st_uid == 0 else {
                    throw refusal(path, "this \(kind.name) belongs to another user")
                }
            }
        )
        return SecretBytes(taking: &bytes)
    }

    private static func failure(_ path: String, _ kind: Kind, _ trouble: FileAccess.Trouble) -> Failure {
        switch trouble {
        case .missing: Failure("key.not_found", .notFound, "\(withoutKeys(path)): no such \(kind.name)")
        case .symbolicLink: refusal(path, "a \(kind.name) must not be a symbolic link")
        case .notRegular: refusal(path, "a \(kind.name) must be a regular file")
        case .denied: refusal(path, "this \(kind.name) may not be read")
        case .tooLarge(let limit):
            Failure(
                "key.malformed",
                .data,
                "\(withoutKeys(path)): this is no \(kind.name): it has more than \(limit) bytes"
            )
        case .exists, .system: refusal(path, "this \(kind.name) cannot be read: \(trouble.description)")
        }
    }

    private static func refusal(_ path: String, _ reason: String, chmod: Bool = false) -> Failure {
        Failure(
            "key.permission",
            .permission,
            "\(withoutKeys(path)): \(reason)",
            hint: chmod ? "chmod 600 \(quotedForShell(path))" : nil
        )
    }
}
