#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

// The functions are ours alone: what SQLite's header declares is not for export here.
#pragma GCC visibility push(hidden)
#include "CSQLite.h"
#pragma GCC visibility pop

static const char library_name[] = "libsqlite3.so.0";

// What a shell gives, as the dynamic linker does, for a program that cannot be run.
static const int cannot_run = 127;

// Each under its own name and type, which the compiler compares with SQLite's header.
#define FUNCTION(result, name, parameters, arguments)              \
    static void *address_of_##name;                                \
    result name parameters {                                       \
        csqlite_load();                                            \
        return ((result(*) parameters)address_of_##name)arguments; \
    }
#include "functions.h"
#undef FUNCTION

static void *address_of_sqlite3_db_config;

#define FUNCTION(result, name, parameters, arguments) {#name, &address_of_##name},
static const struct {
    const char *name;
    void **address;
} functions[] = {
#include "functions.h"
    {"sqlite3_db_config", &address_of_sqlite3_db_config},
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

void csqlite_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}

int csqlite_keep_log_on_close(sqlite3 *database) {
    int persistent = 1;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &persistent);
    if (code != SQLITE_OK) return code;
    return ((int (*)(sqlite3 *, int, ...))address_of_sqlite3_db_config)(
        database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
}
