#ifndef CLIBRARY_H
#define CLIBRARY_H

#include <stddef.h>

// Libraries that are loaded when a function of theirs is first called, so that a command that calls none pays for none.

struct clibrary_function {
    const char *name;
    // Where its address is to be put.
    void **address;
};

// Loads a library and finds the functions. A program that lacks one ends, as it would at its start had it been linked.
void clibrary_load(const char *library, const struct clibrary_function functions[], size_t count);

// Defines a function under its own name and type, which the compiler compares with the library's header: it is found by
// `load`, which is to put its address in `address_of_NAME`.
#define CLIBRARY_DEFINE(load, result, name, parameters, arguments) \
    static void *address_of_##name;                                \
    result name parameters {                                       \
        load();                                                    \
        return ((result(*) parameters)address_of_##name)arguments; \
    }

#endif
