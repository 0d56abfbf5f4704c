#include "CLazy.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

/// What a shell and the dynamic linker give for a program that cannot be run.
static const int cannot_run = 127;

void *clazy_address(const char *library, const char *name, _Atomic(void *) *kept) {
    void *address = atomic_load_explicit(kept, memory_order_acquire);
    if (address != NULL) return address;
    void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle != NULL) address = dlsym(handle, name);
    if (address == NULL) {
        const char *reason = dlerror();
        fprintf(stderr, "error while loading shared libraries: %s\n", reason == NULL ? library : reason);
        _exit(cannot_run);
    }
    atomic_store_explicit(kept, address, memory_order_release);
    return address;
}
