// The functions are ours alone, as are those of libcrypto.
#pragma GCC visibility push(hidden)
#include "CSQLite.h"
#pragma GCC visibility pop

#include "CLazy.h"

#define LIBRARY "libsqlite3.so.0"
#define LAZY(...) CLAZY_FUNCTION(LIBRARY, __VA_ARGS__)

LAZY(int, sqlite3_bind_int64, (sqlite3_stmt *statement, int place, sqlite3_int64 value), (statement, place, value))
LAZY(int, sqlite3_bind_null, (sqlite3_stmt *statement, int place), (statement, place))
LAZY(
    int, sqlite3_bind_text,
    (sqlite3_stmt *statement, int place, const char *text, int size, void (*release)(void *)),
    (statement, place, text, size, release))
LAZY(int, sqlite3_busy_timeout, (sqlite3 *database, int milliseconds), (database, milliseconds))
LAZY(int, sqlite3_close_v2, (sqlite3 *database), (database))
LAZY(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt *statement, int column), (statement, column))
LAZY(const unsigned char *, sqlite3_column_text, (sqlite3_stmt *statement, int column), (statement, column))
LAZY(int, sqlite3_column_type, (sqlite3_stmt *statement, int column), (statement, column))
LAZY(const char *, sqlite3_errmsg, (sqlite3 *database), (database))
LAZY(const char *, sqlite3_errstr, (int code), (code))
LAZY(
    int, sqlite3_exec,
    (sqlite3 *database, const char *statements, int (*each)(void *, int, char **, char **), void *context,
     char **problem),
    (database, statements, each, context, problem))
LAZY(
    int, sqlite3_file_control,
    (sqlite3 *database, const char *name, int operation, void *value),
    (database, name, operation, value))
LAZY(int, sqlite3_finalize, (sqlite3_stmt *statement), (statement))
LAZY(int, sqlite3_get_autocommit, (sqlite3 *database), (database))
LAZY(
    int, sqlite3_open_v2,
    (const char *path, sqlite3 **database, int flags, const char *system),
    (path, database, flags, system))
LAZY(
    int, sqlite3_prepare_v3,
    (sqlite3 *database, const char *text, int size, unsigned int flags, sqlite3_stmt **statement, const char **rest),
    (database, text, size, flags, statement, rest))
LAZY(int, sqlite3_reset, (sqlite3_stmt *statement), (statement))
LAZY(int, sqlite3_step, (sqlite3_stmt *statement), (statement))

int csqlite_keep_log_on_close(sqlite3 *database) {
    int persistent = 1;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &persistent);
    if (code != SQLITE_OK) return code;
    static _Atomic(void *) address;
    int (*configure)(sqlite3 *, int, ...) = clazy_address(LIBRARY, "sqlite3_db_config", &address);
    return configure(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
