import Foundation
import LighterTransactions
import TestSupport
import Testing

@testable import LighterLedger

/// The file that keeps orders from being sent twice or lost.
@Suite struct LedgerTests {
    struct Unexpected: Error {}

    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func ledger() throws -> Ledger { try Ledger(directory: directory.path) }

    private func key(_ apiKey: Int64 = 5, account: Int64 = 7, venue: String = "testnet") throws -> SigningKeyIdentity {
        SigningKeyIdentity(venue: venue, account: try AccountIndex(account), apiKey: try APIKeyIndex(apiKey))
    }

    private func intent(
        _ nonce: Int64,
        hash: String? = nil,
        index: Int64? = nil,
        name: String? = nil,
        notional: Int64 = 0,
        at time: Int64 = 1_000
    ) throws -> Intent {
        Intent(
            nonce: try Nonce(nonce),
            hash: hash ?? "hash-\(nonce)",
            type: .createOrder,
            market: try MarketIndex(0),
            clientOrderIndex: try index.map { try ClientOrderIndex($0) },
            clientID: name,
            summary: "buy",
            notional: notional,
            createdAt: time,
            expiresAt: time + 600_000
        )
    }

    private func settlement(
        _ nonce: Int64,
        _ fate: Fate,
        hash: String? = nil,
        code: Int64? = nil,
        reason: String? = nil
    ) throws -> Settlement {
        Settlement(try Nonce(nonce), hash ?? "hash-\(nonce)", fate, code: code, reason: reason)
    }

    @Test func whatWasIntendedIsThereForTheNextProcess() throws {
        let intents = [try intent(3, index: 9, name: "entry"), try intent(4)]
        try ledger().intend([intents], with: key())
        let found = try ledger().unsettled(with: key())
        #expect(found.map { $0.map(\.intent) } == [intents])
        #expect(found.joined().allSatisfy { $0.fate == .intended && $0.settledAt == nil })
        #expect(try ledger().unsettled(with: key(6)).isEmpty)
        #expect(try ledger().nextNonce(of: key()) == nil)
    }

    /// Nothing is changed by a look, and a damaged file is told from a whole one.
    @Test func aLookShowsWhatNobodyKnowsTheFateOf() throws {
        #expect(try Ledger.health(inDirectory: directory.path, unsettledBefore: 5_000) == nil)
        #expect(FileManager.default.contents(atPath: directory.path + "/ledger.sqlite") == nil)
        try ledger().intend([[intent(3, at: 1_000), intent(4, at: 2_000)], [intent(5, at: 9_000)]], with: key())
        try ledger().settle([settlement(4, .accepted)], with: key(), at: 3_000)
        let health = try #require(try Ledger.health(inDirectory: directory.path, unsettledBefore: 5_000))
        #expect(health.version == health.presentVersion && health.transactions == 3)
        #expect(health.unsettled == [.init(venue: "testnet", account: 7, count: 1, since: 1_000)])
        #expect(try Ledger.health(inDirectory: directory.path, unsettledBefore: 1_000)?.unsettled == [])
        // A page that is not what it was.
        try ledger().database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        let file = try #require(FileHandle(forUpdatingAtPath: directory.path + "/ledger.sqlite"))
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data(repeating: 0xFF, count: 512))
        try file.close()
        for log in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.path + "/ledger.sqlite" + log)
        }
        #expect(throws: DatabaseError.self) {
            try Ledger.health(inDirectory: directory.path, unsettledBefore: 5_000)
        }
    }

    @Test(arguments: Fate.allCases) func aFateIsKeptAndTakesItsNonceOrNot(_ fate: Fate) throws {
        try ledger().intend([[intent(3), intent(4)]], with: key())
        let settlement = try settlement(4, fate, code: 21_601, reason: "order book is full")
        try ledger().settle([settlement], with: key(), at: 2_000)
        let entry = try #require(try ledger().entries(venue: "testnet", account: AccountIndex(7), limit: 1).first)
        #expect(entry.fate == fate && entry.settledAt == 2_000 && entry.code == 21_601)
        #expect(entry.reason == "order book is full")
        #expect(try ledger().nextNonce(of: key())?.value == (fate.takesNonce ? 5 : nil))
        #expect(try ledger().unsettled(with: key()).joined().count == (fate == .intended ? 2 : 1))
    }

    @Test(arguments: Fate.allCases) func whatWasNotTakenIsWrittenOnceMoreAndNothingElse(_ fate: Fate) throws {
        try ledger().intend([[intent(3)], [intent(4)]], with: key())
        try ledger().settle([settlement(3, fate, code: 1, reason: "why")], with: key(), at: 2_000)
        let again = try intent(3, at: 3_000)
        guard fate == .refused || fate == .never else {
            #expect(throws: LedgerError.self) { try ledger().intend([[again]], with: key()) }
            return
        }
        try ledger().intend([[again]], with: key())
        let entry = try #require(try ledger().entries(venue: "testnet", account: AccountIndex(7), limit: 1).first)
        #expect(entry.intent.hash == again.hash && entry.intent.createdAt == 3_000 && entry.fate == .intended)
        #expect(entry.settledAt == nil && entry.code == nil && entry.reason == nil)
    }

    @Test func aNonceNeverGoesBack() throws {
        try ledger().intend([[intent(3), intent(9)]], with: key())
        try ledger().settle([settlement(9, .accepted)], with: key(), at: 1)
        try ledger().settle([settlement(3, .executed)], with: key(), at: 2)
        #expect(try ledger().nextNonce(of: key())?.value == 10)
        try ledger().forgetNonce(of: key())
        #expect(try ledger().nextNonce(of: key()) == nil)
    }

    @Test func oneTransactionOfANonceIsTakenAndNoOtherNorWhatWentWithIt() throws {
        // Two requests, of which the first holds two transactions; then another one of the first one's nonce.
        try ledger().intend([[intent(3, hash: "a"), intent(4, hash: "b")], [intent(5, hash: "c")]], with: key())
        try ledger().intend([[intent(3, hash: "taken")]], with: key())
        try ledger().settle([settlement(3, .accepted, hash: "taken")], with: key(), at: 2)
        #expect(try ledger().unsettled(with: key()).map { $0.map(\.intent.hash) } == [["c"]])
        let entries = try ledger().entries(venue: "testnet", account: AccountIndex(7), limit: 4)
        #expect(entries.map(\.fate) == [.accepted, .intended, .never, .never])
    }

    @Test func requestsKeepTheirOrder() throws {
        try ledger().intend([[intent(3), intent(4)], [intent(5)], [intent(6), intent(7)]], with: key())
        try ledger().intend([[intent(3, hash: "again")]], with: key())
        let requests = try ledger().unsettled(with: key())
        #expect(requests.map { $0.map(\.intent.nonce.value) } == [[3, 4], [5], [6, 7], [3]])
        #expect(requests.map { $0[0].request.value } == [3, 5, 6, 3])
        #expect(requests.map { $0[0].follows?.value } == [nil, 3, 5, nil])
    }

    /// A ledger that earlier versions wrote, the first and then the one before this, is read on: no row and no value of it
    /// is lost.
    @Test func aLedgerOfEarlierVersionsIsReadOn() throws {
        let path = directory.path + "/ledger.sqlite"
        let old = try Database(path: path, durability: .full, patience: 1)
        try old.execute(Ledger.migrations[0])
        try old.execute("INSERT INTO signing_keys VALUES (1, 'testnet', 7, 5, 3)")
        try old.execute(
            "INSERT INTO transactions VALUES (1, 1, 3, 'x', 14, 0, 9, 'n', 's', 5, 1, 2, 'intended', 0, 0, '')"
        )
        for migration in Ledger.migrations[1..<3] { try old.execute(migration) }
        // Among them two of one nonce, of which one was never sent, and later ones of a nonce that is lower.
        for (id, nonce, fate) in [(7, 5, "never"), (8, 5, "accepted"), (9, 4, "refused"), (12, 6, "failed")] {
            try old.execute(
                """
                INSERT INTO transactions VALUES (\(id), 1, \(nonce), 'h\(id)', 15, \(id + 1), \(id + 2), 'c\(id)',
                    's\(id)', \(id + 3), \(id + 4), \(id + 5), '\(fate)', \(id + 6), \(id + 7), 'r\(id)', \(nonce), \(id + 8))
                """
            )
        }
        try old.execute("PRAGMA user_version = 3")
        let columns = """
            id, signing_key, nonce, hash, type, market, client_order_index, client_id, summary, notional, created_at,
            expires_at, fate, settled_at, code, reason, request, follows
            """
        func rows(_ database: Database) throws -> [[String?]] {
            try database.statement("SELECT \(columns) FROM transactions ORDER BY id").rows { row in
                (0..<18).map { row.text($0) }
            }
        }
        let before = try rows(old)
        #expect(try before.count == 5 && rows(ledger().database) == before)

        let requests = try ledger().unsettled(with: key())
        #expect(requests.map { $0.map(\.request.value) } == [[3]] && requests[0][0].follows == nil)
        try ledger().settle([settlement(3, .executed, hash: "x")], with: key(), at: 2)
        #expect(try ledger().nextNonce(of: key())?.value == 4)
        #expect(try Ledger.health(inDirectory: directory.path, unsettledBefore: 1)?.transactions == 5)
    }

    @Test func whatWasRefusedMayBeTriedAgainAndNothingElse() throws {
        for fate in Fate.allCases {
            let hash = "again-\(fate)"
            try ledger().intend([[intent(3, hash: hash)]], with: key())
            try ledger().settle([settlement(3, fate, hash: hash, code: 1, reason: "no")], with: key(), at: 2)
            let isFree = fate == .refused || fate == .never
            let again = try intent(3, hash: hash, at: 9)
            if isFree {
                try ledger().intend([[again]], with: key())
            } else {
                #expect(throws: LedgerError.self) { try ledger().intend([[again]], with: key()) }
            }
            let entry = try ledger().entries(venue: "testnet", account: AccountIndex(7), limit: 9)
                .first { $0.intent.hash == hash }
            #expect(entry?.fate == (isFree ? .intended : fate) && entry?.intent.createdAt == (isFree ? 9 : 1_000))
        }
    }

    @Test func keysOfOtherVenuesAndAccountsAreOthers() throws {
        let keys = [try key(), try key(6), try key(account: 8), try key(venue: "mainnet")]
        for (number, key) in keys.enumerated() {
            try ledger().intend([[intent(Int64(number), hash: "same")]], with: key)
            try ledger().settle([settlement(Int64(number), .accepted, hash: "same")], with: key, at: 1)
        }
        for (number, key) in keys.enumerated() {
            #expect(try ledger().nextNonce(of: key)?.value == Int64(number) + 1)
        }
        #expect(try ledger().entries(venue: "testnet", account: AccountIndex(7), limit: 9).count == 2)
    }

    @Test func anOrderIsFoundByItsClientIndexUntilItIsKnownNotToExist() throws {
        try ledger().intend([[intent(1, index: 9)]], with: key())
        func found() throws -> String? {
            try ledger().creation(of: ClientOrderIndex(9), venue: "testnet", account: AccountIndex(7))?.intent.hash
        }
        #expect(try found() == "hash-1")
        try ledger().intend([[intent(2, index: 9)]], with: key(6))
        #expect(try found() == "hash-2")
        try ledger().settle([settlement(2, .refused)], with: key(6), at: 1)
        #expect(try found() == "hash-1")
        try ledger().settle([settlement(1, .never)], with: key(), at: 1)
        #expect(try found() == nil)
    }

    @Test func oneIndexHasOneName() throws {
        try ledger().intend([[intent(1, index: 9, name: "entry")]], with: key())
        try ledger().intend([[intent(2, index: 9, name: "entry"), intent(3, index: 9)]], with: key())
        let collision = LedgerError.refused(.nameTaken(try ClientOrderIndex(9), by: "entry"), at: 1)
        #expect(throws: collision) {
            try ledger().intend([[intent(4), intent(5, index: 9, name: "exit")]], with: key())
        }
        #expect(try ledger().unsettled(with: key()).joined().count == 3)
    }

    @Test func aDayHasItsLimit() throws {
        let day = NotionalLimit(most: 100, since: 1_000)
        try ledger().intend([[intent(1, notional: 70, at: 999)]], with: key(), within: day)
        try ledger().intend([[intent(2, notional: 60)]], with: key(), within: day)
        // Whichever key of the account; what was refused does not count.
        try ledger().intend([[intent(3, notional: 40)]], with: key(6), within: day)
        #expect(throws: LedgerError.refused(.dayNotional(used: 100), at: 0)) {
            try ledger().intend([[intent(4, notional: 1)]], with: key(), within: day)
        }
        try ledger().intend([[intent(5, notional: 0)]], with: key(), within: day)
        try ledger().settle([settlement(2, .refused)], with: key(), at: 1)
        #expect(throws: LedgerError.refused(.dayNotional(used: 99), at: 1)) {
            try ledger().intend([[intent(6, notional: 59)], [intent(7, notional: 2)]], with: key(), within: day)
        }
        #expect(throws: LedgerError.refused(.dayNotional(used: 40), at: 0)) {
            try ledger().intend([[intent(6, notional: .max), intent(7, notional: .max)]], with: key(), within: day)
        }
        try ledger().intend([[intent(8, notional: 60)]], with: key(account: 8), within: day)
        try ledger().intend([[intent(9, notional: 59), intent(10, notional: 1)]], with: key(), within: day)
    }

    @Test func manyWriteAtOnceAndNothingIsLost() async throws {
        // Opening migrates: all of them at once.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 as Range<Int64> {
                group.addTask {
                    for number in 0..<25 as Range<Int64> {
                        let ledger = try ledger()
                        let hash = "\(writer)-\(number)"
                        try ledger.intend([[intent(number, hash: hash)]], with: key(writer))
                        try ledger.settle([settlement(number, .accepted, hash: hash)], with: key(writer), at: 1)
                    }
                }
            }
            try await group.waitForAll()
        }
        let entries = try ledger().entries(venue: "testnet", account: AccountIndex(7), limit: 1_000)
        #expect(entries.count == 200 && entries.allSatisfy { $0.fate == .accepted })
    }

    @Test func theFilesAreTheirOwnersAlone() throws {
        let ledger = try ledger()
        try ledger.intend([[intent(1)]], with: key())
        for file in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + file)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
        #expect(ledger.database.path.hasPrefix(directory.path))
    }

    @Test func whatIsNoLedgerIsRefusedAndLeftAlone() throws {
        let path = directory.path + "/ledger.sqlite"
        let garbage = Data("this is no database, however long it may be".utf8 + [UInt8](repeating: 7, count: 5_000))
        try garbage.write(to: URL(filePath: path))
        #expect(throws: DatabaseError.self) { try ledger() }
        #expect(try Data(contentsOf: URL(filePath: path)) == garbage)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: directory.path + "/elsewhere")
        #expect(throws: DatabaseError.self) { try ledger() }
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/elsewhere"))
    }

    @Test func aLaterVersionsFileIsLeftAlone() throws {
        try ledger().database.execute("PRAGMA user_version = 1000")
        let error = #expect(throws: DatabaseError.self) { try ledger() }
        #expect(error?.reason == .newer)
    }

    @Test func whatCannotBeWrittenThrows() throws {
        let error = #expect(throws: DatabaseError.self) { try Ledger(directory: "/proc/lighter") }
        #expect(error?.reason == .readOnly)
        // A file system with no room: the file may not grow past what it is.
        let ledger = try ledger()
        try ledger.intend([[intent(1)]], with: key())
        try ledger.database.execute("PRAGMA max_page_count = 1")
        let full = #expect(throws: LedgerError.self) {
            for nonce in 2..<10_000 as Range<Int64> { try ledger.intend([[intent(nonce)]], with: key()) }
        }
        guard case .database(let trouble) = full else { throw Unexpected() }
        #expect(trouble.reason == .full)
    }
}
