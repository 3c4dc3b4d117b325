/*
 * A field is a string and a byte place in it.  Each change goes through
 * replace(), which keeps the text NFC and the cursor on a grapheme border.
 * Undo keeps whole texts: fields are short, and a whole text is never wrong.
 */
#include "ui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

enum { UNDO_MAX = 200 };

struct edit_undo {
	struct edit_undo *next; /* older */
	size_t cursor;
	char text[];
};

void edit_init(struct edit *edit, bool multi_line, size_t max)
{
	memset(edit, 0, sizeof(*edit));
	edit->text = (struct str)STR_INIT;
	edit->killed = (struct str)STR_INIT;
	edit->goal = -1;
	edit->multi_line = multi_line;
	edit->max = max;
}

static void drop_undo(struct edit_undo *step)
{
	while (step) {
		struct edit_undo *next = step->next;

		free(step);
		step = next;
	}
}

void edit_release(struct edit *edit)
{
	drop_undo(edit->undo);
	edit->undo = NULL;
	edit->undo_count = 0;
	str_release(&edit->text);
	str_release(&edit->killed);
}

void edit_set(struct edit *edit, const char *text)
{
	struct arena *arena = arena_new();
	char *clean = text_clean(arena, text, !edit->multi_line);

	drop_undo(edit->undo);
	edit->undo = NULL;
	edit->undo_count = 0;
	edit->undo_open = false;
	str_clear(&edit->text);
	str_add(&edit->text, clean);
	edit->cursor = edit->text.length;
	edit->goal = -1;
	edit->top = 0;
	arena_free(arena);
}

/* Before a change.  Steps of one `kind` (typing, deleting) that follow each
 * other are one; 0 always stands alone. */
static void remember(struct edit *edit, int kind)
{
	bool joins = edit->undo_open && kind && edit->undo_kind == kind && edit->undo;
	struct edit_undo *step;

	edit->undo_kind = kind;
	edit->undo_open = kind != 0;
	if (joins)
		return;
	step = malloc(sizeof(*step) + edit->text.length + 1);
	if (!step)
		log_fatal("out of memory");
	step->next = edit->undo;
	step->cursor = edit->cursor;
	memcpy(step->text, edit->text.text, edit->text.length + 1);
	edit->undo = step;
	if (++edit->undo_count <= UNDO_MAX)
		return;
	for (size_t i = 1; i < UNDO_MAX; i++)
		step = step->next;
	drop_undo(step->next);
	step->next = NULL;
	edit->undo_count = UNDO_MAX;
}

static enum edit_result undo(struct edit *edit)
{
	struct edit_undo *step = edit->undo;

	if (!step)
		return EDIT_MOVED;
	str_clear(&edit->text);
	str_add(&edit->text, step->text);
	edit->cursor = step->cursor;
	edit->undo = step->next;
	edit->undo_count--;
	edit->undo_open = false;
	free(step);
	return EDIT_CHANGED;
}

/* The grapheme border at or after `at`. */
static size_t border(const char *text, size_t at)
{
	size_t start;
	uint32_t code;

	if (!text[at])
		return at;
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	start = text_previous(text, at + text_decode(text + at, &code));
	return start == at ? at : text_next(text, start);
}

enum { KIND_ALONE, KIND_TYPING, KIND_DELETING };

/* Puts `insert` (clean) in place of [from, to).  FULL: nothing was changed. */
static enum edit_result replace(struct edit *edit, size_t from, size_t to, const char *insert,
				int kind)
{
	struct arena *arena = arena_new();
	const char *text = edit->text.text;
	char *before = text_nfc(arena, arena_printf(arena, "%.*s%s", (int)from, text, insert));
	char *whole = text_nfc(arena, arena_printf(arena, "%s%s", before, text + to));
	bool full = *insert && text_length(whole) > edit->max &&
		    text_length(whole) > text_length(text);

	if (!full) {
		size_t cursor = strlen(before), length = strlen(whole);

		remember(edit, kind);
		str_clear(&edit->text);
		str_add_bytes(&edit->text, whole, length);
		edit->cursor = border(edit->text.text, cursor < length ? cursor : length);
	}
	arena_free(arena);
	return full ? EDIT_FULL : EDIT_CHANGED;
}

/* Ends of line and tabs are no harm: they become spaces or newlines. */
static bool has_control(struct arena *arena, const char *text)
{
	char *plain = text_nfc(arena, text);

	for (char *c = plain; *c; c++)
		if (*c == '\r' || *c == '\t')
			*c = ' ';
	return text_has_control(plain, true);
}

/* Text from outside, whole or not at all: a part of it would look as if it were
 * all, and what holds control characters is not what its reader believes. */
static enum edit_result insert_text(struct edit *edit, const char *text, int kind)
{
	struct arena *arena = arena_new();
	char *clean = text_clean(arena, text, !edit->multi_line);
	enum edit_result result = EDIT_MOVED;

	if (has_control(arena, text))
		result = EDIT_CONTROL;
	else if (*clean)
		result = replace(edit, edit->cursor, edit->cursor, clean, kind);
	arena_free(arena);
	return result;
}

enum edit_result edit_newline(struct edit *edit)
{
	edit->goal = -1;
	return edit->multi_line ? insert_text(edit, "\n", KIND_ALONE) : EDIT_IGNORED;
}

/* Places to go to. */

static size_t to_start(const struct edit *edit)
{
	size_t at = edit->cursor;

	while (at > 0 && edit->text.text[at - 1] != '\n')
		at--;
	return at;
}

static size_t to_end(const struct edit *edit)
{
	return edit->cursor + strcspn(edit->text.text + edit->cursor, "\n");
}

static size_t to_left(const struct edit *edit)
{
	return text_previous(edit->text.text, edit->cursor);
}

static size_t to_right(const struct edit *edit)
{
	return text_next(edit->text.text, edit->cursor);
}

static size_t to_top(const struct edit *edit)
{
	(void)edit;
	return 0;
}

static size_t to_bottom(const struct edit *edit)
{
	return edit->text.length;
}

/* A line's end is taken with C-k when the cursor stands there already. */
static size_t to_kill_end(const struct edit *edit)
{
	size_t end = to_end(edit);

	return end == edit->cursor ? to_right(edit) : end;
}

/* Japanese has no spaces: a run of one script counts as a word. */
static int word_class(const char *text, size_t at)
{
	static const struct { uint32_t first, last; int class; } classes[] = {
		{ 0, ' ', 0 }, { '0', '9', 1 }, { 'A', 'Z', 1 }, { 'a', 'z', 1 }, { '_', '_', 1 },
		{ 0xC0, 0x24F, 1 }, { 0x3000, 0x3000, 0 }, { 0x3041, 0x309F, 2 },
		{ 0x30A1, 0x30FA, 3 }, { 0x30FC, 0x30FF, 3 }, { 0x3005, 0x3007, 4 },
		{ 0x3400, 0x9FFF, 4 }, { 0xF900, 0xFAFF, 4 }, { 0xFF10, 0xFF19, 1 },
		{ 0xFF21, 0xFF3A, 1 }, { 0xFF41, 0xFF5A, 1 }, { 0xFF66, 0xFF9F, 3 },
		{ 0x20000, 0x3FFFF, 4 },
	};
	uint32_t code;

	text_decode(text + at, &code);
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (code >= classes[i].first && code <= classes[i].last)
			return classes[i].class;
	return 5;
}

static size_t to_word_left(const struct edit *edit)
{
	const char *text = edit->text.text;
	size_t at = edit->cursor, before;
	int class = 0;

	while (at > 0) {
		before = text_previous(text, at);
		if (class != 0 && word_class(text, before) != class)
			break;
		class = word_class(text, before);
		at = before;
	}
	return at;
}

static size_t to_word_right(const struct edit *edit)
{
	const char *text = edit->text.text;
	size_t at = edit->cursor;
	int class = 0;

	while (text[at] && word_class(text, at) == 0)
		at = text_next(text, at);
	if (text[at])
		class = word_class(text, at);
	while (text[at] && word_class(text, at) == class)
		at = text_next(text, at);
	return at;
}

/* Keys. */

enum verb { VERB_MOVE, VERB_DELETE, VERB_KILL };

static const struct {
	const char *key;
	enum verb verb;
	size_t (*place)(const struct edit *edit);
} keys[] = {
	{ "Left", VERB_MOVE, to_left }, { "C-b", VERB_MOVE, to_left },
	{ "Right", VERB_MOVE, to_right }, { "C-f", VERB_MOVE, to_right },
	{ "Home", VERB_MOVE, to_start }, { "C-a", VERB_MOVE, to_start },
	{ "End", VERB_MOVE, to_end }, { "C-e", VERB_MOVE, to_end },
	{ "C-Home", VERB_MOVE, to_top }, { "C-End", VERB_MOVE, to_bottom },
	{ "C-Left", VERB_MOVE, to_word_left }, { "M-b", VERB_MOVE, to_word_left },
	{ "C-Right", VERB_MOVE, to_word_right }, { "M-f", VERB_MOVE, to_word_right },
	{ "Backspace", VERB_DELETE, to_left }, { "C-h", VERB_DELETE, to_left },
	{ "Delete", VERB_DELETE, to_right }, { "C-d", VERB_DELETE, to_right },
	{ "C-k", VERB_KILL, to_kill_end }, { "C-u", VERB_KILL, to_start },
	{ "C-w", VERB_KILL, to_word_left }, { "M-Backspace", VERB_KILL, to_word_left },
	{ "M-d", VERB_KILL, to_word_right },
};

static enum edit_result perform(struct edit *edit, enum verb verb, size_t to)
{
	size_t from = edit->cursor;

	if (verb == VERB_MOVE) {
		edit->cursor = to;
		edit->undo_open = false;
		return EDIT_MOVED;
	}
	if (to < from) {
		size_t keep = to;

		to = from;
		from = keep;
	}
	if (from == to)
		return EDIT_MOVED;
	if (verb == VERB_KILL) {
		str_clear(&edit->killed);
		str_add_bytes(&edit->killed, edit->text.text + from, to - from);
	}
	return replace(edit, from, to, "", verb == VERB_KILL ? KIND_ALONE : KIND_DELETING);
}

static bool is_key(struct key key, const char *name)
{
	struct key named;

	return key_parse(name, &named) && key_equal(named, key);
}

static enum edit_result other_key(struct edit *edit, struct key key)
{
	char character[5];

	if (is_key(key, "C-_") || is_key(key, "M-u"))
		return undo(edit);
	if (is_key(key, "C-y"))
		return insert_text(edit, edit->killed.text, KIND_ALONE);
	if (key.code == NAMED_PASTE)
		return insert_text(edit, key.text ? key.text : "", KIND_ALONE);
	if (key_text(key, character))
		return insert_text(edit, character, KIND_TYPING);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (is_key(key, keys[i].key))
			return perform(edit, keys[i].verb, keys[i].place(edit));
	return EDIT_IGNORED;
}

enum edit_result edit_key(struct edit *edit, struct key key, int columns)
{
	enum edit_result result;
	bool up = is_key(key, "Up"), down = is_key(key, "Down");

	if (up || down) {
		if (!edit->multi_line)
			return EDIT_IGNORED;
		edit->undo_open = false;
		return edit_move_row(edit, up ? -1 : 1, columns);
	}
	result = other_key(edit, key);
	if (result != EDIT_IGNORED)
		edit->goal = -1;
	return result;
}
