#include <pthread.h>

#include "CLibrary.h"

// The functions are ours alone, and other libraries go on calling those of libcrypto itself: what OpenSSL's headers
// declare is not for export here.
#pragma GCC visibility push(hidden)
#include "COpenSSL.h"
#pragma GCC visibility pop

#define FUNCTION(result, name, parameters, arguments) \
    CLIBRARY_DEFINE(copenssl_load, result, name, parameters, arguments)
#include "functions.h"
#undef FUNCTION

#define FUNCTION(result, name, parameters, arguments) {#name, &address_of_##name},
static const struct clibrary_function functions[] = {
#include "functions.h"
};

static void load(void) { clibrary_load("libcrypto.so.3", functions, sizeof functions / sizeof functions[0]); }

void copenssl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}
