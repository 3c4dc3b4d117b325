/* Why a system call failed, in the current language; rare reasons in the system's own words. */
#ifndef LANG_REASON_H
#define LANG_REASON_H

#include <stddef.h>

struct json_fault;

const char *reason_say(int code);

/* Why something is no JSON. */
const char *reason_json(const struct json_fault *fault, char *buffer, size_t size);

#endif
