import LighterJSON
import LighterTransactions
import LighterVenue

/// A command that changes something, and how one sees that it did. N in its words is a number of the case's own.
struct Mutation: Sendable, CustomStringConvertible {
    let words: String
    /// What has to be there before.
    var preparation: String?
    /// Whether it has to ask the venue something before it can send.
    let asksFirst: Bool
    /// Whether it sees what it did without asking after its transaction.
    var seesItsEffect = false
    /// Whether it was done, from what the venue shows.
    let isDone: @Sendable (CommandLineWorld, Int) throws -> Bool

    var description: String { words }

    /// The words of one case.
    func words(_ number: Int) -> String { words.replacing("N", with: String(number)) }

    func prepare(_ world: CommandLineWorld, _ number: Int) throws -> Outcome? {
        try preparation.map { try world.lighter(words: $0.replacing("N", with: String(number))) }
    }

    private static let order = "submit ETH buy 0.1 --price 2000 --client-id N"

    private static func state(_ world: CommandLineWorld, _ number: Int) throws -> String {
        try world.lighter("order", "\(number)", "-q").output
    }

    private static func isArmed(_ world: CommandLineWorld) throws -> Bool {
        try world.lighter("account").json["cancel_all_at"]?.integer != nil
    }

    private static func leverage(_ world: CommandLineWorld) throws -> String? {
        let account = try world.get(
            "/api/v1/account",
            [.init("by", "index"), .init("value", "\(world.account["account_index"]?.integer ?? 0)")]
        )
        let positions = account["accounts"]?.array?.first?["positions"]?.array
        return positions?.first { $0["market_id"] == 0 }?["initial_margin_fraction"]?.string
    }

    /// One of each kind.
    static let all: [Mutation] = [
        Mutation(words: order, asksFirst: false) { try state($0, $1) == "ACCEPTED\n" },
        Mutation(words: "submit ETH buy 0.01 --market --client-id N", asksFirst: true) {
            try state($0, $1) == "FILLED\n"
        },
        Mutation(words: "\(order) --stop-loss 1900 --take-profit 2500", asksFirst: true) {
            let attached = try $0.lighter("order", "\($1)/stop-loss", "-q").output
            return try state($0, $1) == "ACCEPTED\n" && attached == "PENDING\n"
        },
        Mutation(
            words: "close ETH --client-id N",
            preparation: "submit ETH buy 0.01 --market",
            asksFirst: true
        ) { try state($0, $1) == "FILLED\n" },
        Mutation(words: "leverage ETH 8", preparation: "leverage ETH 4", asksFirst: true) { world, _ in
            try leverage(world) == "12.50"
        },
        Mutation(words: "modify N --price 2001", preparation: order, asksFirst: true) {
            let order = try $0.lighter("order", "\($1)").json
            return order["price"] == "2001" && order["version"] == 1
        },
        Mutation(words: "cancel N", preparation: order, asksFirst: true, seesItsEffect: true) {
            try state($0, $1) == "CANCELED\n"
        },
        Mutation(words: "cancel --all -y", preparation: order, asksFirst: true, seesItsEffect: true) { world, _ in
            try world.lighter("orders", "-q").output.isEmpty
        },
        Mutation(words: "cancel --all --market ETH", preparation: order, asksFirst: true, seesItsEffect: true) {
            try state($0, $1) == "CANCELED\n"
        },
        Mutation(words: "cancel --after 20m", preparation: "cancel --disarm", asksFirst: false) { world, _ in
            try isArmed(world)
        },
        Mutation(words: "cancel --disarm", preparation: "cancel --after 20m", asksFirst: false) { world, _ in
            try !isArmed(world)
        },
    ]
}
