#include "CWslay.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static struct {
    int (*client_init)(wslay_event_context_ptr *, const struct wslay_event_callbacks *, void *);
    void (*free)(wslay_event_context_ptr);
    void (*limit)(wslay_event_context_ptr, uint64_t);
    int (*queue)(wslay_event_context_ptr, const struct wslay_event_msg *);
    int (*queue_close)(wslay_event_context_ptr, uint16_t, const uint8_t *, size_t);
    int (*send)(wslay_event_context_ptr);
    int (*receive)(wslay_event_context_ptr);
    int (*wants_to_send)(wslay_event_context_ptr);
    int (*wants_to_receive)(wslay_event_context_ptr);
    void (*set_error)(wslay_event_context_ptr, int);
} wslay;

static pthread_once_t load_once = PTHREAD_ONCE_INIT;
static const char *load_problem;
static char load_problem_text[512];

static void load(void) {
    load_problem = load_problem_text;
    void *library = dlopen("libwslay.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(
            load_problem_text, sizeof load_problem_text, "libwslay cannot be loaded: %s",
            reason == NULL ? "no reason given" : reason);
        return;
    }
    const struct {
        const char *name;
        void *target;
    } functions[] = {
        {"wslay_event_context_client_init", &wslay.client_init},
        {"wslay_event_context_free", &wslay.free},
        {"wslay_event_config_set_max_recv_msg_length", &wslay.limit},
        {"wslay_event_queue_msg", &wslay.queue},
        {"wslay_event_queue_close", &wslay.queue_close},
        {"wslay_event_send", &wslay.send},
        {"wslay_event_recv", &wslay.receive},
        {"wslay_event_want_write", &wslay.wants_to_send},
        {"wslay_event_want_read", &wslay.wants_to_receive},
        {"wslay_event_set_error", &wslay.set_error},
    };
    for (size_t index = 0; index < sizeof functions / sizeof functions[0]; index++) {
        void *address = dlsym(library, functions[index].name);
        if (address == NULL) {
            snprintf(load_problem_text, sizeof load_problem_text, "libwslay lacks %s", functions[index].name);
            return;
        }
        *(void **)functions[index].target = address;
    }
    load_problem = NULL;
}

const char *cwslay_load(void) {
    pthread_once(&load_once, load);
    return load_problem;
}

int cwslay_client_init(
    wslay_event_context_ptr *context, const struct wslay_event_callbacks *callbacks, void *owner) {
    return wslay.client_init(context, callbacks, owner);
}
void cwslay_free(wslay_event_context_ptr context) { wslay.free(context); }
void cwslay_limit_messages(wslay_event_context_ptr context, uint64_t bytes) { wslay.limit(context, bytes); }
int cwslay_queue(wslay_event_context_ptr context, const struct wslay_event_msg *message) {
    return wslay.queue(context, message);
}
int cwslay_queue_close(wslay_event_context_ptr context, uint16_t status) {
    return wslay.queue_close(context, status, NULL, 0);
}
int cwslay_send(wslay_event_context_ptr context) { return wslay.send(context); }
int cwslay_receive(wslay_event_context_ptr context) { return wslay.receive(context); }
bool cwslay_wants_to_send(wslay_event_context_ptr context) { return wslay.wants_to_send(context) != 0; }
bool cwslay_wants_to_receive(wslay_event_context_ptr context) { return wslay.wants_to_receive(context) != 0; }
void cwslay_set_error(wslay_event_context_ptr context, int error) { wslay.set_error(context, error); }
