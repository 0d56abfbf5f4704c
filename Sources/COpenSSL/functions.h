// FUNCTION(result, name, parameters, arguments) for each function of libcrypto that is used.

FUNCTION(const char *, OpenSSL_version, (int type), (type))
FUNCTION(unsigned char *, SHA1, (const unsigned char *d, size_t n, unsigned char *md), (d, n, md))
FUNCTION(unsigned char *, SHA256, (const unsigned char *d, size_t n, unsigned char *md), (d, n, md))

FUNCTION(
    int, EVP_PBE_scrypt,
    (const char *pass, size_t passlen, const unsigned char *salt, size_t saltlen, uint64_t N, uint64_t r,
     uint64_t p, uint64_t maxmem, unsigned char *key, size_t keylen),
    (pass, passlen, salt, saltlen, N, r, p, maxmem, key, keylen))

FUNCTION(int, EVP_CIPHER_CTX_ctrl, (EVP_CIPHER_CTX *ctx, int type, int arg, void *ptr), (ctx, type, arg, ptr))
FUNCTION(void, EVP_CIPHER_CTX_free, (EVP_CIPHER_CTX *c), (c))
FUNCTION(EVP_CIPHER_CTX *, EVP_CIPHER_CTX_new, (void), ())
FUNCTION(int, EVP_CipherFinal_ex, (EVP_CIPHER_CTX *ctx, unsigned char *outm, int *outl), (ctx, outm, outl))
FUNCTION(
    int, EVP_CipherInit_ex,
    (EVP_CIPHER_CTX *ctx, const EVP_CIPHER *cipher, ENGINE *impl, const unsigned char *key, const unsigned char *iv,
     int enc),
    (ctx, cipher, impl, key, iv, enc))
FUNCTION(
    int, EVP_CipherUpdate,
    (EVP_CIPHER_CTX *ctx, unsigned char *out, int *outl, const unsigned char *in, int inl),
    (ctx, out, outl, in, inl))
FUNCTION(const EVP_CIPHER *, EVP_aes_256_gcm, (void), ())

FUNCTION(void, EVP_PKEY_CTX_free, (EVP_PKEY_CTX *ctx), (ctx))
FUNCTION(EVP_PKEY_CTX *, EVP_PKEY_CTX_new, (EVP_PKEY *pkey, ENGINE *e), (pkey, e))
FUNCTION(
    EVP_PKEY_CTX *, EVP_PKEY_CTX_new_from_name,
    (OSSL_LIB_CTX *libctx, const char *name, const char *propquery),
    (libctx, name, propquery))
FUNCTION(void, EVP_PKEY_free, (EVP_PKEY *pkey), (pkey))
FUNCTION(
    int, EVP_PKEY_fromdata,
    (EVP_PKEY_CTX *ctx, EVP_PKEY **ppkey, int selection, OSSL_PARAM *param),
    (ctx, ppkey, selection, param))
FUNCTION(int, EVP_PKEY_fromdata_init, (EVP_PKEY_CTX *ctx), (ctx))
FUNCTION(
    int, EVP_PKEY_sign,
    (EVP_PKEY_CTX *ctx, unsigned char *sig, size_t *siglen, const unsigned char *tbs, size_t tbslen),
    (ctx, sig, siglen, tbs, tbslen))
FUNCTION(int, EVP_PKEY_sign_init, (EVP_PKEY_CTX *ctx), (ctx))

FUNCTION(void, OSSL_PARAM_BLD_free, (OSSL_PARAM_BLD *bld), (bld))
FUNCTION(OSSL_PARAM_BLD *, OSSL_PARAM_BLD_new, (void), ())
FUNCTION(int, OSSL_PARAM_BLD_push_BN, (OSSL_PARAM_BLD *bld, const char *key, const BIGNUM *bn), (bld, key, bn))
FUNCTION(
    int, OSSL_PARAM_BLD_push_utf8_string,
    (OSSL_PARAM_BLD *bld, const char *key, const char *buf, size_t bsize),
    (bld, key, buf, bsize))
FUNCTION(OSSL_PARAM *, OSSL_PARAM_BLD_to_param, (OSSL_PARAM_BLD *bld), (bld))
FUNCTION(void, OSSL_PARAM_free, (OSSL_PARAM *p), (p))

FUNCTION(void, BN_CTX_end, (BN_CTX *ctx), (ctx))
FUNCTION(void, BN_CTX_free, (BN_CTX *c), (c))
FUNCTION(BIGNUM *, BN_CTX_get, (BN_CTX *ctx), (ctx))
FUNCTION(BN_CTX *, BN_CTX_secure_new, (void), ())
FUNCTION(void, BN_CTX_start, (BN_CTX *ctx), (ctx))
FUNCTION(BIGNUM *, BN_bin2bn, (const unsigned char *s, int len, BIGNUM *ret), (s, len, ret))
FUNCTION(int, BN_bn2binpad, (const BIGNUM *a, unsigned char *to, int tolen), (a, to, tolen))
FUNCTION(void, BN_clear_free, (BIGNUM *a), (a))
FUNCTION(int, BN_cmp, (const BIGNUM *a, const BIGNUM *b), (a, b))
FUNCTION(int, BN_is_zero, (const BIGNUM *a), (a))
FUNCTION(BIGNUM *, BN_mod_inverse, (BIGNUM *ret, const BIGNUM *a, const BIGNUM *n, BN_CTX *ctx), (ret, a, n, ctx))
FUNCTION(
    int, BN_mod_mul,
    (BIGNUM *r, const BIGNUM *a, const BIGNUM *b, const BIGNUM *m, BN_CTX *ctx),
    (r, a, b, m, ctx))
FUNCTION(BIGNUM *, BN_secure_new, (void), ())
FUNCTION(void, BN_set_flags, (BIGNUM *b, int n), (b, n))
FUNCTION(int, BN_sub, (BIGNUM *r, const BIGNUM *a, const BIGNUM *b), (r, a, b))

FUNCTION(void, EC_GROUP_free, (EC_GROUP *group), (group))
FUNCTION(int, EC_GROUP_get_order, (const EC_GROUP *group, BIGNUM *order, BN_CTX *ctx), (group, order, ctx))
FUNCTION(EC_GROUP *, EC_GROUP_new_by_curve_name, (int nid), (nid))
FUNCTION(void, EC_POINT_free, (EC_POINT *point), (point))
FUNCTION(int, EC_POINT_is_at_infinity, (const EC_GROUP *group, const EC_POINT *p), (group, p))
FUNCTION(
    int, EC_POINT_mul,
    (const EC_GROUP *group, EC_POINT *r, const BIGNUM *n, const EC_POINT *q, const BIGNUM *m, BN_CTX *ctx),
    (group, r, n, q, m, ctx))
FUNCTION(EC_POINT *, EC_POINT_new, (const EC_GROUP *group), (group))
FUNCTION(
    size_t, EC_POINT_point2oct,
    (const EC_GROUP *group, const EC_POINT *p, point_conversion_form_t form, unsigned char *buf, size_t len,
     BN_CTX *ctx),
    (group, p, form, buf, len, ctx))
FUNCTION(
    int, EC_POINT_set_compressed_coordinates,
    (const EC_GROUP *group, EC_POINT *p, const BIGNUM *x, int y_bit, BN_CTX *ctx),
    (group, p, x, y_bit, ctx))

FUNCTION(void, ECDSA_SIG_free, (ECDSA_SIG *sig), (sig))
FUNCTION(const BIGNUM *, ECDSA_SIG_get0_r, (const ECDSA_SIG *sig), (sig))
FUNCTION(const BIGNUM *, ECDSA_SIG_get0_s, (const ECDSA_SIG *sig), (sig))
FUNCTION(ECDSA_SIG *, d2i_ECDSA_SIG, (ECDSA_SIG **a, const unsigned char **in, long len), (a, in, len))
