#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

// libcurl, loaded when first needed. Linking it would make every start of the program load some thirty libraries
// (4 to 7 ms), network or not. The release brings one that loads five, in lib/lighter beside its bin, where that belongs to
// the program's owner alone. Only the types and constants of <curl/curl.h> are used directly; calling one of its
// functions instead of one of these does not link.

/// Loads libcurl and initialises it; safe to call from any thread and as often as one likes.
/// Returns NULL when libcurl is there to be used, otherwise why it is not.
const char *_Nullable ccurl_load(void);

/// Begins ccurl_load on a thread of its own, behind two others that load something: a program that is going to need libcurl
/// does something else meanwhile.
void ccurl_load_ahead(void (*_Nonnull first)(void), void (*_Nonnull second)(void));

/// The version text of the loaded library, "libcurl/7.88.1 OpenSSL/3.0.17 …". Needs ccurl_load.
const char *_Nonnull ccurl_version(void);

// What follows needs a ccurl_load that returned NULL.

CURL *_Nullable ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *_Nonnull handle);
/// Forgets all options; keeps live connections, the DNS cache and TLS sessions.
void ccurl_easy_reset(CURL *_Nonnull handle);
/// Performs the transfer with SIGPIPE held off: a peer that hangs up while TLS writes must not end the program.
CURLcode ccurl_easy_perform(CURL *_Nonnull handle);
const char *_Nonnull ccurl_easy_strerror(CURLcode code);

/// Sends over the connection of a handle that was performed with CURLOPT_CONNECT_ONLY; CURLE_AGAIN when it has to wait.
CURLcode ccurl_easy_send(CURL *_Nonnull handle, const void *_Nonnull bytes, size_t size, size_t *_Nonnull sent);
/// Receives over such a connection; no bytes when the peer has closed it.
CURLcode ccurl_easy_recv(CURL *_Nonnull handle, void *_Nonnull bytes, size_t size, size_t *_Nonnull received);

struct curl_slist *_Nullable ccurl_slist_append(struct curl_slist *_Nullable list, const char *_Nonnull text);
void ccurl_slist_free_all(struct curl_slist *_Nullable list);

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not call: one function for each kind of value.

CURLcode ccurl_setopt_long(CURL *_Nonnull handle, CURLoption option, long value);
CURLcode ccurl_setopt_offset(CURL *_Nonnull handle, CURLoption option, curl_off_t value);
CURLcode ccurl_setopt_string(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value);
CURLcode ccurl_setopt_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value);

/// For CURLOPT_WRITEFUNCTION, CURLOPT_HEADERFUNCTION and CURLOPT_READFUNCTION, which share one shape.
typedef size_t (*ccurl_data_function)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);
CURLcode ccurl_setopt_data_function(CURL *_Nonnull handle, CURLoption option, ccurl_data_function _Nonnull function);

/// For CURLOPT_SEEKFUNCTION.
typedef int (*ccurl_seek_function)(void *_Nullable context, curl_off_t offset, int origin);
CURLcode ccurl_setopt_seek_function(CURL *_Nonnull handle, ccurl_seek_function _Nonnull function);

/// For CURLOPT_XFERINFOFUNCTION.
typedef int (*ccurl_progress_function)(
    void *_Nullable context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up);
CURLcode ccurl_setopt_progress_function(CURL *_Nonnull handle, ccurl_progress_function _Nonnull function);

CURLcode ccurl_getinfo_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value);
/// For the CURLINFO_…_TIME_T values, in microseconds, and other values of type curl_off_t.
CURLcode ccurl_getinfo_offset(CURL *_Nonnull handle, CURLINFO info, curl_off_t *_Nonnull value);
/// For CURLINFO_ACTIVESOCKET.
CURLcode ccurl_getinfo_socket(CURL *_Nonnull handle, CURLINFO info, curl_socket_t *_Nonnull value);
/// What stands under a name in the server's own certificate, after a transfer with CURLOPT_CERTINFO; NULL for nothing. The
/// text belongs to the handle.
const char *_Nullable ccurl_certificate_field(CURL *_Nonnull handle, const char *_Nonnull name);
/// The text belongs to the handle.
CURLcode ccurl_getinfo_string(CURL *_Nonnull handle, CURLINFO info, const char *_Nullable *_Nonnull value);

#endif
