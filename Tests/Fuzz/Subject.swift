import LighterJSON
import LighterSigning
import LighterTransactions

/// What reads bytes from outside: each takes any, and must neither crash nor keep what it should not.
enum Subject: UInt8, CaseIterable {
    case point
    case signature
    case privateKey
    case authToken
    case unsignedTransaction
    case signedTransaction

    /// Reads the bytes, the first of which chooses the subject.
    static func read(_ input: some Collection<UInt8>) {
        guard let first = input.first else { return }
        let subject = allCases[Int(first) % allCases.count]
        subject.read(Array(input.dropFirst()))
    }

    private func read(_ bytes: [UInt8]) {
        switch self {
        case .point: Subject.readPoint(bytes)
        case .signature: Subject.readSignature(bytes)
        case .privateKey: Subject.readPrivateKey(bytes)
        case .authToken: Subject.readAuthToken(bytes)
        case .unsignedTransaction: Subject.readUnsignedTransaction(bytes)
        case .signedTransaction: Subject.readSignedTransaction(bytes)
        }
    }

    /// A key that is read is written as it was, and is a point: its negative is one too.
    private static func readPoint(_ bytes: [UInt8]) {
        guard let key = try? PublicKey(bytes: bytes) else { return }
        require(key.bytes == bytes)
        require((try? PublicKey(bytes: (-key.encoded).bytes)) != nil)
    }

    private static func readSignature(_ bytes: [UInt8]) {
        if let signature = try? Signature(bytes: bytes) { require(signature.bytes == bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        if let signature = try? Signature(hex: text) {
            require((try? Signature(hex: signature.hexDigits)) == signature)
        }
    }

    private static func readPrivateKey(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let key = try? PrivateKey(hex: text) else { return }
        require((try? PrivateKey(hex: key.exposedHex()).publicKey) == key.publicKey)
    }

    /// A token is read in the one way it is written.
    private static func readAuthToken(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let token = try? AuthToken(parsing: text) else { return }
        require(token.text == text)
    }

    /// What is read as a transaction and signed reads as the same transaction again.
    private static func readUnsignedTransaction(_ bytes: [UInt8]) {
        guard let line = try? JSON.decode(bytes), let type = line["tx_type"]?.integer, let info = line["tx_info"],
            let chainID = line["chain_id"]?.integer.flatMap({ ChainID(exactly: $0) }),
            let transaction = try? Transaction(chainID: chainID, type: type, unsignedInfo: info)
        else { return }
        guard let signed = try? transaction.signed(with: key), let text = try? signed.encodedInfo(),
            let again = try? JSON.decode(text)
        else { return require(false) }
        require((try? SignedTransaction(chainID: chainID, type: type, info: again)) == signed)
    }

    /// What is read as signed is written and read again.
    private static func readSignedTransaction(_ bytes: [UInt8]) {
        guard let line = try? JSON.decode(bytes), let type = line["tx_type"]?.integer, let info = line["tx_info"],
            let chainID = line["chain_id"]?.integer.flatMap({ ChainID(exactly: $0) }),
            let signed = try? SignedTransaction(chainID: chainID, type: type, info: info)
        else { return }
        require((try? SignedTransaction(chainID: chainID, type: type, info: signed.info)) == signed)
    }

    /// Ends the program when a property does not hold.
    private static func require(_ holds: Bool, line: Int = #line) {
        if !holds { fatalError("the property at line \(line) does not hold") }
    }

    static let key: PrivateKey = {
        do { return try PrivateKey(bytes: [UInt8](repeating: 7, count: PrivateKey.byteCount)) } catch {
            fatalError("\(error)")
        }
    }()
}
