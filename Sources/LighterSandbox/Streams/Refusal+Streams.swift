import LighterEngine

/// What the streams refuse (api.md, section 9). A name follows where the text ends in a colon, as recorded.
extension Refusal {
    static let tooManySubscriptions = Refusal(23001, "Too Many Subscriptions!")
    static let tooManyAccounts = Refusal(23002, "Too Many Different Accounts!")
    static let tooManyConnections = Refusal(23003, "Too Many Connections!")

    static let invalidJSON = Refusal(30000, "Invalid Json")
    static let invalidType = Refusal(30001, "Invalid Type")
    static let invalidChannel = Refusal(30005, "Invalid Channel")
    static let invalidMarketOfChannel = Refusal(30005, "Invalid Channel:  (marketId)")
    static let invalidData = Refusal(30007, "Invalid Data")
    static let invalidAccountType = Refusal(30008, "Invalid account type")
    static let tooManyMessages = Refusal(30009, "Too Many Websocket Messages!")
    static let tooManyInFlight = Refusal(30010, "Too Many Inflight Messages!")

    static func notSubscribed(_ name: String) -> Refusal { Refusal(30002, "Not Subscribed to : \(name)") }
    static func alreadySubscribed(_ name: String) -> Refusal { Refusal(30003, "Already Subscribed to : \(name)") }
    static func cannotFetch(_ name: String) -> Refusal { Refusal(30004, "Failed to fetch : \(name)") }
    static func unsupportedOperation(_ name: String) -> Refusal {
        Refusal(30006, "Operation isn't supported : \(name)")
    }
}
