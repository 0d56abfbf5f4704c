import LighterEngine
import LighterJSON
import LighterTransactions

extension Sandbox.State {
    /// Answers a request of the venue's, through whatever befalls it.
    mutating func answer(_ request: Request) -> (response: Response, delivery: Delivery) {
        guard !faults.rules.isEmpty else { return (venueAnswer(request), Delivery()) }
        let befalling = faults.faults(for: request)
        var delivery = Delivery()
        for case .latency(let range) in befalling { delivery.delay += faults.time(in: range) }
        if let fault = befalling.first(where: { !$0.executes }) { return (refuse(fault, &delivery), delivery) }
        for case .stall(let time) in befalling { engine.stall(milliseconds: time.value) }
        var response = venueAnswer(request)
        for fault in befalling {
            switch fault {
            case .drop: delivery.kind = .none
            case .resetAfterWrite: delivery.kind = .reset
            case .truncate: delivery.kind = .broken
            case .garbage: response = Response(status: 200, text: "<html><body>It works!</body></html>", type: .html)
            case .statusAfter(let status): response = .gateway(status)
            case .staleNonce: if let stale = staleNonce(request) { response = stale }
            case .unindexed(let time): if isFresh(request, time) { response = Response(.transactionNotFound) }
            default: break
            }
        }
        return (response, delivery)
    }

    private mutating func venueAnswer(_ request: Request) -> Response {
        do throws(Refusal) {
            guard let admission = try limits?.admit(request, engine) else { return try Router.answer(request, &engine) }
            var request = request
            request.allowance = admission.allowance
            let response = try Router.answer(request, &engine)
            if response.status == 200 { limits?.settle(admission, at: engine.clock) }
            return response
        } catch { return Response(error) }
    }

    private func refuse(_ fault: Fault, _ delivery: inout Delivery) -> Response {
        switch fault {
        case .status(let status): return .gateway(status)
        case .rateLimit: return Response(.tooManyRequests)
        case .reset: delivery.kind = .reset
        default: delivery.kind = .none
        }
        return Response(.serverError)
    }

    /// The answer with the nonce before; nil where there is none.
    private func staleNonce(_ request: Request) -> Response? {
        guard let account = (try? request.requiredAccount()).flatMap(AccountIndex.init(exactly:)),
            let index = (try? request.query.integer("api_key_index", in: 0...254)).flatMap({ $0 }),
            let key = APIKeyIndex(exactly: index)
        else { return nil }
        let nonce = engine.nextNonce(of: KeyAddress(account: account, key: key))
        return nonce > 0 ? .success([("nonce", .integer(nonce - 1))]) : nil
    }

    /// Whether a transaction that is asked for was accepted so short a time ago.
    private func isFresh(_ request: Request, _ time: Fault.Milliseconds) -> Bool {
        guard let hash = request.query.text("value"), let record = engine.transactions[hash] else { return false }
        return engine.clock.milliseconds - record.queuedAt.milliseconds < time.value
    }
}

extension Response {
    /// What a gateway in front of the venue says when it cannot reach it.
    fileprivate static func gateway(_ status: Int) -> Response {
        Response(
            status: status,
            text: "<html>\r\n<head><title>\(status)</title></head>\r\n<body>\(status): the origin did not answer"
                + "</body>\r\n</html>\r\n",
            type: .html
        )
    }
}
