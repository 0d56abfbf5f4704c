#include <stdint.h>

/// How often memory was asked for, by any thread, since the program began.
uint64_t allocation_count(void);
