#ifndef CLAZY_H
#define CLAZY_H

#include <stdatomic.h>

// Functions of libraries that are loaded when one of them is first called. A library that the program cannot do without
// but most of its commands can: where it is missing, the program ends then as it would have ended at its start.

/// Defines a function of a library under its own name and type, which the compiler compares with the library's header.
#define CLAZY_FUNCTION(library, result, name, parameters, arguments)                                                  \
    result name parameters {                                                                                          \
        static _Atomic(void *) address;                                                                               \
        return ((result(*) parameters)clazy_address(library, #name, &address))arguments;                              \
    }

/// The address of a library's function, loaded unless it is in `kept` already. Safe to call from any thread.
void *_Nonnull clazy_address(const char *_Nonnull library, const char *_Nonnull name, _Atomic(void *) *_Nonnull kept);

#endif
