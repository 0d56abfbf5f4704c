import CCurl

/// A handle of libcurl and what all its uses share: how a connection is made, and how errors are told.
final class CurlHandle {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>

    /// - Throws: ``HTTPFailure`` with ``HTTPFailure/Reason/library`` when libcurl cannot be used.
    init() throws(HTTPFailure) {
        if let problem = ccurl_load() { throw HTTPFailure(.library, .notSent, String(cString: problem)) }
        guard let pointer = ccurl_easy_init() else { throw HTTPFailure(.library, .notSent, "libcurl has no memory") }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    }

    deinit {
        ccurl_easy_cleanup(pointer)
        errorText.deallocate()
    }

    /// Forgets all options; keeps live connections.
    func reset() { ccurl_easy_reset(pointer) }

    /// Where to connect to, and how: TLS always verified, redirects never followed.
    func prepareConnection(to base: BaseURL, _ target: String) throws(HTTPFailure) {
        try set(CURLOPT_URL, base.description + target)
        try set(CURLOPT_PROTOCOLS_STR, base.scheme.rawValue)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        try set(CURLOPT_NOSIGNAL, 1)
        // A resolver that hangs must not outlive the deadline.
        try set(CURLOPT_QUICK_EXIT, 1)
        // What is not encrypted stays on this machine, whatever http_proxy says.
        if base.scheme == .http { try set(CURLOPT_PROXY, "") }
        try set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
    }

    func perform() -> CURLcode {
        errorText.pointee = 0
        return ccurl_easy_perform(pointer)
    }

    /// What happened, in libcurl's words.
    func detail(of code: CURLcode) -> String {
        if code == CURLE_SEND_FAIL_REWIND { return "the server closed the connection without an answer" }
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: ccurl_easy_strerror(code)) : text
    }
}

extension CurlHandle {
    func set(_ option: CURLoption, _ value: Int) throws(HTTPFailure) {
        try check(ccurl_setopt_long(pointer, option, value))
    }

    func set(_ option: CURLoption, offset value: Int) throws(HTTPFailure) {
        try check(ccurl_setopt_offset(pointer, option, curl_off_t(value)))
    }

    func set(_ option: CURLoption, _ value: String) throws(HTTPFailure) {
        try check(ccurl_setopt_string(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) throws(HTTPFailure) {
        try check(ccurl_setopt_pointer(pointer, option, value))
    }

    func set(_ option: CURLoption, _ list: UnsafeMutablePointer<curl_slist>?) throws(HTTPFailure) {
        try check(ccurl_setopt_pointer(pointer, option, list))
    }

    func set(_ option: CURLoption, _ function: @escaping ccurl_data_function) throws(HTTPFailure) {
        try check(ccurl_setopt_data_function(pointer, option, function))
    }

    func check(_ code: CURLcode) throws(HTTPFailure) {
        guard code == CURLE_OK else {
            throw HTTPFailure(
                .library,
                .notSent,
                "libcurl refuses an option: " + String(cString: ccurl_easy_strerror(code))
            )
        }
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_getinfo_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func microseconds(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return ccurl_getinfo_offset(pointer, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    /// The socket of a connection that stands.
    var socket: Int32? {
        var value: curl_socket_t = -1
        return ccurl_getinfo_socket(pointer, CURLINFO_ACTIVESOCKET, &value) == CURLE_OK && value >= 0 ? value : nil
    }
}
