import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// Read-only tokens of an account (api.md, section 7.26).
    static let readOnlyTokenEndpoints: [(String, Route)] = [
        get("/api/v1/tokens", tokens),
        post("/api/v1/tokens/create", createToken),
        post("/api/v1/tokens/revoke", revokeToken),
    ]

    private static func tokens(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let account = try request.requiredAccount()
        try Authorization.requireSigned(account, of: request, engine)
        let tokens = engine.readOnlyTokens.tokens(of: account)
        return .success([("api_tokens", .array(tokens.map { .object(JSONObject($0.members)) }))])
    }

    private static func createToken(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let form = request.form
        let account = try form.requiredInteger("account_index", in: AccountIndexKind.bounds)
        let expiry = try form.requiredInteger("expiry", in: .min ... .max)
        guard let coversSubAccounts = try form.flag("sub_account_access") else {
            throw .invalidParameter.detailed("field \"sub_account_access\" is not set")
        }
        try Authorization.requireSigned(account, of: request, engine)
        let token = try engine.readOnlyTokens.create(
            name: form.text("name") ?? "",
            account: account,
            expiry: expiry,
            coversSubAccounts: coversSubAccounts,
            scopes: form.text("scopes") ?? ReadOnlyTokens.scopes,
            at: engine.clock
        )
        return .success(token.members)
    }

    private static func revokeToken(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let id = try request.form.requiredInteger("token_id", in: 0...Int64.max)
        let account = try request.form.requiredInteger("account_index", in: AccountIndexKind.bounds)
        try Authorization.requireSigned(account, of: request, engine)
        try engine.readOnlyTokens.revoke(id, of: account)
        return .success([("token_id", .integer(id)), ("revoked", true)])
    }
}

extension ReadOnlyToken {
    fileprivate var members: [(String, JSON)] {
        [
            ("token_id", .integer(id)),
            ("api_token", .string(text)),
            ("name", .string(name)),
            ("account_index", .integer(account)),
            ("expiry", .integer(expiry)),
            ("sub_account_access", .bool(coversSubAccounts)),
            ("revoked", .bool(isRevoked)),
            ("scopes", .string(ReadOnlyTokens.scopes)),
        ]
    }
}
