import LighterStatus

extension Failure {
    /// The failure of a request without an answer. Only a send that may have left has an unknown effect; a read that
    /// failed, and a send that provably never left, may be tried again.
    init(_ failure: HTTPFailure, of endpoint: Endpoint, at base: BaseURL) {
        let code = "network." + failure.reason.word
        let detail = sanitized(failure.detail)
        if endpoint.isSend, failure.reach == .maybeSent {
            self.init(
                code,
                .unknown,
                "the transaction left and no usable answer came (\(detail))",
                hint: "lighter tx <hash>"
            )
            return
        }
        let subject = endpoint.isSend ? "nothing was sent" : "\(endpoint.name) could not be read"
        let message = "\(subject): \(failure.reason.meaning(at: base)) (\(detail))"
        self.init(code, failure.reason.exit, message, hint: failure.reason.hint)
    }

    /// The failure of a libcurl that cannot be used.
    public init(loading failure: HTTPFailure) {
        self.init(
            "network." + failure.reason.word,
            failure.reason.exit,
            "libcurl cannot be used (\(sanitized(failure.detail)))",
            hint: failure.reason.hint
        )
    }

    /// The failure of a connection, whatever was to be asked over it.
    public init(connecting failure: HTTPFailure, to base: BaseURL) {
        self.init(
            "network." + failure.reason.word,
            failure.reason.exit,
            "\(failure.reason.meaning(at: base)) (\(sanitized(failure.detail)))",
            hint: failure.reason.hint
        )
    }

    /// The failure of a stream: it could not be made, or is over.
    init(stream failure: HTTPFailure, at base: BaseURL) {
        if let status = failure.status, status >= 400 {
            self = .venue(http: status, code: nil, message: nil, isSend: false)
            return
        }
        let address = (base.scheme == .https ? "wss" : "ws") + base.description.dropFirst(base.scheme.rawValue.count)
        let meaning = failure.reason.meaning(at: base).replacing(base.description, with: address)
        self.init(
            "stream." + failure.reason.word,
            failure.reason.exit,
            "the stream does not go on: \(meaning) (\(sanitized(failure.detail)))",
            hint: failure.reason == .library ? "on Debian and Ubuntu: apt-get install libwslay1" : failure.reason.hint
        )
    }
}

extension HTTPFailure.Reason {
    fileprivate var word: String {
        switch self {
        case .invalidRequest: "invalid_request"
        case .library: "no_libcurl"
        case .nameLookup: "name_lookup"
        case .connect: "connect"
        case .tls: "tls"
        case .proxy: "proxy"
        case .timeout: "timeout"
        case .connectionLost: "connection_lost"
        case .malformedReply: "malformed_answer"
        case .tooLarge: "answer_too_large"
        case .interrupted: "interrupted"
        }
    }

    fileprivate func meaning(at base: BaseURL) -> String {
        switch self {
        case .invalidRequest: "the request is no HTTP"
        case .library: "libcurl cannot be used"
        case .nameLookup: "the name \(base.host) cannot be resolved"
        case .connect: "no connection to \(base)"
        case .tls: "no trusted TLS connection to \(base)"
        case .proxy: "the proxy does not let it through"
        case .timeout: "the time ran out"
        case .connectionLost: "the connection to \(base) broke"
        case .malformedReply: "\(base) does not answer in HTTP"
        case .tooLarge: "the answer is too large"
        case .interrupted: "interrupted"
        }
    }

    fileprivate var exit: ExitClass {
        switch self {
        case .invalidRequest: .internal
        case .library: .configuration
        case .nameLookup, .connect, .tls, .proxy, .timeout, .connectionLost: .unavailable
        case .malformedReply, .tooLarge: .protocol
        case .interrupted: .interrupted
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .library: "install libcurl 7.87 or newer; on Debian and Ubuntu: apt-get install libcurl4"
        case .nameLookup, .connect, .tls: "check the network, and the address: lighter profile show --sources"
        case .timeout: "allow more time with --timeout 30s"
        case .proxy: "look at https_proxy and no_proxy in the environment"
        case .malformedReply, .tooLarge: "lighter profile show"
        case .invalidRequest, .connectionLost, .interrupted: nil
        }
    }
}
