/*
 * A time of day 時刻: minutes since midnight, where the meeting is held.
 */
#ifndef BASE_DAYTIME_H
#define BASE_DAYTIME_H

#include <stdbool.h>

/* As people type it: 14:00, 9:00, 9.30, 1400, 14時, 14時30分, full width or not.
 * False: not understood, or no such time. */
bool daytime_understand(const char *text, int *minute);

/* "14:00", exactly; -1 when it is no such time, or NULL. */
int daytime_parse(const char *text);

#endif
