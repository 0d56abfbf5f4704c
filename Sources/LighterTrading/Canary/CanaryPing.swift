import LighterStatus
import LighterVenue

/// Tells a dead man's switch, such as healthchecks.io, that a run is over: a POST to its address where all is well, to the
/// same with `/fail` behind it where not.
public struct CanaryPing: Sendable {
    /// It takes no longer, whatever the other side does.
    private static let patience: Duration = .seconds(5)
    /// What such services keep.
    private static let bodyLimit = 100_000

    private let host: BaseURL
    private let path: String

    /// - Throws: ``Failure`` of class usage for what is no address.
    public init(_ url: String) throws(Failure) {
        do {
            let whole = try BaseURL(url)
            path = whole.path
            host = try BaseURL("\(whole.scheme.rawValue)://\(whole.host)\(whole.port.map { ":\($0)" } ?? "")")
        } catch {
            let reason = "\(error)".replacing("URL of a venue", with: "address to ping")
            throw Failure(
                "usage.invalid",
                .usage,
                "--ping: \(sanitized(withoutKeys(reason)))",
                hint: "lighter canary --help"
            )
        }
    }

    /// Sends a report, once.
    ///
    /// - Returns: why it did not arrive; nil where it did.
    public func send(_ report: String, isFailure: Bool, version: String) -> String? {
        let request = HTTPRequest(
            .post,
            (path.isEmpty ? "/" : path) + (isFailure ? (path.isEmpty ? "fail" : "/fail") : ""),
            json: Array(report.utf8.prefix(CanaryPing.bodyLimit))
        )
        do {
            // An interrupt ended the run; that it ended is told all the same.
            let answer = try HTTPClient(version: version).perform(
                request,
                at: host,
                deadline: .now + CanaryPing.patience
            )
            return (200..<300).contains(answer.status) ? nil : "HTTP status \(answer.status)"
        } catch { return sanitized(error.detail) }
    }
}
