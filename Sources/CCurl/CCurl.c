#include "CCurl.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// 7.85 brought CURLOPT_PROTOCOLS_STR, 7.87 CURLOPT_QUICK_EXIT.
static const unsigned int oldest_version = 0x075700;

// The usual build first. libcurl-gnutls.so.4 is the same library on another TLS, with the same functions and options:
// on Debian every machine with git has it, with or without the other.
static const char *const library_names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

static struct {
    CURLcode (*global_init)(long);
    const char *(*version)(void);
    curl_version_info_data *(*version_info)(CURLversion);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_perform)(CURL *);
    const char *(*easy_strerror)(CURLcode);
    CURLcode (*easy_send)(CURL *, const void *, size_t, size_t *);
    CURLcode (*easy_recv)(CURL *, void *, size_t, size_t *);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
} curl;

static pthread_once_t load_once = PTHREAD_ONCE_INIT;
static const char *load_problem;
static char load_problem_text[512];

static bool resolve(void *library) {
    const struct {
        const char *name;
        void *target;
    } functions[] = {
        {"curl_global_init", &curl.global_init},       {"curl_version", &curl.version},
        {"curl_version_info", &curl.version_info},     {"curl_easy_init", &curl.easy_init},
        {"curl_easy_cleanup", &curl.easy_cleanup},     {"curl_easy_reset", &curl.easy_reset},
        {"curl_easy_perform", &curl.easy_perform},     {"curl_easy_strerror", &curl.easy_strerror},
        {"curl_easy_send", &curl.easy_send},           {"curl_easy_recv", &curl.easy_recv},
        {"curl_easy_setopt", &curl.easy_setopt},       {"curl_easy_getinfo", &curl.easy_getinfo},
        {"curl_slist_append", &curl.slist_append},     {"curl_slist_free_all", &curl.slist_free_all},
    };
    for (size_t index = 0; index < sizeof functions / sizeof functions[0]; index++) {
        void *address = dlsym(library, functions[index].name);
        if (address == NULL) {
            snprintf(load_problem_text, sizeof load_problem_text, "libcurl lacks %s", functions[index].name);
            return false;
        }
        *(void **)functions[index].target = address;
    }
    return true;
}

// The program's file and a library beside it belong to the same user, and nobody else can write to the library.
static bool is_trusted(int library, const char *program) {
    struct stat ours, theirs;
    return stat(program, &ours) == 0 && fstat(library, &theirs) == 0 && S_ISREG(theirs.st_mode)
        && theirs.st_uid == ours.st_uid && (theirs.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// A release brings a libcurl that has HTTP and TLS alone, and so loads in a third of the time.
static void *load_own(void) {
    static const char program[] = "/proc/self/exe", below[] = "/../lib/lighter/libcurl.so.4";
    char path[4096];
    ssize_t length = readlink(program, path, sizeof path - sizeof below);
    if (length <= 0) return NULL;
    path[length] = '\0';
    char *end = strrchr(path, '/');
    if (end == NULL) return NULL;
    memcpy(end, below, sizeof below);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) return NULL;
    void *library = NULL;
    if (is_trusted(file, program)) {
        // What was looked at is what is loaded.
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    }
    close(file);
    return library;
}

static void load(void) {
    void *library = load_own();
    load_problem = load_problem_text;
    for (size_t index = 0; library == NULL && index < sizeof library_names / sizeof library_names[0]; index++) {
        library = dlopen(library_names[index], RTLD_LAZY | RTLD_LOCAL);
        const char *reason = library == NULL ? dlerror() : NULL;
        if (index == 0 && reason != NULL) {
            snprintf(load_problem_text, sizeof load_problem_text, "libcurl cannot be loaded: %s", reason);
        }
    }
    if (library == NULL) return;
    if (!resolve(library)) return;
    const curl_version_info_data *info = curl.version_info(CURLVERSION_FIRST);
    if (info->version_num < oldest_version) {
        snprintf(
            load_problem_text, sizeof load_problem_text, "libcurl %s is too old: 7.87.0 or newer is needed",
            info->version);
        return;
    }
    CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) {
        snprintf(
            load_problem_text, sizeof load_problem_text, "libcurl cannot be initialised: %s",
            curl.easy_strerror(code));
        return;
    }
    load_problem = NULL;
}

const char *ccurl_load(void) {
    pthread_once(&load_once, load);
    return load_problem;
}

static void (*loads_before[2])(void);

static void *load_on_thread(void *unused) {
    (void)unused;
    for (size_t index = 0; index < sizeof loads_before / sizeof loads_before[0]; index++) loads_before[index]();
    ccurl_load();
    return NULL;
}

void ccurl_load_ahead(void (*first)(void), void (*second)(void)) {
    loads_before[0] = first;
    loads_before[1] = second;
    // Signals are for the thread that waits for a person or for the venue.
    sigset_t all, before;
    sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) return;
    pthread_t thread;
    // Without the thread whoever needs libcurl loads it.
    if (pthread_create(&thread, NULL, load_on_thread, NULL) == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

const char *ccurl_version(void) { return curl.version(); }

CURL *ccurl_easy_init(void) { return curl.easy_init(); }
void ccurl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }
void ccurl_easy_reset(CURL *handle) { curl.easy_reset(handle); }
const char *ccurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

// A peer that hangs up while something is sent must not end the program.
static bool hold_off_sigpipe(sigset_t *previous) {
    sigset_t pipe_signal, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigemptyset(&pending);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, previous);
    return sigismember(&pending, SIGPIPE) == 1;
}

static void let_sigpipe(bool was_pending, const sigset_t *previous) {
    if (!was_pending) {
        sigset_t pipe_signal;
        sigemptyset(&pipe_signal);
        sigaddset(&pipe_signal, SIGPIPE);
        const struct timespec at_once = {0, 0};
        while (sigtimedwait(&pipe_signal, NULL, &at_once) == SIGPIPE) {}
    }
    pthread_sigmask(SIG_SETMASK, previous, NULL);
}

CURLcode ccurl_easy_perform(CURL *handle) {
    sigset_t previous;
    bool was_pending = hold_off_sigpipe(&previous);
    CURLcode code = curl.easy_perform(handle);
    let_sigpipe(was_pending, &previous);
    return code;
}

CURLcode ccurl_easy_send(CURL *handle, const void *bytes, size_t size, size_t *sent) {
    sigset_t previous;
    bool was_pending = hold_off_sigpipe(&previous);
    CURLcode code = curl.easy_send(handle, bytes, size, sent);
    let_sigpipe(was_pending, &previous);
    return code;
}

CURLcode ccurl_easy_recv(CURL *handle, void *bytes, size_t size, size_t *received) {
    return curl.easy_recv(handle, bytes, size, received);
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
    return curl.slist_append(list, text);
}
void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLcode ccurl_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_data_function(CURL *handle, CURLoption option, ccurl_data_function function) {
    return curl.easy_setopt(handle, option, function);
}
CURLcode ccurl_setopt_seek_function(CURL *handle, ccurl_seek_function function) {
    return curl.easy_setopt(handle, CURLOPT_SEEKFUNCTION, function);
}
CURLcode ccurl_setopt_progress_function(CURL *handle, ccurl_progress_function function) {
    return curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

const char *ccurl_certificate_field(CURL *handle, const char *name) {
    struct curl_certinfo *chain = NULL;
    if (curl.easy_getinfo(handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL) return NULL;
    if (chain->num_of_certs < 1) return NULL;
    size_t length = strlen(name);
    for (const struct curl_slist *field = chain->certinfo[0]; field != NULL; field = field->next) {
        if (strncmp(field->data, name, length) == 0 && field->data[length] == ':') return field->data + length + 1;
    }
    return NULL;
}

CURLcode ccurl_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl.easy_getinfo(handle, info, value);
}
CURLcode ccurl_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl.easy_getinfo(handle, info, value);
}
CURLcode ccurl_getinfo_socket(CURL *handle, CURLINFO info, curl_socket_t *value) {
    return curl.easy_getinfo(handle, info, value);
}
CURLcode ccurl_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
    return curl.easy_getinfo(handle, info, (char **)value);
}
