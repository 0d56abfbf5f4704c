import LighterJSON
import LighterLayerOne
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

extension KeyRegistration {
    /// `register public key 5c0d… under API key index 5 of account 12, in the place of …`.
    var words: String {
        let place = current.map { ", in the place of \($0.publicKey), which is lost then" } ?? ""
        return "register public key \(publicKey) under API key index \(apiKey) of account \(account)\(place)"
    }

    /// - Parameter isRegistered: whether it is now.
    fileprivate func json(isRegistered: Bool) -> JSONObject {
        [
            "account": Figures.json(account),
            "l1_address": .string(owner.description),
            "api_key_index": .integer(apiKey.value),
            "public_key": .string(publicKey.hexDigits),
            "registered": .bool(isRegistered),
            "duplicate": .bool(done != nil),
            "replaced_public_key": done != nil ? .null : JSON(current?.publicKey),
        ]
    }
}

/// What became of a key that was to be registered.
enum KeyRegistrationReport {
    static func done(_ outcome: RegisteredOutcome, isDryRun: Bool) -> Report {
        let registration = outcome.registration
        var fields = registration.json(isRegistered: true)
        fields["duplicate"] = .bool(outcome.sent == nil)
        fields["registered_at"] = JSON(outcome.key.changedAt)
        fields["nonce"] = JSON(outcome.sent?.nonce.value)
        fields["tx_hash"] = JSON(outcome.sent?.hash)
        fields["dry_run"] = .bool(isDryRun)
        let since = outcome.sent == nil ? "registered already, since" : "registered, at"
        var details = Details()
        details.add("public key", registration.publicKey.hexDigits)
        details.add("api key index", registration.apiKey.description)
        details.add("account", registration.account.description)
        details.add("state", "\(since) \(Figures.time(outcome.key.changedAt))")
        return report(fields, .details(details), quiet: registration.publicKey.hexDigits)
    }

    /// The text is what whoever asks for nothing else wants: it is to be signed.
    static func dryRun(_ registration: KeyRegistration, _ text: RegistrationText) -> Report {
        let digest = "0x" + Hex.encode(text.digest)
        var fields = registration.json(isRegistered: false)
        fields["nonce"] = .integer(text.nonce.value)
        fields["l1_message"] = .string(text.text)
        fields["l1_digest"] = .string(digest)
        fields["dry_run"] = true
        fields["not_checked"] = ["l1_signature", "collateral"]
        let table = """
            dry run: \(registration.words)
            \(registration.owner) has to sign this text as a personal message, for nonce \(text.nonce), digest \(digest):

            \(text.text)

            """
        return report(fields, .text(table), quiet: text.text)
    }

    private static func report(_ fields: JSONObject, _ page: Page, quiet: String) -> Report {
        Report(schema: "lighter.key_registration/1", fields: fields, page: page, quiet: [quiet])
    }
}

/// What the venue knows of a key.
enum KeyCheckReport {
    /// - Parameter name: the key's in the keystore, where it was named.
    static func report(_ check: KeyCheck, of name: KeyName?, _ context: FailureContext) -> Report {
        let word = check.verdict.word
        let (message, hint) = check.explanation(registering: name)
        let advice = hint.map(context.pasted)
        var details = Details()
        details.add("verdict", message)
        details.add("public key", check.publicKey?.hexDigits)
        details.add("account", check.account.description)
        details.add("owner", check.owner?.description)
        details.add("api key index", check.apiKey.description)
        if let registered = check.registered {
            details.add("registered there", registered.publicKey)
            details.add("in the keystore as", check.holder?.text)
            details.add("since", registered.changedAt.map(Figures.time))
        }
        details.add("next nonce", check.nextNonce?.description)
        details.add("try", advice)
        return Report(
            schema: "lighter.key_check/1",
            fields: [
                "verdict": .string(word),
                "works": .bool(check.works),
                "message": .string(message),
                "hint": JSON(advice),
                "account": Figures.json(check.account),
                "account_exists": .bool(check.owner != nil),
                "l1_address": JSON(check.owner?.description),
                "api_key_index": .integer(check.apiKey.value),
                "public_key": JSON(check.publicKey?.hexDigits),
                "registered_index": JSON(registeredIndex(check)),
                "registered_public_key": JSON(check.registered?.publicKey),
                "registered_name": JSON(check.holder?.text),
                "registered_at": JSON(check.registered?.changedAt),
                "next_nonce": JSON(check.nextNonce?.value),
                "token_accepted": tokenAccepted(check),
            ],
            page: .details(details),
            quiet: [word]
        )
    }

    private static func registeredIndex(_ check: KeyCheck) -> Int64? {
        switch check.verdict {
        case .works, .doesNotWork, .untried: check.apiKey.value
        case .elsewhere(let index): index.value
        case .replaced, .nowhere, .noAccount, .layerOneKey: nil
        }
    }

    private static func tokenAccepted(_ check: KeyCheck) -> JSON {
        switch check.verdict {
        case .works: true
        case .doesNotWork: false
        case .untried, .elsewhere, .replaced, .nowhere, .noAccount, .layerOneKey: .null
        }
    }
}
