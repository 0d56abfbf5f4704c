import LighterJSON
import LighterStatus

/// The venue, asked over HTTP. Every call returns what was asked for or throws a ``Failure``.
///
/// libcurl is loaded by the first call. A venue belongs to one thread.
public final class Venue {
    /// Where it is.
    public let baseURL: BaseURL
    /// When all calls give up, on the monotonic clock, asked before each; nil leaves it its own time.
    public var deadline: () -> ContinuousClock.Instant?
    /// The longest time for one call.
    public var requestTimeout: Duration
    /// Whether the user wants to stop. Asked while a call waits.
    public var isInterrupted: () -> Bool
    /// Asked before each request: it may wait, or throw, and then nothing is sent.
    private let permit: (Endpoint) throws(Failure) -> Void
    /// Told about a limit that the venue did not answer a read for: it waits until the venue should, or throws.
    private let onLimit: (Failure) throws(Failure) -> Void
    /// Told that an answer is waited for.
    private let waiting: Waiting
    /// Told about each request once it is over.
    public var onExchange: (Exchange) -> Void
    /// Told what readers of each answer met that they did not expect; nil, as a rule, keeps no record of it.
    public var onReading: ((Endpoint, JSONReadingRecord) -> Void)?
    /// Whether exchanges tell until when the server's certificate holds.
    public var readsCertificates = false

    private let version: String
    private let token: (() throws(Failure) -> String)?
    private var client: HTTPClient?

    /// - Parameters:
    ///   - version: Ours, for the user agent.
    ///   - token: Gives an auth token that is good now; nil where there is no key. Only calls that need one ask.
    public init(
        baseURL: BaseURL,
        version: String,
        requestTimeout: Duration = .seconds(10),
        deadline: @escaping () -> ContinuousClock.Instant? = { nil },
        token: (() throws(Failure) -> String)? = nil,
        isInterrupted: @escaping () -> Bool = { false },
        permit: @escaping (Endpoint) throws(Failure) -> Void = { _ in },
        onLimit: @escaping (Failure) throws(Failure) -> Void = { refusal throws(Failure) in throw refusal },
        waiting: Waiting = .untold,
        onExchange: @escaping (Exchange) -> Void = { _ in }
    ) {
        self.baseURL = baseURL
        self.version = version
        self.requestTimeout = requestTimeout
        self.deadline = deadline
        self.token = token
        self.isInterrupted = isInterrupted
        self.permit = permit
        self.onLimit = onLimit
        self.waiting = waiting
        self.onExchange = onExchange
    }

    /// One request that is over, for those who want to watch.
    public struct Exchange: Sendable {
        public let endpoint: Endpoint
        /// The answer's status, or why there is none.
        public let outcome: Result<Int, HTTPFailure>
        /// How long it took, where there is an answer.
        public let timings: ConnectionTimings?
        /// The server's clock when it answered, milliseconds since the Unix epoch, to the second.
        public let date: Int64?
        /// Until when the server's certificate holds, where that was to be told; milliseconds since the Unix epoch.
        public let certificateEnd: Int64?

        init(_ endpoint: Endpoint, _ response: HTTPResponse) {
            self.endpoint = endpoint
            outcome = .success(response.status)
            timings = response.timings
            date = response.dateMilliseconds
            certificateEnd = response.certificateEnd
        }

        init(_ endpoint: Endpoint, _ failure: HTTPFailure) {
            self.endpoint = endpoint
            outcome = .failure(failure)
            timings = nil
            date = nil
            certificateEnd = nil
        }
    }

    /// Asks an endpoint and reads its answer. A read that meets a limit is asked again once that was waited out; what is
    /// sent leaves once, whatever comes of it.
    func ask<Answer>(
        _ endpoint: Endpoint,
        _ read: (JSONReader) throws(JSONError) -> Answer
    ) throws(Failure) -> Answer {
        while !endpoint.isSend {
            do throws(Failure) { return try askOnce(endpoint, read) } catch {
                guard error.isRequestLimit else { throw error }
                try onLimit(error)
            }
        }
        return try askOnce(endpoint, read)
    }

    private func askOnce<Answer>(
        _ endpoint: Endpoint,
        _ read: (JSONReader) throws(JSONError) -> Answer
    ) throws(Failure) -> Answer {
        let response = try perform(endpoint)
        let record = onReading == nil ? nil : JSONReadingRecord()
        let envelope = Envelope(response, of: endpoint, record: record)
        let body = try envelope.payload()
        do {
            let answer = try read(body)
            if let record { onReading?(endpoint, record) }
            return answer
        } catch {
            throw envelope.unreadable(error.description)
        }
    }

    private func perform(_ endpoint: Endpoint) throws(Failure) -> HTTPResponse {
        var request = endpoint.request
        if endpoint.needsToken { request.headers.append(.init("Authorization", try authToken(for: endpoint))) }
        try permit(endpoint)
        waiting.begin("waiting for the venue to answer")
        defer { waiting.end() }
        let ownDeadline = ContinuousClock.now.advanced(by: requestTimeout)
        do {
            let client = try openClient()
            client.readsCertificates = readsCertificates
            let response = try client.perform(
                request,
                at: baseURL,
                deadline: deadline().map { min($0, ownDeadline) } ?? ownDeadline,
                isInterrupted: isInterrupted
            )
            onExchange(Exchange(endpoint, response))
            return response
        } catch {
            onExchange(Exchange(endpoint, error))
            throw Failure(error, of: endpoint, at: baseURL)
        }
    }

    private func authToken(for endpoint: Endpoint) throws(Failure) -> String {
        guard let token else {
            throw Failure(
                "auth.no_key",
                .permission,
                "\(endpoint.name) needs an auth token, and there is no key to make one",
                hint: "name a key in the profile: lighter profile show --sources"
            )
        }
        return try token()
    }

    private func openClient() throws(HTTPFailure) -> HTTPClient {
        if let client { return client }
        let client = try HTTPClient(version: version)
        self.client = client
        return client
    }
}
