import Dispatch
import Synchronization

/// Writes lines that become known in any order in theirs, each as soon as it and those before it are known, on a thread of
/// its own: whoever tells them goes on meanwhile.
final class OrderedLines: Sendable {
    private struct State {
        var numbers: [Int64] = []
        var waiting: [Int: String] = [:]
        var next = 0
        var hasHeader = false
        var failure: (any Error)?
    }

    private let output: TextStream
    private let format: OutputFormat
    private let isQuiet: Bool
    private let queue = DispatchQueue(label: "lines")
    private let state = Mutex(State())

    init(to output: TextStream, as format: OutputFormat, quietly isQuiet: Bool) {
        self.output = output
        self.format = format
        self.isQuiet = isQuiet
    }

    /// Why no more can be written.
    var failure: (any Error)? { state.withLock(\.failure) }

    /// Begins a block of lines with these numbers, once the block before is written.
    func begin(_ numbers: [Int64]) {
        queue.sync {
            state.withLock { state in
                state.numbers = numbers
                state.next = 0
            }
        }
    }

    /// Writes a line of the block.
    func write(_ place: Int, _ line: @escaping @Sendable () -> OrderLine) {
        queue.async { [self] in
            let text: String
            do {
                let number = state.withLock { $0.numbers[place] }
                text = try line().rendered(number, as: format, quietly: isQuiet)
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
                return
            }
            flush(adding: text, at: place)
        }
    }

    private func flush(adding text: String, at place: Int) {
        let ready = state.withLock { state in
            state.waiting[place] = text
            var ready = ""
            while let text = state.waiting.removeValue(forKey: state.next) {
                ready += text
                state.next += 1
            }
            if format == .csv, !isQuiet, !state.hasHeader, !ready.isEmpty {
                state.hasHeader = true
                ready = CSV.line(OrderLine.columns) + ready
            }
            return state.failure == nil ? ready : ""
        }
        guard !ready.isEmpty else { return }
        do { try output.write(ready) } catch { state.withLock { $0.failure = error } }
    }

    /// Waits until everything is written.
    ///
    /// - Throws: what it could not be written for.
    func finish() throws {
        queue.sync {}
        if let failure { throw failure }
    }
}
