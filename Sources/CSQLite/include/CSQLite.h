#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

// SQLite, loaded when first needed. Its functions that are used are defined in CSQLite.c and called by their own names;
// another one does not link.

/// Leaves the write-ahead log as it is when the last connection closes: the next one goes on with it. Swift cannot call
/// the variadic sqlite3_db_config.
int csqlite_keep_log_on_close(sqlite3 *database);

#endif
