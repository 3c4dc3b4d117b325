/* Why a system call failed, in the current language; rare reasons in the system's own words. */
#ifndef LANG_REASON_H
#define LANG_REASON_H

const char *reason_say(int code);

#endif
