import LighterKeys
import LighterLayerOne
import LighterProfile
import LighterStatus

/// A way to have a text signed by an account's owner on layer 1, as an Ethereum personal message (EIP-191).
public enum LayerOneSigner {
    /// With a key that can be read.
    case key(LayerOneKeySource)
    /// By a program that prints the signature: a wallet's, a hardware device's.
    case command(LayerOneCommand)
    /// By a signature made elsewhere.
    case signature(String)
    /// By a person who is shown the text and answers with its signature.
    case person((_ text: String) throws(Failure) -> String)

    /// A signature of a text, of whoever has the key.
    ///
    /// - Throws: ``Failure``: of class permission where nobody signs, of class data where what comes is no signature.
    func sign(
        _ text: String,
        of registration: KeyRegistration,
        reading keys: KeyReader,
        isInterrupted: () -> Bool
    ) throws(Failure) -> PersonalSignature {
        switch self {
        case .key(let source):
            guard let signature = try keys.layerOneKey(source).sign(text) else {
                throw Failure("signing.self_check_failed", .protocol, "the layer-1 signature fails its own check")
            }
            return signature
        case .command(let command):
            return try command.sign(text, of: registration, in: keys.environment, isInterrupted: isInterrupted)
        case .signature(let signature): return try PersonalSignature(among: signature, from: "what was given")
        case .person(let ask): return try PersonalSignature(among: ask(text), from: "what was entered")
        }
    }
}

/// A command line that signs a text and prints the signature: `cast wallet sign --account me`.
public struct LayerOneCommand: Sendable {
    /// How it gets the text.
    public enum Delivery: String, CaseIterable, Sendable {
        /// As the last argument.
        case argument
        /// On standard input.
        case standardInput = "stdin"
    }

    public let line: String
    public let delivery: Delivery
    /// How long it may take: a person may have to confirm on a device.
    public let time: Duration

    public init(_ line: String, delivery: Delivery, time: Duration) {
        self.line = line
        self.delivery = delivery
        self.time = time
    }

    /// A signature and some words around it.
    private static let outputLimit = 1 << 14

    func sign(
        _ text: String,
        of registration: KeyRegistration,
        in environment: ProfileEnvironment,
        isInterrupted: () -> Bool
    ) throws(Failure) -> PersonalSignature {
        var program = Program.shell(
            line,
            delivery == .argument ? [text] : [],
            environment: Program.environment(from: environment.variables),
            input: delivery == .standardInput ? Array(text.utf8) : nil
        )
        program.outputLimit = LayerOneCommand.outputLimit
        let output: [UInt8]
        do { output = try program.run(within: time, isInterrupted: isInterrupted) } catch {
            if isInterrupted() { throw .interrupted }
            switch error {
            case .printedTooMuch:
                throw Failure("l1.malformed_signature", .data, "the layer-1 command gave no signature: \(error)")
            default:
                throw Failure(
                    "l1.no_signature",
                    .permission,
                    "the layer-1 command did not sign: \(error)",
                    hint: registration.rehearsal
                )
            }
        }
        return try PersonalSignature(
            among: String(decoding: output, as: UTF8.self),
            from: "what the layer-1 command printed"
        )
    }
}

extension PersonalSignature {
    /// The one signature among the words of a text. A last byte of 0 or 1 stands for 27 or 28, as some devices have it.
    ///
    /// - Parameter origin: where the text is from, for people.
    /// - Throws: ``Failure`` of class data.
    init(among text: String, from origin: String) throws(Failure) {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let digits = words.map { $0.hasPrefix("0x") ? $0.dropFirst(2) : $0 }
            .filter { $0.utf8.count == 2 * PersonalSignature.byteCount }
        guard let first = digits.first else {
            throw .noSignature(origin, words.isEmpty ? "it is empty" : "it takes 65 bytes, 0x and 130 digits")
        }
        guard digits.allSatisfy({ $0.lowercased() == first.lowercased() }) else {
            throw .noSignature(origin, "there are several")
        }
        let parity = ["00": "1b", "01": "1c"][first.suffix(2)].map { first.dropLast(2) + $0 }
        guard let signature = PersonalSignature(parity ?? first) else {
            throw .noSignature(origin, "it is not hexadecimal, or does not end in 1b or 1c")
        }
        guard signature.isCanonical else {
            throw .noSignature(origin, "its s is the greater of the two there are, which no wallet writes (EIP-2)")
        }
        self = signature
    }
}

extension Failure {
    /// Contract wallets answer with other forms, which nobody's key can be told from.
    fileprivate static func noSignature(_ origin: String, _ reason: String) -> Failure {
        Failure(
            "l1.malformed_signature",
            .data,
            "\(origin) is no signature of a layer-1 key: \(reason)",
            hint: "sign with the key itself, as a personal message; a contract wallet's signature is none"
        )
    }
}
