/* Screens as pictures in text, compared with what they were. */
#ifndef APP_SUPPORT_GOLDEN_H
#define APP_SUPPORT_GOLDEN_H

#include <stdbool.h>
#include <stddef.h>

struct room;

#define GOLDEN_FOLDER "tests/app/screens"

struct golden_screen { const char *name; void (*show)(struct room *room); };

/* Every screen in both languages at 120x36 and 80x24: GOLDEN_FOLDER/NAME.LANG.WxH.txt.
 * The test fails when one differs; ENTAKU_BLESS=1 writes them anew. */
void golden_screens(const struct golden_screen *screen, size_t count);

/* True when the picture is as it was, or has just been blessed. */
bool golden_same(struct room *room, const char *path, const char *dump);

#endif
