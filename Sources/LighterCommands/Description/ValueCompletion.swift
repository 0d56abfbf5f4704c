import ArgumentParser
import LighterJSON

/// Where a shell gets the values of an option or an argument from.
enum ValueCompletion: Hashable {
    /// Nowhere: a price, a time, a name of one's own.
    case none
    case list([String])
    /// The files with one of these endings; of any, where there are none.
    case file(endings: [String])
    case directory
    case live(LiveValues)

    init(_ json: JSON?, _ values: [String]) {
        if let list = json?["list"]?["values"]?.array {
            self = .list(list.compactMap(\.string))
        } else if let endings = json?["file"]?["extensions"]?.array {
            self = .file(endings: endings.compactMap(\.string))
        } else if json?["directory"] != nil {
            self = .directory
        } else if let word = json?["shellCommand"]?["command"]?.string, let live = LiveValues(rawValue: word) {
            self = .live(live)
        } else {
            self = values.isEmpty ? .none : .list(values)
        }
    }
}

/// Values that are looked up when a shell asks: an option or an argument has them by its `completion:`.
enum LiveValues: String, CaseIterable {
    /// Symbols of the profile's markets.
    case markets
    /// Names of profiles, and files of that kind.
    case profiles
    /// Names of profiles alone.
    case profileNames = "profile-names"
    /// Names in the keystore.
    case keys
    /// Orders that were sent from here and may live.
    case orders
    /// Commands, as `man` takes them.
    case commands
    /// What `watch` follows, with the profile's markets.
    case channels
    /// What `explain` explains.
    case codes
}

extension CompletionKind {
    static let markets = live(.markets)
    static let profiles = live(.profiles)
    static let profileNames = live(.profileNames)
    static let keys = live(.keys)
    static let orders = live(.orders)
    static let commands = live(.commands)
    static let channels = live(.channels)
    static let codes = live(.codes)

    /// The parser passes no words of ours on but a command's: the one that would print the values.
    private static func live(_ values: LiveValues) -> CompletionKind { .shellCommand(values.rawValue) }
}
