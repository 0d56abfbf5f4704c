#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

// The functions are ours alone, and other libraries go on calling those of libcrypto itself: what OpenSSL's headers
// declare is not for export here.
#pragma GCC visibility push(hidden)
#include "COpenSSL.h"
#pragma GCC visibility pop

static const char library_name[] = "libcrypto.so.3";

// What a shell gives, as the dynamic linker does, for a program that cannot be run.
static const int cannot_run = 127;

// Each under its own name and type, which the compiler compares with OpenSSL's headers.
#define FUNCTION(result, name, parameters, arguments)              \
    static void *address_of_##name;                                \
    result name parameters {                                       \
        copenssl_load();                                           \
        return ((result(*) parameters)address_of_##name)arguments; \
    }
#include "functions.h"
#undef FUNCTION

#define FUNCTION(result, name, parameters, arguments) {#name, &address_of_##name},
static const struct {
    const char *name;
    void **address;
} functions[] = {
#include "functions.h"
};

static void load(void) {
    void *library = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
    for (size_t index = 0; index < sizeof functions / sizeof functions[0]; index++) {
        void *address = library == NULL ? NULL : dlsym(library, functions[index].name);
        if (address == NULL) {
            const char *reason = dlerror();
            fprintf(stderr, "error while loading shared libraries: %s\n", reason == NULL ? library_name : reason);
            _exit(cannot_run);
        }
        *functions[index].address = address;
    }
}

void copenssl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}
