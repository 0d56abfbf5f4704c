#include "CLibrary.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

// What a shell gives, as the dynamic linker does, for a program that cannot be run.
static const int cannot_run = 127;

void clibrary_load(const char *library, const struct clibrary_function functions[], size_t count) {
    void *loaded = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    for (size_t index = 0; index < count; index++) {
        void *address = loaded == NULL ? NULL : dlsym(loaded, functions[index].name);
        if (address == NULL) {
            const char *reason = dlerror();
            fprintf(stderr, "error while loading shared libraries: %s\n", reason == NULL ? library : reason);
            _exit(cannot_run);
        }
        *functions[index].address = address;
    }
}
