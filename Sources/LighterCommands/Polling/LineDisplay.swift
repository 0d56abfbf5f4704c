import LighterJSON
import LighterStatus
import LighterTrading

/// Shows answers under each other: a line of JSON each, or a page.
final class LineDisplay: PollingDisplay {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func show(_ report: Report, at time: Int64) throws {
        var report = report
        report.fields["time"] = .integer(time)
        let isPage = invocation.format == .table && !invocation.options.quiet
        // Of a report that is asked for again and again each is a line.
        let format: OutputFormat = invocation.format == .ndjson ? .json : invocation.format
        let text = try report.rendered(
            as: format,
            quietly: invocation.options.quiet,
            on: invocation.screen,
            profile: invocation.context.profile,
            network: invocation.context.network
        )
        try invocation.world.output.write(isPage ? "\(UTC.text(time))\n\(text)\n" : text)
    }

    func tell(_ trouble: String) { invocation.notice(trouble) }

    func refresh() throws {
        // Nobody would see the next one.
        guard invocation.world.output.hasReader else { throw TextStreamError.closed }
    }

    func end() {}
}
