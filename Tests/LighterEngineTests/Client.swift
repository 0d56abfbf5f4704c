import LighterLayerOne
import LighterSigning
import LighterTransactions

@testable import LighterEngine

/// An account with a key, and an engine to send to.
struct Client {
    static let start = Moment(milliseconds: 1_795_000_000_000)

    let key: PrivateKey
    let address: KeyAddress
    var engine: Engine
    var now = start

    init(seed: UInt64 = 5, isQuiet: Bool = true, delay: Int64 = 5_000, earlierTrades: Int64 = 5) throws {
        key = try PrivateKey(hex: String(repeating: "0", count: 78) + "2a")
        address = KeyAddress(account: try AccountIndex(100_001), key: try APIKeyIndex(4))
        var settings = Engine.Settings(chainID: try ChainID(300), seed: seed)
        settings.isQuiet = isQuiet
        settings.executionDelay = delay
        settings.earlierTrades = earlierTrades
        engine = Engine(settings, at: Client.start)
        engine.open(
            address,
            publicKey: key.publicKey,
            owner: .zero,
            collateral: 10_000_000_000,
            balances: [Asset.usdc.index: 1_000_000_000, Asset.eth.index: 100_000_000]
        )
    }

    var nextNonce: Int64 { engine.nextNonce(of: address) }
    var account: Account? { engine.exchange.account(address.account.value) }

    /// A good order, to be changed by the caller.
    func order(_ change: (inout OrderTerms) throws -> Void = { _ in }) throws -> TransactionBody {
        var terms = OrderTerms(
            market: try MarketIndex(0),
            clientOrderIndex: nil,
            size: try Size(1_000),
            price: try Price(220_000),
            side: .buy,
            type: .limit,
            timeInForce: .goodTillTime,
            expiry: try OrderExpiry(now.milliseconds + 3_600_000)
        )
        try change(&terms)
        return .createOrder(CreateOrder(account: address.account, apiKey: address.key, order: terms))
    }

    func sign(_ body: TransactionBody, _ change: (inout Transaction) throws -> Void = { _ in }) throws -> Submission {
        var transaction = Transaction(
            chainID: try ChainID(300),
            nonce: try Nonce(nextNonce),
            expiredAt: try Timestamp(now.milliseconds + 599_000),
            body: body
        )
        try change(&transaction)
        let signed = try transaction.signed(with: key)
        return Submission(signed: signed, info: try signed.encodedInfo())
    }

    /// Sends, and gives the refusal if there is one.
    mutating func send(_ submissions: Submission...) -> Refusal? {
        do throws(Refusal) {
            _ = try engine.accept(submissions, at: now)
            return nil
        } catch { return error }
    }

    /// Lets time pass.
    mutating func wait(milliseconds: Int64) {
        now = now.advanced(microseconds: milliseconds * 1_000)
        engine.advance(to: now)
    }

    /// The record of the newest transaction.
    var newest: TransactionRecord? { engine.transactions.newest(1).first }
}
