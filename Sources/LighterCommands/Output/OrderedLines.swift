import Dispatch
import LighterJSON
import Synchronization

/// Writes lines that become known in any order in theirs, each as soon as it and those before it are known, on a thread of
/// its own: whoever tells them goes on meanwhile.
final class OrderedLines: Sendable {
    private struct State {
        /// The number of each line that is not written yet, by its place among all.
        var numbers: [Int: Int64] = [:]
        var end = 0
        /// What nobody has looked at yet.
        var told: [(place: Int, make: @Sendable () -> OrderLine)] = []
        /// Whether the thread looks once more before it sleeps.
        var isAwake = false
        var waiting: [Int: String] = [:]
        var next = 0
        var hasHeader = false
        var failure: (any Error)?
    }

    private let output: TextStream
    private let format: OutputFormat
    private let heading: JSONObject
    private let isQuiet: Bool
    private let queue = DispatchQueue(label: "lines")
    private let state = Mutex(State())

    /// - Parameter heading: what each object begins with.
    init(to output: TextStream, as format: OutputFormat, heading: JSONObject, quietly isQuiet: Bool) {
        self.output = output
        self.format = format
        self.heading = heading
        self.isQuiet = isQuiet
    }

    /// Why no more can be written.
    var failure: (any Error)? { state.withLock(\.failure) }

    /// Announces lines with these numbers, which come after those announced before.
    ///
    /// - Returns: the place of the first.
    func begin(_ numbers: [Int64]) -> Int {
        state.withLock { state in
            defer { state.end += numbers.count }
            for (place, number) in numbers.enumerated() { state.numbers[state.end + place] = number }
            return state.end
        }
    }

    /// Writes the line of a place.
    func write(_ place: Int, _ line: @escaping @Sendable () -> OrderLine) {
        // The thread is woken once for what is told while it is awake: a wake for each would take longer than the lines do.
        let isAsleep = state.withLock { state in
            state.told.append((place, line))
            defer { state.isAwake = true }
            return !state.isAwake
        }
        if isAsleep { queue.async { [self] in writeWhatIsTold() } }
    }

    private func writeWhatIsTold() {
        while true {
            let (told, numbers) = state.withLock { state in
                defer { state.told = [] }
                state.isAwake = !state.told.isEmpty
                return (state.told, state.told.map { state.numbers.removeValue(forKey: $0.place) ?? 0 })
            }
            guard !told.isEmpty else { return }
            var texts: [(place: Int, text: String)] = []
            do {
                defer { flush(adding: texts) }
                for (line, number) in zip(told, numbers) {
                    texts.append((line.place, try rendered(line.make(), number)))
                }
            } catch { state.withLock { $0.failure = $0.failure ?? error } }
        }
    }

    private func rendered(_ line: OrderLine, _ number: Int64) throws -> String {
        try line.rendered(number, under: heading, as: format, quietly: isQuiet)
    }

    private func flush(adding texts: [(place: Int, text: String)]) {
        let ready = state.withLock { state in
            for (place, text) in texts { state.waiting[place] = text }
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
    /// - Returns: why it could not be.
    func finish() -> (any Error)? {
        queue.sync {}
        return failure
    }
}
