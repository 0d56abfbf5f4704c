import Foundation

/// A program with a person at a terminal of its own.
final class TerminalSession {
    private let terminal: Int32
    private let id: pid_t
    /// Everything that the terminal has shown.
    private(set) var shown = ""
    /// How many characters of it were waited for.
    private var countOfSeen = 0
    private var hasEnded = false

    /// `TIOCGPTN` and `TIOCSPTLCK`, which glibc's header hides.
    private static let numberRequest: UInt = 0x8004_5430
    private static let lockRequest: UInt = 0x4004_5431

    /// - Parameter size: the terminal's columns and rows; nil where it does not say.
    init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        size: (columns: UInt16, rows: UInt16)? = nil
    ) throws {
        terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (number, lock): (CUnsignedInt, Int32) = (0, 0)
        guard terminal >= 0, ioctl(terminal, TerminalSession.numberRequest, &number) == 0,
            ioctl(terminal, TerminalSession.lockRequest, &lock) == 0
        else { throw POSIXError(.ENOTTY) }
        _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
        _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
        if let size { TerminalSession.resize(terminal, size) }
        id = try spawn(path, arguments, environment: environment, leadsSession: true) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
    }

    deinit {
        if !hasEnded {
            kill(id, SIGKILL)
            waitpid(id, nil, 0)
        }
        close(terminal)
    }

    /// Gives the terminal another size.
    func resize(columns: UInt16, rows: UInt16) { TerminalSession.resize(terminal, (columns, rows)) }

    private static func resize(_ terminal: Int32, _ size: (columns: UInt16, rows: UInt16)) {
        var window = winsize(ws_row: size.rows, ws_col: size.columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
    }

    func interrupt(_ signal: Int32 = SIGINT) { kill(id, signal) }

    /// Waits until the terminal shows a question that was not answered yet, and answers.
    func answer(_ question: String, with text: String) throws {
        try wait(for: question)
        type(text + "\n")
    }

    /// Waits until the terminal shows a text, behind what was waited for before.
    func wait(for text: String) throws {
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while true {
            look()
            if let place = shown.dropFirst(countOfSeen).range(of: text) {
                countOfSeen = shown.distance(from: shown.startIndex, to: place.upperBound)
                return
            }
            guard Date() < deadline else { throw POSIXError(.ETIMEDOUT) }
            usleep(1_000)
        }
    }

    /// Sends a key's code to the terminal, as it is.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    }

    /// Waits until the program ends.
    func wait() -> Outcome {
        var status: Int32 = 0
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while waitpid(id, &status, WNOHANG) == 0 {
            look()
            if Date() > deadline { kill(id, SIGKILL) }
            usleep(1_000)
        }
        hasEnded = true
        look()
        let signal = status & 0x7F
        return Outcome(status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: shown, errors: "")
    }

    private func look() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(terminal, &buffer, buffer.count)
            guard count > 0 else { return }
            shown += String(decoding: buffer[..<count], as: UTF8.self)
        }
    }
}
