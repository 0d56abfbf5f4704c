/// A token that lets its bearer read an account: `deadline:account:api_key:signature`. A secret; it prints as redacted.
public struct AuthToken: Hashable, Sendable {
    /// Seconds since the epoch. The venue wants it at most eight hours ahead.
    public let deadline: Int64
    /// −1 ... 2^48 − 2.
    public let accountIndex: Int64
    /// 0 ... 254.
    public let apiKeyIndex: Int
    public let signature: Signature

    private init(
        deadline: Int64,
        accountIndex: Int64,
        apiKeyIndex: Int,
        signing sign: (QuinticElement) throws(SigningError) -> Signature
    ) throws(SigningError) {
        guard deadline >= 0 else { throw .deadlineOutOfRange }
        guard (-1...281_474_976_710_654).contains(accountIndex) else { throw .accountIndexOutOfRange }
        guard (0...254).contains(apiKeyIndex) else { throw .apiKeyIndexOutOfRange }
        self.deadline = deadline
        self.accountIndex = accountIndex
        self.apiKeyIndex = apiKeyIndex
        signature = try sign(Self.message("\(deadline):\(accountIndex):\(apiKeyIndex)"))
    }

    /// A new token, signed with `key`.
    ///
    /// - Throws: an error that names the value out of range, or `selfCheckFailed`.
    public static func create(
        deadline: Int64,
        accountIndex: Int64,
        apiKeyIndex: Int,
        key: PrivateKey
    ) throws(SigningError) -> AuthToken {
        try AuthToken(deadline: deadline, accountIndex: accountIndex, apiKeyIndex: apiKeyIndex) {
            message throws(SigningError) in try key.sign(message)
        }
    }

    /// Reads a token exactly as the venue writes it: plain decimal numbers, lower-case digits.
    ///
    /// - Throws: `malformedAuthToken`, an error that names the value out of range, or one about the signature.
    public init(parsing text: some StringProtocol) throws(SigningError) {
        let parts = text.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4, let deadline = Int64(parts[0]), let accountIndex = Int64(parts[1]),
            let apiKeyIndex = Int(parts[2])
        else { throw .malformedAuthToken }
        let signature = try Signature(hex: parts[3])
        try self.init(deadline: deadline, accountIndex: accountIndex, apiKeyIndex: apiKeyIndex) { _ in signature }
        guard self.text == text else { throw .malformedAuthToken }
    }

    /// The token as it is sent.
    public var text: String { "\(signedText):\(signature.hexDigits)" }

    /// Whether `key` made this token. Says nothing about its deadline.
    public func isValid(under key: PublicKey) -> Bool {
        key.isValid(signature, for: Self.message(signedText))
    }

    private var signedText: String { "\(deadline):\(accountIndex):\(apiKeyIndex)" }

    /// hash5 of the text as UTF-8 in 8-byte little-endian elements, the last one padded with zeros.
    private static func message(_ text: String) -> QuinticElement {
        var sponge = Poseidon2Sponge()
        var element: UInt64 = 0
        var filled: UInt64 = 0
        for byte in text.utf8 {
            element |= UInt64(byte) << (filled * 8)
            filled += 1
            guard filled == 8 else { continue }
            sponge.absorb(element)
            (element, filled) = (0, 0)
        }
        if filled > 0 { sponge.absorb(element) }
        return sponge.finalize()
    }
}

extension AuthToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "AuthToken(redacted)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
