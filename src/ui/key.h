/*
 * One key as the program sees it: a character or a named key, with modifiers.
 * Names are text ("d", "Enter", "C-s", "M-Enter", "F9", "Space", "あ"), the
 * same in the binding table, in help, in the man page and in key scripts.
 */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { /* named keys follow the last code point */
	KEY_NAMED = 0x110000,
	NAMED_ENTER = KEY_NAMED, NAMED_ESCAPE, NAMED_TAB, NAMED_BACKTAB, NAMED_BACKSPACE,
	NAMED_DELETE, NAMED_INSERT, NAMED_UP, NAMED_DOWN, NAMED_LEFT, NAMED_RIGHT,
	NAMED_HOME, NAMED_END, NAMED_PAGE_UP, NAMED_PAGE_DOWN,
	NAMED_F1, NAMED_F2, NAMED_F3, NAMED_F4, NAMED_F5, NAMED_F6, NAMED_F7, NAMED_F8,
	NAMED_F9, NAMED_F10, NAMED_F11, NAMED_F12,
	NAMED_RESIZE,             /* the terminal changed its size */
	NAMED_PASTE,              /* `text` holds what was pasted */
	NAMED_NONE,               /* nothing came in time */
	NAMED_UNKNOWN             /* a sequence that we do not know: ignored */
};

enum { KEY_CTRL = 1, KEY_ALT = 2, KEY_SHIFT = 4 };

struct key {
	uint32_t code;            /* code point or NAMED_*; C-a is 'a' with KEY_CTRL */
	unsigned modifiers;
	const char *text;         /* NAMED_PASTE only; belongs to whoever read it */
};

/* "C-s" to the key and back; false: no such name.  The buffer: 32 bytes.  (Not
 * key_name: ncurses has a function of that name, and it is one program.) */
bool key_parse(const char *name, struct key *key);
void key_format(struct key key, char *buffer, size_t size);
bool key_equal(struct key a, struct key b);

/* A key with full-width letters folded, for commands (not for text). */
struct key key_fold(struct key key);

/* The character as UTF-8 when the key is plain text; false for all others. */
bool key_text(struct key key, char buffer[5]);

#endif
