import Glibc
import LighterFiles
import LighterSigning

extension KeySettings {
    /// The private key. What is read on the way is wiped.
    ///
    /// A key file belongs to its user alone: a regular file, no link, owned by the user or root, with no permission for
    /// anyone else.
    ///
    /// - Throws: ``ProfileError``; it never holds any of what was read.
    public func privateKey(in environment: ProfileEnvironment) throws(ProfileError) -> PrivateKey {
        if passwordCommand != nil { throw unavailable("a key under a password", key: "key.password_command") }
        switch source {
        case .file(let path): return try KeySettings.key(inFile: path)
        case .environment(let variable): return try key(inVariable: variable, environment)
        case .keystore: throw unavailable("the keystore", key: "key.keystore")
        case .command: throw unavailable("a key from a command", key: "key.command")
        }
    }

    private func unavailable(_ what: String, key: String) -> ProfileError {
        ProfileError(
            .configuration,
            "`\(key)`: \(what) is not available in this version",
            at: origin,
            hint: "use [key] file = \"…\" or env = \"…\""
        )
    }

    private func key(inVariable variable: String, _ environment: ProfileEnvironment) throws(ProfileError) -> PrivateKey
    {
        guard let text = try environment.value(of: variable) else {
            throw ProfileError(.configuration, "the variable \(variable) is not set", at: origin)
        }
        var digits = Array(text.utf8)
        defer { FileAccess.wipe(&digits) }
        do {
            return try KeyText.privateKey(digits)
        } catch {
            throw ProfileError(.configuration, "the variable \(variable) holds no private key: \(error)", at: origin)
        }
    }

    private static func key(inFile path: String) throws(ProfileError) -> PrivateKey {
        var digits = try FileAccess.read(
            path,
            limit: KeyText.maximumFileSize,
            followingLinks: false,
            trouble: { unreadable(path, $0) },
            inspect: { status throws(ProfileError) in
                guard status.st_mode & 0o077 == 0 else {
                    throw ProfileError(
                        .permission,
                        "others may use this key file: its mode is \(String(status.st_mode & 0o777, radix: 8))",
                        file: path,
                        hint: "chmod 600 \(path.quotedForShell)"
                    )
                }
                guard status.st_uid == geteuid() || status.st_uid == 0 else {
                    throw ProfileError(.permission, "this key file belongs to another user", file: path)
                }
            }
        )
        defer { FileAccess.wipe(&digits) }
        do {
            return try KeyText.privateKey(digits)
        } catch {
            throw ProfileError(.configuration, "this is no private key: \(error)", file: path)
        }
    }

    private static func unreadable(_ path: String, _ trouble: FileAccess.Trouble) -> ProfileError {
        switch trouble {
        case .missing: ProfileError(.notFound, "no such key file", file: path)
        case .symbolicLink: ProfileError(.permission, "a key file must not be a symbolic link", file: path)
        case .notRegular: ProfileError(.permission, "a key file must be a regular file", file: path)
        case .denied: ProfileError(.permission, "this key file may not be read", file: path)
        case .tooLarge:
            ProfileError(.configuration, "this is no private key: \(KeyText.Malformed.length)", file: path)
        case .exists, .system:
            ProfileError(.permission, "this key file cannot be read: \(trouble.description)", file: path)
        }
    }
}

extension String {
    /// The text as one word of a shell's command line.
    fileprivate var quotedForShell: String {
        let isPlain = utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2F, 0x5F: true
            default: false
            }
        }
        guard !isPlain else { return self }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
