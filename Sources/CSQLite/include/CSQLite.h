#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

// SQLite, loaded when first needed: linked, it would take an eighth of every start, most of it to look up its own 1,600
// symbols, and many commands do without it. Its functions that are used are listed in functions.h and called by their own
// names; another one does not link. Where the library is missing the program ends as it would have ended at its start.

/// Loads SQLite now; safe to call from any thread and as often as one likes. While another thread loads a library, whoever
/// needs SQLite for the first time waits for it.
void csqlite_load(void);

/// Leaves the write-ahead log as it is when the last connection closes: the next one goes on with it. Swift cannot call
/// the variadic sqlite3_db_config.
int csqlite_keep_log_on_close(sqlite3 *_Nonnull database);

#endif
