/// Why bytes or text are no key, signature or token, or why no signature was made. Never carries the refused value.
public enum SigningError: Error, Equatable, Sendable {
    /// A fixed number of bytes is needed.
    case wrongLength(expected: Int, actual: Int)
    /// The text is not hexadecimal.
    case malformedHex(HexError)
    /// A coordinate is p or more.
    case nonCanonicalFieldElement
    /// A scalar is n or more.
    case nonCanonicalScalar
    /// No element of the group has this encoding.
    case notOnCurve
    /// The neutral element is no public key.
    case neutralPublicKey
    /// Zero modulo n is no private key.
    case zeroPrivateKey
    /// The text is not `deadline:account:api_key:signature`, in the one way the venue writes it.
    case malformedAuthToken
    /// Seconds since the epoch, zero or more.
    case deadlineOutOfRange
    /// −1 ... 2^48 − 2.
    case accountIndexOutOfRange
    /// 0 ... 254.
    case apiKeyIndexOutOfRange
    /// A fresh signature, or the public half of a key, did not verify: the machine computes wrongly.
    case selfCheckFailed

    /// The bytes of hexadecimal text.
    static func decodingHex(_ text: some StringProtocol) throws(SigningError) -> [UInt8] {
        do {
            return try Hex.decode(text)
        } catch {
            throw .malformedHex(error)
        }
    }
}

extension SigningError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongLength(let expected, let actual): "\(expected) bytes are needed, not \(actual)"
        case .malformedHex(let error): error.description
        case .nonCanonicalFieldElement: "a coordinate is not below 2^64 − 2^32 + 1"
        case .nonCanonicalScalar: "a scalar is not below the order of the group"
        case .notOnCurve: "this is no point of the curve"
        case .neutralPublicKey: "the neutral element is no public key"
        case .zeroPrivateKey: "zero is no private key"
        case .malformedAuthToken: "an auth token is deadline:account:api_key:signature"
        case .deadlineOutOfRange: "a deadline is a number of seconds since 1970"
        case .accountIndexOutOfRange: "an account index is −1 to 2^48 − 2"
        case .apiKeyIndexOutOfRange: "an API key index is 0 to 254"
        case .selfCheckFailed: "the new signature did not verify; nothing was signed"
        }
    }
}
