import Glibc
import Synchronization

/// The terminal on standard output while one page is shown in place. It is given back as it was, also where a signal ends or
/// stops the program.
enum TakenTerminal {
    private static let isTaken = Atomic<Bool>(false)
    private static let isChanged = Atomic<Bool>(false)

    /// The other screen, without a cursor, where a line that is too long is cut.
    private static let entering: StaticString = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
    private static let leaving: StaticString = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
    /// Those that end the program at once, or stop it.
    private static let signals = [SIGQUIT, SIGTSTP]

    /// Takes it, until it is given back.
    static func take() {
        for number in signals { handle(number) }
        signal(SIGWINCH) { _ in TakenTerminal.isChanged.store(true, ordering: .relaxed) }
        signal(SIGCONT) { _ in TakenTerminal.enterAgain() }
        isTaken.store(true, ordering: .relaxed)
        write(entering)
    }

    static func giveBack() {
        leave()
        isTaken.store(false, ordering: .relaxed)
        for number in signals + [SIGWINCH, SIGCONT] { signal(number, SIG_DFL) }
    }

    /// Whether its size is another one or it was shown something else, since this was last asked.
    static func hasChanged() -> Bool { isChanged.exchange(false, ordering: .relaxed) }

    /// Leaves it as it was, from a signal handler too.
    static func leave() {
        if isTaken.load(ordering: .relaxed) { write(leaving) }
    }

    private static func handle(_ number: Int32) {
        signal(number) { number in
            TakenTerminal.leave()
            signal(number, SIG_DFL)
            raise(number)
        }
    }

    private static func enterAgain() {
        guard isTaken.load(ordering: .relaxed) else { return }
        handle(SIGTSTP)
        write(entering)
        isChanged.store(true, ordering: .relaxed)
    }

    private static func write(_ text: StaticString) { _ = Glibc.write(1, text.utf8Start, text.utf8CodeUnitCount) }
}
