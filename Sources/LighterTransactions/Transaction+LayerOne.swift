import LighterSigning

extension Transaction {
    /// The text that the account's layer-1 key signs as an Ethereum personal message, for the types that want one
    /// (signing.md, "Layer-1 signature").
    public var layerOneMessage: String? {
        let number = LayerOneMessage.number
        switch body {
        case .changePublicKey(let fields):
            return LayerOneMessage.text(
                title: "Register Lighter Account",
                lines: [
                    ("pubkey", "0x" + fields.publicKey.hexDigits),
                    ("nonce", number(nonce.value)),
                    ("account index", number(fields.account.value)),
                    ("api key index", number(fields.apiKey.value)),
                ]
            )
        case .transfer(let fields):
            return LayerOneMessage.text(
                title: "Transfer",
                lines: [
                    ("nonce", number(nonce.value)),
                    ("from", "\(number(fields.account.value)) (route \(number(fields.fromRoute.rawValue)))"),
                    ("api key", number(fields.apiKey.value)),
                    ("to", "\(number(fields.recipient.value)) (route \(number(fields.toRoute.rawValue)))"),
                    ("asset", number(fields.asset.value)),
                    ("amount", number(fields.amount.value)),
                    ("fee", number(fields.fee.value)),
                    ("chainId", number(chainID.value)),
                    ("memo", Hex.encode(fields.memo.bytes)),
                ]
            )
        case .approveIntegrator(let fields):
            return LayerOneMessage.text(
                title: "Approve Integrator",
                lines: [
                    ("nonce", number(nonce.value)),
                    ("account index", number(fields.account.value)),
                    ("api key index", number(fields.apiKey.value)),
                    ("integrator account index", number(fields.integrator.value)),
                    ("max perps taker fee", number(fields.maximumPerpsTakerFee.value)),
                    ("max perps maker fee", number(fields.maximumPerpsMakerFee.value)),
                    ("max spot taker fee", number(fields.maximumSpotTakerFee.value)),
                    ("max spot maker fee", number(fields.maximumSpotMakerFee.value)),
                    ("approval expiry", number(fields.expiry.value)),
                    ("chainId", number(chainID.value)),
                ]
            )
        default: return nil
        }
    }

    /// The transaction with its owner's signature on layer 1; of the types that want none, as it is.
    public func carrying(_ signature: LayerOneSignature) -> Transaction {
        var transaction = self
        switch body {
        case .changePublicKey(var fields):
            fields.signature = signature
            transaction.body = .changePublicKey(fields)
        case .transfer(var fields):
            fields.signature = signature
            transaction.body = .transfer(fields)
        case .approveIntegrator(var fields):
            fields.signature = signature
            transaction.body = .approveIntegrator(fields)
        default: break
        }
        return transaction
    }
}
