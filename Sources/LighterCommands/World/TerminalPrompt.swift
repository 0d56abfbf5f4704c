import Glibc
import LighterKeys
import LighterSecrets
import LighterStatus

/// Questions to the person at the terminal, whose answers are not shown. Asked at the terminal itself, as standard input and
/// output may be files.
enum TerminalPrompt {
    /// A password.
    ///
    /// - Throws: ``Failure``: permission where there is no terminal, interrupted where the person would rather not.
    static func password(_ question: String, isInterrupted: () -> Bool) throws(Failure) -> SecretBytes {
        try Password.read(secret(question, isInterrupted: isInterrupted))
    }

    /// A line that is not shown.
    ///
    /// - Throws: ``Failure``, as ``password(_:isInterrupted:)``.
    static func secret(_ question: String, isInterrupted: () -> Bool) throws(Failure) -> SecretBytes {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else {
            throw Failure(
                "key.nobody_to_ask",
                .permission,
                "the key is under a password, and there is no terminal to ask at",
                hint: "set password_command or password_file in [key], or LIGHTER_PASSWORD_FILE"
            )
        }
        defer { close(terminal) }
        var shown = termios()
        guard tcgetattr(terminal, &shown) == 0 else { throw cannotHide }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK)
        hidden.c_lflag |= tcflag_t(ECHONL)
        // A process that quits or stops here would leave a terminal that shows nothing.
        withUnsafeMutableBytes(of: &hidden.c_cc) { keys in
            for key in [VQUIT, VSUSP] { keys[Int(key)] = 0 }
        }
        guard tcsetattr(terminal, TCSAFLUSH, &hidden) == 0 else { throw cannotHide }
        defer { tcsetattr(terminal, TCSAFLUSH, &shown) }
        write(question, to: terminal)
        return try line(from: terminal, isInterrupted: isInterrupted)
    }

    private static let cannotHide = Failure(
        "key.nobody_to_ask",
        .permission,
        "the terminal cannot be kept from showing a password"
    )

    private static func line(from terminal: Int32, isInterrupted: () -> Bool) throws(Failure) -> SecretBytes {
        try SecretBytes(capacity: Password.maximumSize) { (memory) throws(Failure) in
            var count = 0
            while count < memory.count {
                // An interrupt that comes just before the wait would not end it.
                var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
                while poll(&watched, 1, 100) == 0 { guard !isInterrupted() else { throw .interrupted } }
                guard !isInterrupted() else { throw .interrupted }
                let received = read(terminal, memory.baseAddress.map { $0 + count }, memory.count - count)
                guard !isInterrupted() else { throw .interrupted }
                if received < 0, errno == EINTR { continue }
                guard received > 0 else { break }
                count += received
                if memory[count - 1] == UInt8(ascii: "\n") { return count }
            }
            guard count < memory.count else { throw Password.tooLong }
            return count
        }
    }

    private static func write(_ text: String, to terminal: Int32) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
    }
}
