import LighterJSON
import LighterSigning
import LighterTrading
import LighterTransactions
import LighterVenue

/// What is told of tokens. Their secret part is none of it: a command that hands a token out adds that.
enum TokenReport {
    static func created(_ token: AuthToken, account: AccountIndex, apiKey: APIKeyIndex) -> Report {
        let end = token.deadline * 1000
        return Report(
            schema: "lighter.auth_token/1",
            fields: [
                "account": Figures.json(account),
                "api_key_index": .integer(apiKey.value),
                "expires_at": .integer(end),
            ],
            page: .text("a token of account \(account) and API key \(apiKey), good until \(Figures.time(end))\n"),
            quiet: []
        )
    }

    static func created(_ token: ReadOnlyToken) -> Report {
        Report(schema: "lighter.read_only_token/1", fields: token.json, page: .text(""), quiet: [])
    }

    static func wouldBeCreated(_ terms: ReadOnlyTokenTerms, account: AccountIndex, end: Int64) -> Report {
        Report(
            schema: "lighter.read_only_token/1",
            fields: [
                "name": .string(terms.name.text),
                "account": Figures.json(account),
                "expires_at": .integer(end * 1000),
                "sub_accounts": .bool(terms.coversSubAccounts),
                "dry_run": true,
                "not_checked": ["number of tokens"],
            ],
            page: .text("dry run: read-only token \"\(terms.name.text)\", good until \(Figures.time(end * 1000))\n"),
            quiet: []
        )
    }

    /// - Parameter now: milliseconds since the Unix epoch.
    static func list(_ tokens: [ReadOnlyToken], at now: Int64) -> Report {
        var table = Table(
            .right("ID"),
            .left("NAME"),
            .left("EXPIRES").optional(1),
            .left("ACCOUNTS").optional(2),
            .left("STATE"),
            .left("TOKEN").optional(3)
        )
        for token in tokens {
            table.add(
                String(token.id),
                token.name,
                Figures.time(token.expiresAt),
                token.coversSubAccounts ? "all" : "this one",
                token.isRevoked ? "revoked" : token.expiresAt <= now ? "expired" : "valid",
                Cell.beginning(of: token.prefix, token.prefix.count)
            )
        }
        let items = tokens.map { token in
            var item = token.json
            item["expired"] = .bool(token.expiresAt <= now)
            return item
        }
        return Report(
            schema: "lighter.read_only_tokens/1",
            list: (key: "tokens", items: items),
            page: .table(table, emptyNote: "no read-only tokens"),
            quiet: tokens.map { String($0.id) }
        )
    }

    static func revoked(_ id: Int64, isDuplicate: Bool, isDryRun: Bool) -> Report {
        let isRevoked = isDuplicate || !isDryRun
        let words = isDuplicate ? "was revoked before" : isDryRun ? "would be revoked" : "is revoked"
        return Report(
            schema: "lighter.read_only_token_revoked/1",
            fields: [
                "token_id": .string(String(id)),
                "revoked": .bool(isRevoked),
                "duplicate": .bool(isDuplicate),
                "dry_run": .bool(isDryRun),
            ],
            page: .text("read-only token \(id) \(words)\n"),
            quiet: [String(id)]
        )
    }
}

extension ReadOnlyToken {
    fileprivate var json: JSONObject {
        [
            "token_id": .string(String(id)),
            "name": .string(name),
            "account": Figures.json(account),
            "expires_at": .integer(expiresAt),
            "sub_accounts": .bool(coversSubAccounts),
            "revoked": .bool(isRevoked),
            "token_prefix": .string(prefix),
        ]
    }
}
