import LighterJSON
import LighterStatus
import LighterVenue

extension LocalSandbox {
    /// What goes wrong on purpose in a sandbox.
    public struct Faults: Hashable, Sendable {
        public struct Count: Hashable, Sendable {
            public let fault: String
            /// How often it came to bear since the faults were set.
            public let count: Int64
        }

        /// As `lighter-sandbox --fault` takes it; empty for none.
        public let text: String
        public let counts: [Count]
    }
}

extension LocalSandbox.Access {
    /// The faults that are switched on.
    ///
    /// - Parameter text: what goes wrong from now on, empty for nothing; nil leaves it as it is.
    /// - Throws: ``Failure``: of the class `data` where the text tells no faults.
    public func faults(
        settingTo text: String? = nil,
        version: String,
        deadline: Deadline
    ) throws(Failure) -> LocalSandbox.Faults {
        let response = try answer(
            HTTPRequest(
                text == nil ? .get : .post,
                "/sandbox/faults",
                parameters: text.map { [.init("faults", $0)] } ?? []
            ),
            version: version,
            deadline: deadline
        )
        do {
            let reader = try JSONReader(JSON.decode(response.body))
            guard response.status == 200 else {
                let message = sanitized(
                    withoutKeys(try reader.string("message") ?? "status \(response.status)"),
                    limit: 400
                )
                throw Failure("sandbox.faults", .data, message, hint: "lighter-sandbox --help")
            }
            return LocalSandbox.Faults(
                text: try reader.string("faults") ?? "",
                counts: try reader.objects("counts").map { row throws(JSONError) in
                    .init(fault: try row.string("fault") ?? "", count: try row.integer("count") ?? 0)
                }
            )
        } catch { throw Failure.from(error) }
    }

    private func answer(
        _ request: HTTPRequest,
        version: String,
        deadline: Deadline
    ) throws(Failure) -> HTTPResponse {
        do {
            return try HTTPClient(version: version).perform(
                request,
                at: BaseURL(url),
                deadline: deadline.instant,
                isInterrupted: { deadline.isInterrupted }
            )
        } catch let failure as HTTPFailure {
            let detail = sanitized(failure.detail)
            throw Failure("sandbox.no_answer", .unavailable, "the sandbox did not answer (\(detail))")
        } catch { throw Failure.from(error) }
    }
}
