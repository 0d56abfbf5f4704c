import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterTransactions

/// What a request sends, as far as rate limits look at it: before signatures are.
struct Sending: Sendable {
    let owner: LayerOneAddress
    let types: [TransactionType]
    let isBatch: Bool

    /// Nil for a request that sends nothing, or nothing that can be read.
    init?(_ request: Request, _ exchange: Exchange) {
        let infos: [JSON]
        switch request.path {
        case "/api/v1/sendTx":
            guard let type = request.form.text("tx_type").flatMap(Int64.init).flatMap(TransactionType.init) else {
                return nil
            }
            types = [type]
            infos = [request.form.text("tx_info").flatMap(Sending.read) ?? .null]
            isBatch = false
        case "/api/v1/sendTxBatch":
            let numbers = request.form.text("tx_types").flatMap(Sending.read)?.array ?? []
            guard numbers.count <= Engine.batchLimit else { return nil }
            types = numbers.compactMap { $0.integer.flatMap(TransactionType.init) }
            infos = (request.form.text("tx_infos").flatMap(Sending.read)?.array ?? []).prefix(1).map {
                $0.string.flatMap(Sending.read) ?? .null
            }
            isBatch = true
        default: return nil
        }
        guard !types.isEmpty, let info = infos.first,
            let account = (info["AccountIndex"] ?? info["FromAccountIndex"])?.integer,
            let owner = exchange.account(account)?.owner
        else { return nil }
        self.owner = owner
    }

    private static func read(_ text: String) -> JSON? { try? JSON.decode(text, duplicateKeys: .lastHolds) }

    /// What it costs of the volume quota.
    var quota: Int64 { Int64(types.count(where: \.usesVolumeQuota)) }
}
