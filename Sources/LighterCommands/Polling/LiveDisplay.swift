import LighterTrading

/// Shows the newest answer on a terminal, in the place of the one before.
final class LiveDisplay: PollingDisplay {
    private let invocation: Invocation
    private let interval: String
    private var isTaken = false
    private var shown: (report: Report, time: Int64)?
    /// When the report last became another one, and in what.
    private var change: (words: String, time: Int64)?
    private var trouble: String?

    init(_ invocation: Invocation, _ options: PollingOptions) {
        self.invocation = invocation
        interval = "every \(options.interval)"
    }

    func show(_ report: Report, at time: Int64) throws {
        if let words = shown.flatMap({ report.change(since: $0.report) }) { change = (words, time) }
        shown = (report, time)
        trouble = nil
        if !isTaken {
            isTaken = true
            TakenTerminal.take()
        }
        try draw()
    }

    func tell(_ trouble: String) throws {
        self.trouble = trouble
        try draw()
    }

    func refresh() throws {
        if TakenTerminal.hasChanged() { try draw() }
    }

    /// Gives the terminal back, with what was last shown.
    func end() throws {
        guard isTaken else { return }
        isTaken = false
        TakenTerminal.giveBack()
        if let shown { try invocation.world.output.write(shown.report.page().text(on: invocation.screen)) }
    }

    /// In one piece, each line over the one before: nothing flickers.
    private func draw() throws {
        guard let shown, isTaken else { return }
        let screen = invocation.screen
        let rows = max(invocation.world.output.size?.rows ?? 24, 2)
        var lines = (head(at: shown.time).text(on: screen) + shown.report.page().text(on: screen))
            .split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast()
            .map(String.init)
        if lines.count > rows {
            let hidden = lines.count - rows + 1
            lines = lines.prefix(rows - 1) + [screen.palette.paint("\(hidden) more lines", .faint)]
        }
        let body = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
        try invocation.world.output.write("\u{1B}[H\(body)\u{1B}[J")
    }

    private func head(at time: Int64) -> Page {
        let news = change.map { $0.time == time ? $0.words : "no change since \(UTC.text($0.time))" }
        return .line(
            Cell(UTC.text(time), .strong),
            Cell(interval, .faint),
            trouble.map { Cell($0, .warning) } ?? Cell(news ?? "", .faint)
        )
    }
}
