import LighterSecrets
import LighterSigning
import LighterStatus

/// A private key as it was found: under a password, or plain.
public enum StoredKey: Sendable {
    case sealed(KeyFile)
    case plain(PrivateKey)

    /// For whom it signs, where that is known.
    public var binding: KeyBinding? {
        switch self {
        case .sealed(let file): file.binding
        case .plain: nil
        }
    }

    public var publicKey: PublicKey {
        switch self {
        case .sealed(let file): file.publicKey
        case .plain(let key): key.publicKey
        }
    }

    /// What a key file, or the digits of a key, hold.
    ///
    /// - Parameter place: where the text was found, for errors.
    /// - Throws: ``LighterStatus/Failure`` of class data: `key.malformed`, `key.layer_one`, `key.damaged`.
    init(_ text: SecretBytes, from place: String) throws(Failure) {
        let isFile = text.withBytes { KeyFile.isBegun(by: $0.first) }
        guard isFile else {
            self = .plain(try StoredKey.plainKey(text, from: place))
            return
        }
        do throws(Failure) {
            self = .sealed(try text.withBytes { (text) throws(Failure) in try KeyFile(text: text) })
        } catch {
            throw error.at(place)
        }
    }

    /// A private key from its digits.
    ///
    /// - Throws: ``LighterStatus/Failure`` of class data: `key.malformed`, `key.layer_one`.
    public static func plainKey(_ text: SecretBytes, from place: String) throws(Failure) -> PrivateKey {
        do throws(KeyText.Malformed) {
            return try KeyText.privateKey(text)
        } catch {
            switch error {
            case .layerOneKey:
                throw Failure(
                    "key.layer_one",
                    .data,
                    "\(place): \(error)",
                    hint:
                        "lighter keys generate NAME makes an API key, and the wallet registers it: lighter keys register --help"
                )
            case .length, .digit, .zero:
                throw Failure("key.malformed", .data, "\(place): this is no private key: \(error)")
            }
        }
    }
}

extension Failure {
    /// The same failure, with the place it is about.
    func at(_ place: String) -> Failure {
        var failure = self
        failure.message = "\(place): \(message)"
        return failure
    }
}
