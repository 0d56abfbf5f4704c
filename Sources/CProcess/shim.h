#include <sys/prctl.h>

/// prctl(2) takes a variable number of arguments, and Swift calls no such function.
static inline int cprocess_set_dumpable(int is_dumpable) {
    return prctl(PR_SET_DUMPABLE, is_dumpable, 0, 0, 0);
}
