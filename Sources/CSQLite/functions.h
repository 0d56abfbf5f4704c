// FUNCTION(result, name, parameters, arguments) for each function of SQLite that is used.

FUNCTION(const char *, sqlite3_errmsg, (sqlite3 *database), (database))
FUNCTION(const char *, sqlite3_errstr, (int code), (code))
FUNCTION(const char *, sqlite3_libversion, (void), ())

FUNCTION(int, sqlite3_busy_timeout, (sqlite3 *database, int milliseconds), (database, milliseconds))
FUNCTION(int, sqlite3_close_v2, (sqlite3 *database), (database))
FUNCTION(
    int, sqlite3_exec,
    (sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context, char **message),
    (database, sql, row, context, message))
FUNCTION(
    int, sqlite3_file_control, (sqlite3 *database, const char *name, int operation, void *argument),
    (database, name, operation, argument))
FUNCTION(int, sqlite3_get_autocommit, (sqlite3 *database), (database))
FUNCTION(
    int, sqlite3_open_v2, (const char *path, sqlite3 **database, int flags, const char *system),
    (path, database, flags, system))

FUNCTION(
    int, sqlite3_prepare_v3,
    (sqlite3 *database, const char *sql, int size, unsigned int flags, sqlite3_stmt **statement, const char **rest),
    (database, sql, size, flags, statement, rest))
FUNCTION(
    int, sqlite3_bind_int64, (sqlite3_stmt *statement, int index, sqlite3_int64 value), (statement, index, value))
FUNCTION(int, sqlite3_bind_null, (sqlite3_stmt *statement, int index), (statement, index))
FUNCTION(
    int, sqlite3_bind_text,
    (sqlite3_stmt *statement, int index, const char *text, int size, void (*destructor)(void *)),
    (statement, index, text, size, destructor))
FUNCTION(int, sqlite3_step, (sqlite3_stmt *statement), (statement))
FUNCTION(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt *statement, int column), (statement, column))
FUNCTION(const unsigned char *, sqlite3_column_text, (sqlite3_stmt *statement, int column), (statement, column))
FUNCTION(int, sqlite3_column_type, (sqlite3_stmt *statement, int column), (statement, column))
FUNCTION(int, sqlite3_reset, (sqlite3_stmt *statement), (statement))
FUNCTION(int, sqlite3_finalize, (sqlite3_stmt *statement), (statement))
