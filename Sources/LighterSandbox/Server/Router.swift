import LighterEngine

/// Finds what answers a request.
enum Router {
    /// What answers one path. It may change the engine; the request is checked before it does.
    typealias Endpoint = @Sendable (Request, inout Engine) throws(Refusal) -> Response

    struct Route: Sendable {
        let method: Request.Method
        let endpoint: Endpoint
    }

    /// - Throws: ``Refusal``.
    static func answer(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        guard let route = routes[request.path] else {
            guard let file = download(request, engine) else { throw .notFound }
            return file
        }
        guard route.method == request.method else { return .methodNotAllowed(route.method) }
        return try route.endpoint(request, &engine)
    }

    private static let routes: [String: Route] = {
        var routes: [String: Route] = [:]
        let groups = [
            systemEndpoints, marketEndpoints, accountEndpoints, orderEndpoints, transactionEndpoints,
            readOnlyTokenEndpoints, blockEndpoints, markPriceEndpoints, metricEndpoints, profitEndpoints,
            catalogueEndpoints, accountMetadataEndpoints, movementEndpoints, exportEndpoints, fundingEndpoints,
            liquidationEndpoints, makerOnlyKeyEndpoints,
        ]
        for (path, route) in groups.joined() { routes[path] = route }
        return routes
    }()

    static func get(_ path: String, _ endpoint: @escaping Endpoint) -> (String, Route) {
        (path, Route(method: .get, endpoint: endpoint))
    }

    static func post(_ path: String, _ endpoint: @escaping Endpoint) -> (String, Route) {
        (path, Route(method: .post, endpoint: endpoint))
    }
}
