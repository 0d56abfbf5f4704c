#include <sqlite3.h>

/// Leaves the write-ahead log as it is when the last connection closes: the next one goes on with it. Swift cannot call
/// the variadic sqlite3_db_config.
static inline int csqlite_keep_log_on_close(sqlite3 *database) {
    int persistent = 1;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &persistent);
    if (code != SQLITE_OK) return code;
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
