#ifndef COPENSSL_H
#define COPENSSL_H

#include <openssl/bn.h>
#include <openssl/core_dispatch.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

// libcrypto, loaded when first needed: linked, it would take half a millisecond of every start, and most commands do
// without it or have it from libcurl. Its functions that are used are defined in COpenSSL.c, and called by their own
// names; another one does not link.

#endif
