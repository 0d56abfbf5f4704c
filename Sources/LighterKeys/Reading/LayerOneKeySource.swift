import LighterLayerOne
import LighterProfile
import LighterSecrets
import LighterStatus

/// Where an owner's private key on layer 1 is.
public enum LayerOneKeySource: Hashable, Sendable {
    /// A file of 64 hexadecimal digits, by absolute path.
    case file(String)
    /// A variable of the environment that holds the digits.
    case environment(String)

    /// Where a profile's key is; nil for what only holds API keys.
    public init?(_ source: KeySource) {
        switch source {
        case .file(let path): self = .file(path)
        case .environment(let variable): self = .environment(variable)
        case .keystore, .command, .credential: return nil
        }
    }
}

extension KeyReader {
    /// Some more than `0x`, the digits and `\r\n`, so that an API key in their place is told for what it is.
    private static let layerOneKeyLimit = 128

    /// The key.
    ///
    /// - Throws: ``LighterStatus/Failure``; it never holds any of what was read.
    public func layerOneKey(_ source: LayerOneKeySource) throws(Failure) -> LayerOneKey {
        let text: SecretBytes
        switch source {
        case .file(let path):
            text = try SecretFile.read(path, as: .layerOneKey, limit: KeyReader.layerOneKeyLimit)
        case .environment(let variable):
            guard let value = environment.variables[variable], !value.isEmpty else {
                throw Failure(
                    "l1.no_key",
                    .configuration,
                    "the variable \(withoutKeys(sanitized(variable))) is not set"
                )
            }
            text = SecretBytes(Array(value.utf8))
        }
        let (key, count) = text.withBytes { text in
            let digits = SecretHex.digits(of: text)
            return (SecretHex.decode(digits)?.withBytes { LayerOneKey(bytes: $0) }, digits.count)
        }
        guard let key else {
            let isOther = count == 80 ? "; 80 are an API key, which does not own an account" : ""
            throw Failure(
                "l1.malformed_key",
                .data,
                "\(source) holds no layer-1 key: 64 hexadecimal digits are needed, and nothing else\(isOther)"
            )
        }
        return key
    }
}

extension LayerOneKeySource: CustomStringConvertible {
    /// Says where, never what.
    public var description: String {
        switch self {
        case .file(let path): "the file \(withoutKeys(sanitized(path, limit: 400)))"
        case .environment(let variable): "the variable \(withoutKeys(sanitized(variable)))"
        }
    }
}
