import COpenSSL

/// The curve of layer 1, by OpenSSL.
enum Secp256k1 {
    /// The public key, as its two coordinates in 64 bytes, that belongs to a signature; nil for numbers out of range, and
    /// where there is no such point (SEC 1, version 2, section 4.1.6, without its rare second candidate for r).
    static func recover(digest: [UInt8], r: [UInt8], s: [UInt8], isOdd: Bool) -> [UInt8]? {
        Workspace.with { work in
            guard let rNumber = work.number(r), let sNumber = work.number(s), let z = work.number(digest),
                work.isScalar(rNumber), work.isScalar(sNumber),
                let noncePoint = EC_POINT_new(work.group)
            else { return nil }
            defer { EC_POINT_free(noncePoint) }
            let parity: Int32 = isOdd ? 1 : 0
            guard
                EC_POINT_set_compressed_coordinates(work.group, noncePoint, rNumber, parity, work.context) == 1,
                let inverse = BN_mod_inverse(BN_CTX_get(work.context), rNumber, work.order, work.context),
                let ofGenerator = BN_CTX_get(work.context), let ofNonce = BN_CTX_get(work.context),
                BN_mod_mul(ofGenerator, z, inverse, work.order, work.context) == 1,
                BN_mod_mul(ofNonce, sNumber, inverse, work.order, work.context) == 1
            else { return nil }
            // −z/r, as n less it; of zero the multiple is neutral either way.
            guard BN_sub(ofGenerator, work.order, ofGenerator) == 1 else { return nil }
            guard let key = EC_POINT_new(work.group) else { return nil }
            defer { EC_POINT_free(key) }
            guard EC_POINT_mul(work.group, key, ofGenerator, noncePoint, ofNonce, work.context) == 1 else { return nil }
            return work.coordinates(of: key)
        }
    }

    /// The public key of a secret one, in 64 bytes; nil unless it is in 1 … n − 1.
    static func publicKey(of secret: UnsafeRawBufferPointer) -> [UInt8]? {
        Workspace.with { work in
            guard let scalar = BN_secure_new() else { return nil }
            defer { BN_clear_free(scalar) }
            guard BN_bin2bn(secret.baseAddress, Int32(secret.count), scalar) != nil, work.isScalar(scalar),
                let point = EC_POINT_new(work.group)
            else { return nil }
            defer { EC_POINT_free(point) }
            BN_set_flags(scalar, BN_FLG_CONSTTIME)
            guard EC_POINT_mul(work.group, point, scalar, nil, nil, work.context) == 1 else { return nil }
            return work.coordinates(of: point)
        }
    }

    /// A signature of a digest, with the smaller of the two s there are; nil when OpenSSL cannot.
    static func sign(digest: [UInt8], secret: UnsafeRawBufferPointer) -> (r: [UInt8], s: [UInt8])? {
        Workspace.with { work in
            guard let key = work.signingKey(secret) else { return nil }
            defer { EVP_PKEY_free(key) }
            guard let signing = EVP_PKEY_CTX_new(key, nil) else { return nil }
            defer { EVP_PKEY_CTX_free(signing) }
            var encoded = [UInt8](repeating: 0, count: 128)
            var count = encoded.count
            guard EVP_PKEY_sign_init(signing) == 1,
                EVP_PKEY_sign(signing, &encoded, &count, digest, digest.count) == 1
            else { return nil }
            return work.numbers(ofEncoded: Array(encoded[0..<count]))
        }
    }
}

/// The curve and a context for numbers, for as long as one operation takes.
private struct Workspace {
    let group: OpaquePointer
    let context: OpaquePointer
    let order: OpaquePointer

    static func with<Result>(_ body: (Workspace) -> Result?) -> Result? {
        guard let group = EC_GROUP_new_by_curve_name(NID_secp256k1) else { return nil }
        defer { EC_GROUP_free(group) }
        guard let context = BN_CTX_secure_new() else { return nil }
        defer { BN_CTX_free(context) }
        BN_CTX_start(context)
        defer { BN_CTX_end(context) }
        guard let order = BN_CTX_get(context), EC_GROUP_get_order(group, order, context) == 1 else { return nil }
        return body(Workspace(group: group, context: context, order: order))
    }

    /// A number that lives as long as the context.
    func number(_ bytes: [UInt8]) -> OpaquePointer? {
        guard let number = BN_CTX_get(context) else { return nil }
        return BN_bin2bn(bytes, Int32(bytes.count), number)
    }

    /// Whether a number is in 1 … n − 1.
    func isScalar(_ number: OpaquePointer) -> Bool { BN_is_zero(number) == 0 && BN_cmp(number, order) < 0 }

    /// The coordinates of a point; nil for the neutral one.
    func coordinates(of point: OpaquePointer) -> [UInt8]? {
        guard EC_POINT_is_at_infinity(group, point) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 65)
        let form = POINT_CONVERSION_UNCOMPRESSED
        guard EC_POINT_point2oct(group, point, form, &bytes, bytes.count, context) == 65 else { return nil }
        return Array(bytes.dropFirst())
    }

    func signingKey(_ secret: UnsafeRawBufferPointer) -> OpaquePointer? {
        guard let scalar = BN_secure_new() else { return nil }
        defer { BN_clear_free(scalar) }
        guard BN_bin2bn(secret.baseAddress, Int32(secret.count), scalar) != nil, isScalar(scalar),
            let builder = OSSL_PARAM_BLD_new()
        else { return nil }
        defer { OSSL_PARAM_BLD_free(builder) }
        // The builder keeps these pointers and copies nothing before the parameters are made.
        guard
            OSSL_PARAM_BLD_push_utf8_string(builder, Workspace.text("group"), Workspace.text("secp256k1"), 0) == 1,
            OSSL_PARAM_BLD_push_BN(builder, Workspace.text("priv"), scalar) == 1,
            let parameters = OSSL_PARAM_BLD_to_param(builder)
        else { return nil }
        defer { OSSL_PARAM_free(parameters) }
        guard let making = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(making) }
        let parts =
            OSSL_KEYMGMT_SELECT_PRIVATE_KEY | OSSL_KEYMGMT_SELECT_PUBLIC_KEY | OSSL_KEYMGMT_SELECT_DOMAIN_PARAMETERS
        var key: OpaquePointer?
        guard EVP_PKEY_fromdata_init(making) == 1,
            EVP_PKEY_fromdata(making, &key, parts, parameters) == 1
        else { return nil }
        return key
    }

    /// A text that stays where it is for ever.
    private static func text(_ literal: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    /// r and the smaller s of a signature in DER, in 32 bytes each.
    func numbers(ofEncoded bytes: [UInt8]) -> (r: [UInt8], s: [UInt8])? {
        bytes.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            guard let signature = d2i_ECDSA_SIG(nil, &start, buffer.count) else { return nil }
            defer { ECDSA_SIG_free(signature) }
            guard let r = ECDSA_SIG_get0_r(signature), let s = ECDSA_SIG_get0_s(signature),
                let other = BN_CTX_get(context), BN_sub(other, order, s) == 1
            else { return nil }
            let least = BN_cmp(s, other) <= 0 ? s : other
            var (rBytes, sBytes) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 32))
            guard BN_bn2binpad(r, &rBytes, 32) == 32, BN_bn2binpad(least, &sBytes, 32) == 32 else { return nil }
            return (rBytes, sBytes)
        }
    }
}
