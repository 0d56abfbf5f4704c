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

// libcrypto, loaded when first needed: linked, it would take half a millisecond of every start, and many commands do
// without it. Its functions that are used are listed in functions.h and called by their own names; another one does not
// link. Where the library is missing the program ends as it would have ended at its start.

/// Loads libcrypto now; safe to call from any thread and as often as one likes. While another thread loads a library,
/// whoever needs libcrypto for the first time waits for it.
void copenssl_load(void);

#endif
