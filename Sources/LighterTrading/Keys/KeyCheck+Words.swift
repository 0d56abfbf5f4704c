import LighterProfile

extension KeyCheck.Verdict {
    /// For programs: `works`, `not_registered`, …
    public var word: String {
        switch self {
        case .works: "works"
        case .doesNotWork: "token_refused"
        case .untried: "registered"
        case .elsewhere: "registered_elsewhere"
        case .replaced: "index_taken"
        case .nowhere: "not_registered"
        case .noAccount: "no_account"
        case .layerOneKey: "layer_one_key"
        }
    }
}

extension KeyCheck {
    /// The verdict as a clause for people, and what to do about it.
    ///
    /// - Parameter name: the key's in the keystore, where it was named.
    public func explanation(registering name: KeyName? = nil) -> (message: String, hint: String?) {
        let registers = "lighter keys register\(name.map { " \($0)" } ?? "")"
        switch verdict {
        case .works: return ("the key is registered under index \(apiKey) and works", nil)
        case .untried: return ("the key is registered under index \(apiKey)", nil)
        case .doesNotWork(let reason):
            let message =
                "the key is registered under index \(apiKey), but the venue does not take its tokens: \(reason)"
            return (message, "check the clock of this host")
        case .elsewhere(let other):
            let message = "the key is registered under index \(other), and the profile says \(apiKey)"
            return (message, "set api_key_index = \(other) in the profile")
        case .replaced:
            if let holder {
                let message = "the key is not registered: index \(apiKey) has the key \(holder) of the keystore"
                return (message, "lighter keys check \(holder)")
            }
            let message = "the key is not registered, and index \(apiKey) has another one"
            return (message, "use that one, or set another api_key_index and register this one: \(registers)")
        case .nowhere: return ("the key is not registered", registers)
        case .noAccount: return ("this network has no account \(account)", "lighter profile show --sources")
        case .layerOneKey(let address, let ownsAccount):
            let message = "this is a layer-1 key, of \(address), and no API key; "
            let owned = owner.map { "account \(account) belongs to \($0)" } ?? "this network has no account \(account)"
            guard ownsAccount else { return (message + owned, "lighter keys register --help") }
            let hint =
                "name an API key of 80 digits in [key], and register it with this one: lighter keys register --help"
            return (message + "it owns account \(account)", hint)
        }
    }
}
