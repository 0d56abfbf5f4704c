import CCurl
import COpenSSL

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

    private let handle: CurlHandle
    private let userAgent: String
    private let connectTimeout: Duration
    private let responseLimit: Int
    /// Whether answers tell until when the server's certificate holds.
    var readsCertificates = false

    /// What libcurl calls itself: `libcurl/7.88.1 OpenSSL/3.0.17 …`.
    ///
    /// - Throws: ``HTTPFailure`` when it cannot be used.
    public static func libraryVersion() throws(HTTPFailure) -> String {
        if let problem = ccurl_load() { throw HTTPFailure(.library, .notSent, String(cString: problem)) }
        return String(cString: ccurl_version())
    }

    /// Begins to load libcurl, on another thread: for a program that is going to make a client. libcrypto, which libcurl needs
    /// too, and what the caller loads come before it, so that who needs those does not wait for the rest.
    public static func loadAhead(behind other: @convention(c) () -> Void) { ccurl_load_ahead(copenssl_load, other) }

    /// A client that calls itself `lighter/<version>`.
    ///
    /// - Throws: ``HTTPFailure`` with ``HTTPFailure/Reason/library`` when libcurl cannot be used.
    public init(
        version: String,
        connectTimeout: Duration = HTTPClient.connectTimeout,
        responseLimit: Int = HTTPClient.responseLimit
    ) throws(HTTPFailure) {
        handle = try CurlHandle()
        userAgent = "lighter/" + version
        self.connectTimeout = connectTimeout
        self.responseLimit = responseLimit
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
        defer { handle.reset() }
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        try configure(base, request, headers, context)
        try handle.set(CURLOPT_TIMEOUT_MS, Int(min(remaining, Int64(Int32.max))))
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(remaining, max(connectTimeout.milliseconds, 1))))

        let code = withExtendedLifetime((transfer, headers)) { handle.perform() }
        guard code == CURLE_OK else { throw failure(code, request, transfer) }
        return HTTPResponse(
            status: handle.number(CURLINFO_RESPONSE_CODE),
            headers: transfer.headers,
            body: transfer.received,
            timings: timings(),
            certificateEnd: readsCertificates ? certificateEnd() : nil
        )
    }

    private func certificateEnd() -> Int64? {
        ccurl_certificate_field(handle.pointer, "Expire date")
            .flatMap { HTTPDate.ofCertificate(String(cString: $0)) }
    }

    private func configure(
        _ base: BaseURL,
        _ request: HTTPRequest,
        _ headers: HeaderList,
        _ context: UnsafeMutableRawPointer
    ) throws(HTTPFailure) {
        try handle.prepareConnection(to: base, request.target)
        try handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        try handle.set(CURLOPT_ACCEPT_ENCODING, "")
        try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if request.method == .post {
            try handle.set(CURLOPT_POST, 1)
            try handle.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: request.body.count)
            try handle.set(CURLOPT_MAXAGE_CONN, HTTPClient.idleSecondsBeforePOST)
        }
        try handle.set(CURLOPT_HTTPHEADER, headers.pointer)
        for option in [CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA]
        {
            try handle.set(option, context)
        }
        try handle.set(CURLOPT_READFUNCTION, HTTPTransfer.read)
        try handle.check(ccurl_setopt_seek_function(handle.pointer, HTTPTransfer.seek))
        try handle.set(CURLOPT_WRITEFUNCTION, HTTPTransfer.write)
        try handle.set(CURLOPT_HEADERFUNCTION, HTTPTransfer.header)
        if readsCertificates { try handle.set(CURLOPT_CERTINFO, 1) }
        try handle.set(CURLOPT_NOPROGRESS, 0)
        try handle.check(ccurl_setopt_progress_function(handle.pointer, HTTPTransfer.progress))
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
    private func failure(_ code: CURLcode, _ request: HTTPRequest, _ transfer: HTTPTransfer) -> HTTPFailure {
        let hasLeft = request.method == .post ? transfer.given > 0 : handle.number(CURLINFO_REQUEST_SIZE) > 0
        let reach: HTTPFailure.Reach = hasLeft ? .maybeSent : .notSent
        if transfer.wasInterrupted { return HTTPFailure(.interrupted, reach, "interrupted") }
        if transfer.isTooLarge {
            return HTTPFailure(
                .tooLarge,
                reach,
                "the answer is larger than \(responseLimit) bytes",
                timings: timings()
            )
        }
        let proxyStatus = handle.number(CURLINFO_HTTP_CONNECTCODE)
        let isProxyRefusal = proxyStatus != 0 && !(200..<300).contains(proxyStatus)
        return HTTPFailure(
            isProxyRefusal ? .proxy : HTTPFailure.Reason(code),
            reach,
            handle.detail(of: code),
            timings: timings()
        )
    }

    private func timings() -> ConnectionTimings {
        var timings = ConnectionTimings()
        timings.nameLookup = handle.microseconds(CURLINFO_NAMELOOKUP_TIME_T)
        timings.connect = handle.microseconds(CURLINFO_CONNECT_TIME_T)
        timings.tls = handle.microseconds(CURLINFO_APPCONNECT_TIME_T)
        timings.firstByte = handle.microseconds(CURLINFO_STARTTRANSFER_TIME_T)
        timings.total = handle.microseconds(CURLINFO_TOTAL_TIME_T)
        timings.isReused = handle.number(CURLINFO_NUM_CONNECTS) == 0
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
