/*
 * Bytes of a terminal to keys, without a terminal: what tty.c reads goes in at
 * one end, keys come out at the other.
 *
 * We decode ourselves because get_wch() of ncurses loses the first bytes of a
 * character whose rest has not arrived, swallows what follows an invalid byte,
 * hands out unknown sequences as typed letters, and cannot be given back the
 * keys that were typed while we asked the terminal a question.
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "ui/key.h"

enum {
	INPUT_BYTES = 4096, INPUT_LEARNED = 48, INPUT_SEQUENCE = 16,
	INPUT_PASTE_MAX = 1 << 20 /* longer than any field may be */
};

struct input {
	char bytes[INPUT_BYTES];
	size_t length;
	struct { char bytes[INPUT_SEQUENCE]; size_t length; struct key key; } learned[INPUT_LEARNED];
	size_t learned_count;
	struct str paste;
	bool pasting, pasted;
};

void input_init(struct input *input);
void input_release(struct input *input);

/* A sequence of this terminal (from terminfo); one that is too long, or is
 * plain text, is not taken. */
void input_learn(struct input *input, const char *sequence, struct key key);

/* The names by which terminfo knows keys, in turn; NULL after the last. */
const char *input_capability(size_t index, struct key *key);

/* Takes bytes; how many there was room for (all, when input_key() was asked
 * until it had no more). */
size_t input_add(struct input *input, const char *bytes, size_t length);
size_t input_room(const struct input *input);

/*
 * The next key; false where more bytes are needed.  `rest` tells that nothing
 * followed in time, so that a lone Escape is the key and not a beginning.  The
 * text of a paste stays valid until the next call.
 */
bool input_key(struct input *input, bool rest, struct key *key);

/* True when bytes wait for their rest: ask again after a short time. */
bool input_begun(const struct input *input);

/* The terminal's answer to "where is the cursor" (ESC [ row ; column R) taken
 * out of what was read; 0 where there is none. */
int input_take_column(struct input *input);

#endif
