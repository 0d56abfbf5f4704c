import ArgumentParser
import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct TransactionCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "tx",
        abstract: "Show a transaction by its hash, and what the venue made of it.",
        discussion: """
              $ lighter tx 5c0d58…02fd
              $ lighter tx HASH -q                   # executed, failed, pending
            """
    )

    @Argument(help: ArgumentHelp("80 hex digits, as submit and sign print them.", valueName: "hash"))
    var hash: String

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let digits = hash.hasPrefix("0x") ? String(hash.dropFirst(2)) : hash
        guard digits.count == 80,
            digits.utf8.allSatisfy({
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 | 0x20
            })
        else { throw Failure("tx.malformed_hash", .data, "a transaction's hash is 80 hex digits") }
        let record = try invocation.trader().venue.transaction(hash: digits.lowercased())
        var details = Details()
        details.add("hash", record.hash)
        details.add("type", record.typeName)
        details.add("verdict", record.verdict)
        details.add("error", record.error.map { sanitized($0.message) })
        details.add("account", record.account.map(String.init))
        details.add("nonce", record.nonce.map(String.init))
        details.add("queued", record.queuedAt.map(Figures.time))
        details.add("executed", record.executedAt.map(Figures.time))
        try invocation.emit(
            Report(
                schema: "lighter.tx/1",
                fields: record.json,
                page: .details(details),
                quiet: [record.verdict]
            )
        )
    }
}

extension TransactionRecord {
    /// `create-order`; the number of a kind unknown here.
    fileprivate var typeName: String {
        guard let known = TransactionType(rawValue: type) else { return String(type) }
        return "\(known)".reduce(into: "") { name, character in
            name += character.isUppercase ? "-" + character.lowercased() : String(character)
        }
    }

    fileprivate var error: ExecutionError? {
        if case .failed(let error) = execution { error } else { nil }
    }

    /// What became of it, told from the execution rather than from the status, which says executed of refusals too.
    fileprivate var verdict: String {
        if error != nil { return "failed" }
        switch TransactionStatus(rawValue: Int(clamping: status)) {
        case .failed: return "failed"
        case .queued, .awaitingFinality: return execution == .succeeded ? "executed" : "pending"
        case .executed: return "executed"
        case nil: return "unknown"
        }
    }

    fileprivate var json: JSONObject {
        [
            "tx_hash": .string(hash),
            "type": .string(typeName),
            "tx_type": .integer(type),
            "verdict": .string(verdict),
            "status": .integer(status),
            "error": error.map {
                ["code": JSON($0.code), "message": .string(sanitized($0.message))]
            } ?? .null,
            "account": JSON(account.map(String.init)),
            "api_key_index": JSON(apiKey),
            "nonce": JSON(nonce),
            "block": JSON(block),
            "sequence": JSON(sequence.map(String.init)),
            "queued_at": JSON(queuedAt),
            "executed_at": JSON(executedAt),
        ]
    }
}
