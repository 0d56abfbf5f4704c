import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// Which keys of an account only make markets (api.md, section 7.32).
    static let makerOnlyKeyEndpoints: [(String, Route)] = [
        get("/api/v1/getMakerOnlyApiKeys", makerOnlyKeys),
        post("/api/v1/setMakerOnlyApiKeys", setMakerOnlyKeys),
    ]

    private static func makerOnlyKeys(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        try Authorization.require(account, of: request, engine)
        let keys = engine.makerOnlyKeys(of: account).map { JSON.integer($0) }
        return .success([("api_key_indexes", .array(keys))])
    }

    private static func setMakerOnlyKeys(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.form.requiredInteger("account_index", in: AccountIndexKind.bounds)
        let text = try request.form.requiredText("api_key_indexes")
        guard let keys = (try? JSON.decode(text))?.array, keys.allSatisfy({ $0.integer != nil }) else {
            throw .invalidParameter.detailed("field \"api_key_indexes\" should be a JSON array of integers")
        }
        try Authorization.requireSigned(account, of: request, engine)
        try engine.setMakerOnlyKeys(keys.compactMap(\.integer), of: account)
        return .success([])
    }
}
