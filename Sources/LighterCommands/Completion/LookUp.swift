import LighterKeys
import LighterLedger
import LighterProfile
import LighterTrading
import LighterTransactions

/// Values that a shell is offered, as they are on this host now. Whatever is missing, broken or in use by others makes them
/// fewer, and is no error: nobody asked for it.
struct LookUp {
    private let all: Profiles?
    private let asked: String?

    init(_ line: CompletionLine, _ world: World) {
        all = try? Profiles(world.environment)
        asked = GlobalOptionPlacement.value(of: ["-p", "--profile"], in: line.words)
    }

    var profiles: [String] { (try? all?.names()) ?? [] }

    var keys: [String] { (all.flatMap { try? Keystore($0.directories).names() } ?? []).map(\.text) }

    var markets: [String] { knowledge?.marketSymbols() ?? [] }

    /// The orders by the client ids they were given, or their numbers.
    var orders: [Suggestions.Item] {
        (knowledge?.ordersNotOver() ?? []).map { order in
            Suggestions.Item(value: order.name ?? order.clientIndex.description, note: order.summary)
        }
    }

    private var knowledge: LocalKnowledge? {
        guard let all, let profile = try? all.resolve(asked) else { return nil }
        return try? LocalKnowledge(profile, all.directories)
    }
}
