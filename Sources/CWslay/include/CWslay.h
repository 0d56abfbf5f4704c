#ifndef CWSLAY_H
#define CWSLAY_H

#include <stdbool.h>
#include <wslay/wslay.h>

// wslay, which frames WebSocket messages (RFC 6455), loaded when first needed: no command but those that read streams
// has any use for it. Only the types and constants of <wslay/wslay.h> are used directly; calling one of its functions
// instead of one of these does not link.

/// Loads wslay; safe to call from any thread and as often as one likes.
/// Returns NULL when it is there to be used, otherwise why it is not.
const char *_Nullable cwslay_load(void);

// What follows needs a cwslay_load that returned NULL.

int cwslay_client_init(
    wslay_event_context_ptr _Nullable *_Nonnull context, const struct wslay_event_callbacks *_Nonnull callbacks,
    void *_Nullable owner);
void cwslay_free(wslay_event_context_ptr _Nonnull context);
void cwslay_limit_messages(wslay_event_context_ptr _Nonnull context, uint64_t bytes);
int cwslay_queue(wslay_event_context_ptr _Nonnull context, const struct wslay_event_msg *_Nonnull message);
int cwslay_queue_close(wslay_event_context_ptr _Nonnull context, uint16_t status);
int cwslay_send(wslay_event_context_ptr _Nonnull context);
int cwslay_receive(wslay_event_context_ptr _Nonnull context);
bool cwslay_wants_to_send(wslay_event_context_ptr _Nonnull context);
bool cwslay_wants_to_receive(wslay_event_context_ptr _Nonnull context);
void cwslay_set_error(wslay_event_context_ptr _Nonnull context, int error);

#endif
