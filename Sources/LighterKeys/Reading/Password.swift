import Glibc
import LighterSecrets
import LighterStatus

/// Passwords: the first line of what holds them, without its end.
public enum Password {
    /// The most bytes a password has, with the end of its line.
    public static let maximumSize = 1024

    /// The first line of a text.
    ///
    /// - Throws: ``LighterStatus/Failure``: `key.no_password` (77) where that is empty, `key.malformed` (65) where it is too
    ///   long.
    public static func read(_ text: SecretBytes) throws(Failure) -> SecretBytes {
        let line = text.withBytes { bytes in
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
            return SecretBytes(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
        guard line.count > 0 else { throw Failure("key.no_password", .permission, "the password is empty") }
        guard line.count < maximumSize else { throw tooLong }
        return line
    }

    /// What is typed, or read from elsewhere, and has no end within ``maximumSize``.
    public static let tooLong = Failure(
        "key.malformed",
        .data,
        "a password and a key have fewer than \(maximumSize) characters"
    )

    /// The first line that an open file gives, without its end, at most ``maximumSize`` bytes; what is behind it stays there.
    ///
    /// - Throws: ``LighterStatus/Failure``.
    public static func firstLine(of descriptor: Int32) throws(Failure) -> SecretBytes {
        try SecretBytes(capacity: maximumSize) { (memory) throws(Failure) in
            var count = 0
            while count < memory.count {
                let received = Glibc.read(descriptor, memory.baseAddress.map { $0 + count }, 1)
                guard received >= 0 else {
                    guard errno != EINTR else { throw .interrupted }
                    let reason = String(cString: strerror(errno))
                    throw Failure(
                        "key.unreadable",
                        .permission,
                        "file descriptor \(descriptor) cannot be read: \(reason)"
                    )
                }
                guard received > 0, memory[count] != UInt8(ascii: "\n") else { return count }
                count += 1
            }
            throw tooLong
        }
    }
}
