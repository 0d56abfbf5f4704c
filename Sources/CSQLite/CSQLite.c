#ifdef CSQLITE_LINKED

#include "CSQLite.h"

void csqlite_load(void) {}

#else

#include <pthread.h>

#include "CLibrary.h"

// The functions are ours alone: what SQLite's header declares is not for export here.
#pragma GCC visibility push(hidden)
#include "CSQLite.h"
#pragma GCC visibility pop

#define FUNCTION(result, name, parameters, arguments) \
    CLIBRARY_DEFINE(csqlite_load, result, name, parameters, arguments)
#include "functions.h"
#undef FUNCTION

static void *address_of_sqlite3_db_config;

#define FUNCTION(result, name, parameters, arguments) {#name, &address_of_##name},
static const struct clibrary_function functions[] = {
#include "functions.h"
    {"sqlite3_db_config", &address_of_sqlite3_db_config},
};

static void load(void) { clibrary_load("libsqlite3.so.0", functions, sizeof functions / sizeof functions[0]); }

void csqlite_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}

#define sqlite3_db_config ((int (*)(sqlite3 *, int, ...))address_of_sqlite3_db_config)

#endif

int csqlite_keep_log_on_close(sqlite3 *database) {
    int persistent = 1;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &persistent);
    if (code != SQLITE_OK) return code;
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
