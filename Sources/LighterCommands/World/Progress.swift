import Dispatch
import Glibc
import LighterStatus
import Synchronization

/// A line on a terminal's standard error that says what is waited for. It is there once that takes more than a second, and
/// gone before anything else is written.
public final class Progress: Sendable {
    private struct State {
        /// How many waits have begun and not ended; the outermost is told.
        var depth = 0
        var what = ""
        var since = ContinuousClock.now
        /// Something else was written just now.
        var notBefore = ContinuousClock.now
        var isShown = false
        /// Whether somebody looks again later.
        var isWatched = false
        var frame = 0
    }

    private let state = Mutex(State())
    /// Nil where nobody watches.
    private let queue: DispatchQueue?
    private let glyphs: Glyphs

    /// So long nobody wonders.
    private static let patience = Duration.seconds(1)
    private static let pause = Duration.milliseconds(100)
    /// After something was written, so that what comes often does not make the line flicker.
    private static let pauseAfterOthers = Duration.milliseconds(500)
    private static let erasure: StaticString = "\r\u{1B}[K"
    private static let descriptor: Int32 = 2
    /// Whether the line is there, for who ends the process at once.
    private static let isOnScreen = Atomic<Bool>(false)

    /// - Parameters:
    ///   - diagnostics: standard error.
    ///   - variables: of the environment.
    init(on diagnostics: TextStream, variables: [String: String]) {
        let isOn = diagnostics.isTerminal && variables["TERM"] != "dumb"
        queue = isOn ? DispatchQueue(label: "progress") : nil
        glyphs = Glyphs(variables)
    }

    private var isOn: Bool { queue != nil }

    /// What layers below tell of their waits.
    var waiting: Waiting {
        guard isOn else { return .untold }
        return Waiting(began: { self.begin($0) }, ended: { self.end() })
    }

    /// Says something else of the outermost wait.
    func update(_ what: @autoclosure () -> String) {
        guard isOn else { return }
        let what = what()
        state.withLock { $0.what = what }
    }

    /// A stream that the line gives way to.
    func givingWay(to stream: TextStream) -> TextStream {
        guard isOn else { return stream }
        return stream.writing { bytes in
            try self.state.withLock { state in
                Progress.erase(&state)
                state.notBefore = .now + Progress.pauseAfterOthers
                try stream.write(bytes)
            }
        }
    }

    /// Takes the line away from within a handler of a signal, before the process ends.
    static func eraseAtEnd() {
        guard isOnScreen.load(ordering: .relaxed) else { return }
        write(descriptor, erasure.utf8Start, erasure.utf8CodeUnitCount)
    }

    private func begin(_ what: String) {
        let isFirst = state.withLock { state in
            state.depth += 1
            guard state.depth == 1 else { return false }
            (state.what, state.since) = (what, .now)
            defer { state.isWatched = true }
            return !state.isWatched
        }
        if isFirst { look(after: Progress.patience) }
    }

    private func end() {
        state.withLock { state in
            state.depth -= 1
            if state.depth == 0 { Progress.erase(&state) }
        }
    }

    private func look(after time: Duration) {
        let nanoseconds = Int(time / .nanoseconds(1))
        queue?.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
            if let pause = self.state.withLock({ self.draw(&$0) }) { self.look(after: pause) }
        }
    }

    /// - Returns: when to look again; nil where nothing is waited for.
    private func draw(_ state: inout State) -> Duration? {
        guard state.depth > 0 else {
            state.isWatched = false
            return nil
        }
        let waited = state.since.duration(to: .now)
        guard waited >= Progress.patience else { return Progress.patience - waited }
        // In the background the terminal is somebody else's.
        guard .now >= state.notBefore, tcgetpgrp(Progress.descriptor) == getpgrp() else { return Progress.pause }
        var size = winsize()
        let width = ioctl(Progress.descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
        let frames = glyphs == .unicode ? Progress.frames : Progress.plainFrames
        let line =
            "\(frames[state.frame % frames.count]) \(state.what) \(glyphs.ellipsis) \(waited.components.seconds) s"
        Progress.put("\r\(line.prefix(width - 1))\u{1B}[K")
        state.frame += 1
        state.isShown = true
        Progress.isOnScreen.store(true, ordering: .relaxed)
        return Progress.pause
    }

    private static let frames = Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
    private static let plainFrames = Array("|/-\\")

    private static func erase(_ state: inout State) {
        guard state.isShown else { return }
        state.isShown = false
        isOnScreen.store(false, ordering: .relaxed)
        put("\(erasure)")
    }

    /// In one piece, so that nothing is seen of it half done.
    private static func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
