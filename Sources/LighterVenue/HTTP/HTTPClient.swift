import CCurl

/// The one place that opens a connection: HTTP by libcurl, TLS always verified, redirects never followed.
///
/// One client keeps its connections open and uses them again. It belongs to one thread.
///
/// A POST leaves at most once. libcurl repeats a request by itself, whatever its method, when a connection it used again
/// turns out to be closed and no byte of an answer came (`Curl_retry_request` in its `lib/transfer.c`; also on HTTP/2's
/// REFUSED_STREAM and on a downgrade to HTTP/1.1), because such a server has most likely not seen the request. Most
/// likely is not enough for an order. A body set by `CURLOPT_POSTFIELDS` is repeated without asking; a body read through
/// `CURLOPT_READFUNCTION` has to be rewound first, by `CURLOPT_SEEKFUNCTION`
/// (<https://curl.se/libcurl/c/CURLOPT_SEEKFUNCTION.html>). Ours refuses as soon as a byte of the body was handed out,
/// which ends the transfer with `CURLE_SEND_FAIL_REWIND`. That a body was never asked for proves, in turn, that it never
/// left. To keep such endings rare, a POST only uses a connection that was idle for at most ten seconds.
public final class HTTPClient {
    /// The longest time to stand a connection up.
    public static let connectTimeout: Duration = .seconds(10)
    /// The largest answer taken, decompressed: 64 MiB.
    public static let responseLimit = 64 << 20

    private static let idleSecondsBeforePOST = 10

    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private let userAgent: String
    private let connectTimeout: Duration
    private let responseLimit: Int

    /// Begins to load libcurl, on another thread: for a program that is going to make a client.
    public static func loadAhead() { ccurl_load_ahead() }

    /// A client that calls itself `lighter/<version>`.
    ///
    /// - Throws: ``HTTPFailure`` with ``HTTPFailure/Reason/library`` when libcurl cannot be used.
    public init(
        version: String,
        connectTimeout: Duration = HTTPClient.connectTimeout,
        responseLimit: Int = HTTPClient.responseLimit
    ) throws(HTTPFailure) {
        if let problem = ccurl_load() { throw HTTPFailure(.library, .notSent, String(cString: problem)) }
        guard let handle = ccurl_easy_init() else { throw HTTPFailure(.library, .notSent, "libcurl has no memory") }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        userAgent = "lighter/" + version
        self.connectTimeout = connectTimeout
        self.responseLimit = responseLimit
    }

    deinit {
        ccurl_easy_cleanup(handle)
        errorText.deallocate()
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// - Parameters:
    ///   - base: Where the venue is.
    ///   - deadline: When to give up, on the monotonic clock.
    ///   - isInterrupted: Asked about once a second and whenever something happens; true ends the transfer.
    /// - Returns: Any complete answer, whatever its status.
    public func perform(
        _ request: HTTPRequest,
        at base: BaseURL,
        deadline: ContinuousClock.Instant,
        isInterrupted: @escaping () -> Bool = { false }
    ) throws(HTTPFailure) -> HTTPResponse {
        try HTTPClient.check(request)
        guard !isInterrupted() else { throw HTTPFailure(.interrupted, .notSent, "interrupted") }
        let remaining = ContinuousClock.now.duration(to: deadline).milliseconds
        guard remaining > 0 else { throw HTTPFailure(.timeout, .notSent, "no time left to send the request") }

        let transfer = HTTPTransfer(body: request.body, responseLimit: responseLimit, isInterrupted: isInterrupted)
        guard let headers = HeaderList(request, userAgent: userAgent) else {
            throw HTTPFailure(.library, .notSent, "libcurl has no memory")
        }
        defer { ccurl_easy_reset(handle) }
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        try configure(base, request, headers, context)
        try set(CURLOPT_TIMEOUT_MS, Int(min(remaining, Int64(Int32.max))))
        try set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(remaining, max(connectTimeout.milliseconds, 1))))
        errorText.pointee = 0

        let code = withExtendedLifetime((transfer, headers)) { ccurl_easy_perform(handle) }
        guard code == CURLE_OK else { throw failure(code, request, transfer) }
        return HTTPResponse(
            status: number(CURLINFO_RESPONSE_CODE),
            headers: transfer.headers,
            body: transfer.received,
            timings: timings()
        )
    }

    private func configure(
        _ base: BaseURL,
        _ request: HTTPRequest,
        _ headers: HeaderList,
        _ context: UnsafeMutableRawPointer
    ) throws(HTTPFailure) {
        try set(CURLOPT_URL, base.description + request.target)
        try set(CURLOPT_PROTOCOLS_STR, base.scheme.rawValue)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        try set(CURLOPT_ACCEPT_ENCODING, "")
        try set(CURLOPT_NOSIGNAL, 1)
        // A resolver that hangs must not outlive the deadline.
        try set(CURLOPT_QUICK_EXIT, 1)
        // What is not encrypted stays on this machine, whatever http_proxy says.
        if base.scheme == .http { try set(CURLOPT_PROXY, "") }
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if request.method == .post {
            try set(CURLOPT_POST, 1)
            try check(ccurl_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
            try set(CURLOPT_MAXAGE_CONN, HTTPClient.idleSecondsBeforePOST)
        }
        try check(ccurl_setopt_pointer(handle, CURLOPT_HTTPHEADER, headers.pointer))
        try check(ccurl_setopt_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
        for option in [CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA]
        {
            try check(ccurl_setopt_pointer(handle, option, context))
        }
        try check(ccurl_setopt_data_function(handle, CURLOPT_READFUNCTION, HTTPTransfer.read))
        try check(ccurl_setopt_seek_function(handle, HTTPTransfer.seek))
        try check(ccurl_setopt_data_function(handle, CURLOPT_WRITEFUNCTION, HTTPTransfer.write))
        try check(ccurl_setopt_data_function(handle, CURLOPT_HEADERFUNCTION, HTTPTransfer.header))
        try set(CURLOPT_NOPROGRESS, 0)
        try check(ccurl_setopt_progress_function(handle, HTTPTransfer.progress))
    }

    /// Refuses what could smuggle a second header or request line.
    private static func check(_ request: HTTPRequest) throws(HTTPFailure) {
        let isPathSafe = request.path.utf8.allSatisfy { BaseURL.isUnreserved($0) || $0 == UInt8(ascii: "/") }
        guard request.path.first == "/", isPathSafe else {
            throw HTTPFailure(.invalidRequest, .notSent, "the path of the request is malformed")
        }
        for header in request.headers {
            let isNameSafe = !header.name.isEmpty && header.name.utf8.allSatisfy { BaseURL.isUnreserved($0) }
            let isValueSafe = header.value.utf8.allSatisfy { (32...126).contains($0) }
            guard isNameSafe, isValueSafe else {
                throw HTTPFailure(.invalidRequest, .notSent, "the header \(header.name) holds a forbidden character")
            }
        }
    }
}

extension HTTPClient {
    private func set(_ option: CURLoption, _ value: Int) throws(HTTPFailure) {
        try check(ccurl_setopt_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(HTTPFailure) {
        try check(ccurl_setopt_string(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(HTTPFailure) {
        guard code == CURLE_OK else {
            throw HTTPFailure(
                .library,
                .notSent,
                "libcurl refuses an option: " + String(cString: ccurl_easy_strerror(code))
            )
        }
    }

    private func failure(_ code: CURLcode, _ request: HTTPRequest, _ transfer: HTTPTransfer) -> HTTPFailure {
        let hasLeft = request.method == .post ? transfer.given > 0 : number(CURLINFO_REQUEST_SIZE) > 0
        let reach: HTTPFailure.Reach = hasLeft ? .maybeSent : .notSent
        if transfer.wasInterrupted { return HTTPFailure(.interrupted, reach, "interrupted") }
        if transfer.isTooLarge {
            return HTTPFailure(.tooLarge, reach, "the answer is larger than \(responseLimit) bytes")
        }
        let proxyStatus = number(CURLINFO_HTTP_CONNECTCODE)
        let isProxyRefusal = proxyStatus != 0 && !(200..<300).contains(proxyStatus)
        return HTTPFailure(isProxyRefusal ? .proxy : HTTPFailure.Reason(code), reach, detail(of: code))
    }

    private func detail(of code: CURLcode) -> String {
        if code == CURLE_SEND_FAIL_REWIND { return "the server closed the connection without an answer" }
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: ccurl_easy_strerror(code)) : text
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_getinfo_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    private func microseconds(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return ccurl_getinfo_offset(handle, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    private func timings() -> ConnectionTimings {
        var timings = ConnectionTimings()
        timings.nameLookup = microseconds(CURLINFO_NAMELOOKUP_TIME_T)
        timings.connect = microseconds(CURLINFO_CONNECT_TIME_T)
        timings.tls = microseconds(CURLINFO_APPCONNECT_TIME_T)
        timings.firstByte = microseconds(CURLINFO_STARTTRANSFER_TIME_T)
        timings.total = microseconds(CURLINFO_TOTAL_TIME_T)
        timings.isReused = number(CURLINFO_NUM_CONNECTS) == 0
        return timings
    }
}

/// libcurl's list of header lines.
private final class HeaderList {
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?

    /// Nil when there is no memory for it.
    init?(_ request: HTTPRequest, userAgent: String) {
        var lines = ["User-Agent: " + userAgent, "Accept: application/json"]
        if request.method == .post {
            lines.append("Content-Type: " + request.contentType)
            // No waiting for leave to send the body.
            lines.append("Expect:")
        }
        lines += request.headers.map { $0.name + ": " + $0.value }
        for line in lines {
            guard let longer = ccurl_slist_append(pointer, line) else { return nil }
            pointer = longer
        }
    }

    deinit { ccurl_slist_free_all(pointer) }
}

extension Duration {
    /// Whole milliseconds, rounded up, within what 64 bits hold.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (milliseconds, overflowed) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflowed else { return seconds < 0 ? .min : .max }
        let (sum, sumOverflowed) = milliseconds.addingReportingOverflow(
            (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        )
        return sumOverflowed ? .max : sum
    }
}
