import LighterVenue

/// How long each step of a connection took, in microseconds.
struct ConnectionSteps {
    let nameLookup: Int64
    let connection: Int64
    let tls: Int64
    let firstByte: Int64

    init(_ timings: ConnectionTimings) {
        nameLookup = timings.nameLookup
        connection = max(0, timings.connect - timings.nameLookup)
        tls = max(0, timings.tls - timings.connect)
        firstByte = max(0, timings.firstByte - max(timings.tls, timings.connect))
    }

    /// The step that a failure ended.
    static func broken(by failure: HTTPFailure, _ url: BaseURL) -> DoctorCheck.Name {
        switch failure.reason {
        case .invalidRequest, .library, .nameLookup: return .nameLookup
        case .connect, .proxy: return .connection
        case .tls: return .tls
        case .timeout, .connectionLost, .malformedReply, .tooLarge, .interrupted:
            let timings = failure.timings
            if timings.nameLookup == 0, !url.isAddress { return .nameLookup }
            if timings.connect == 0 { return .connection }
            return timings.tls == 0 && url.scheme == .https ? .tls : .firstByte
        }
    }
}
