/*
 * Sequences are decoded by their form (ECMA-48: ESC [ numbers letter), so that
 * one we do not know is passed over whole; those of terminals with other forms
 * are learned from terminfo.
 */
#include "ui/input.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { ESCAPE = 0x1B, RUBOUT = 0x7F };

void input_init(struct input *input)
{
	memset(input, 0, sizeof(*input));
	input->paste = (struct str)STR_INIT;
}

void input_release(struct input *input)
{
	str_release(&input->paste);
}

void input_learn(struct input *input, const char *sequence, struct key key)
{
	size_t length = strlen(sequence);

	if (sequence[0] != ESCAPE || length < 2 || length > INPUT_SEQUENCE ||
	    input->learned_count == INPUT_LEARNED)
		return;
	memcpy(input->learned[input->learned_count].bytes, sequence, length);
	input->learned[input->learned_count].length = length;
	input->learned[input->learned_count].key = key;
	input->learned_count++;
}

/* F13 and on are what terminals call Shift-F1 and on.  kf15 is left out: it has
 * the form of an answer to where the cursor is. */
static const struct { const char *name; uint32_t code; unsigned modifiers; } capabilities[] = {
	{ "kcuu1", NAMED_UP, 0 }, { "kcud1", NAMED_DOWN, 0 }, { "kcub1", NAMED_LEFT, 0 },
	{ "kcuf1", NAMED_RIGHT, 0 }, { "khome", NAMED_HOME, 0 }, { "kend", NAMED_END, 0 },
	{ "kpp", NAMED_PAGE_UP, 0 }, { "knp", NAMED_PAGE_DOWN, 0 }, { "kich1", NAMED_INSERT, 0 },
	{ "kdch1", NAMED_DELETE, 0 }, { "kcbt", NAMED_BACKTAB, 0 }, { "kent", NAMED_ENTER, 0 },
	{ "kf1", NAMED_F1, 0 }, { "kf2", NAMED_F2, 0 }, { "kf3", NAMED_F3, 0 },
	{ "kf4", NAMED_F4, 0 }, { "kf5", NAMED_F5, 0 }, { "kf6", NAMED_F6, 0 },
	{ "kf7", NAMED_F7, 0 }, { "kf8", NAMED_F8, 0 }, { "kf9", NAMED_F9, 0 },
	{ "kf10", NAMED_F10, 0 }, { "kf11", NAMED_F11, 0 }, { "kf12", NAMED_F12, 0 },
	{ "kf13", NAMED_F1, KEY_SHIFT }, { "kf14", NAMED_F2, KEY_SHIFT },
	{ "kf16", NAMED_F4, KEY_SHIFT }, { "kf17", NAMED_F5, KEY_SHIFT },
	{ "kf18", NAMED_F6, KEY_SHIFT }, { "kf19", NAMED_F7, KEY_SHIFT },
	{ "kf20", NAMED_F8, KEY_SHIFT },
};

const char *input_capability(size_t index, struct key *key)
{
	if (index >= sizeof(capabilities) / sizeof(capabilities[0]))
		return NULL;
	*key = (struct key){ capabilities[index].code, capabilities[index].modifiers, NULL };
	return capabilities[index].name;
}

size_t input_room(const struct input *input)
{
	return sizeof(input->bytes) - input->length;
}

size_t input_add(struct input *input, const char *bytes, size_t length)
{
	if (length > input_room(input))
		length = input_room(input);
	memcpy(input->bytes + input->length, bytes, length);
	input->length += length;
	return length;
}

bool input_begun(const struct input *input)
{
	return input->length > 0 || input->pasting;
}

static void drop(struct input *input, size_t length)
{
	input->length -= length;
	memmove(input->bytes, input->bytes + length, input->length);
}

/* What one attempt found: a key and its bytes; none: 0. */
struct match { size_t length; struct key key; };

static struct match matched(size_t length, uint32_t code, unsigned modifiers)
{
	return (struct match){ length, { code, modifiers, NULL } };
}

static const struct match nothing = { 0, { NAMED_NONE, 0, NULL } };

/* One character, with the keys that are control characters. */
static struct match match_character(const char *bytes, size_t length, bool rest)
{
	static const struct { unsigned char byte; uint32_t code; } named[] = {
		{ '\r', NAMED_ENTER }, { '\t', NAMED_TAB }, { ESCAPE, NAMED_ESCAPE },
		{ RUBOUT, NAMED_BACKSPACE }, { '\b', NAMED_BACKSPACE },
	};
	unsigned char first = (unsigned char)bytes[0];
	size_t need = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	uint32_t code;

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (first == named[i].byte)
			return matched(1, named[i].code, 0);
	if (first < 0x20) /* C-a is 1, C-j 10, C-_ 31; 0 is C-Space */
		return matched(1, first == 0 ? ' ' : first < 27 ? first + 0x60u : first + 0x40u,
			       KEY_CTRL);
	if (first >= 0x80 && (first < 0xC2 || first > 0xF4))
		return matched(1, NAMED_UNKNOWN, 0);
	for (size_t i = 1; i < need && i < length; i++)
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
			return matched(i, NAMED_UNKNOWN, 0);
	if (length < need)
		return rest ? matched(length, NAMED_UNKNOWN, 0) : nothing;
	if (text_invalid_at(bytes, need) >= 0)
		return matched(need, NAMED_UNKNOWN, 0);
	text_decode(bytes, &code);
	return matched(need, code >= 0x80 && code < 0xA0 ? NAMED_UNKNOWN : code, 0);
}

/* The last letter of ESC [ … and ESC O …; the small ones are rxvt's Ctrl. */
static uint32_t letter_key(char letter, unsigned *modifiers)
{
	static const struct { char letter; uint32_t code; unsigned modifiers; } keys[] = {
		{ 'A', NAMED_UP, 0 }, { 'B', NAMED_DOWN, 0 }, { 'C', NAMED_RIGHT, 0 },
		{ 'D', NAMED_LEFT, 0 }, { 'H', NAMED_HOME, 0 }, { 'F', NAMED_END, 0 },
		{ 'P', NAMED_F1, 0 }, { 'Q', NAMED_F2, 0 }, { 'R', NAMED_F3, 0 },
		{ 'S', NAMED_F4, 0 }, { 'Z', NAMED_BACKTAB, 0 }, { 'M', NAMED_ENTER, 0 },
		{ 'I', NAMED_TAB, 0 },
		{ 'a', NAMED_UP, KEY_CTRL }, { 'b', NAMED_DOWN, KEY_CTRL },
		{ 'c', NAMED_RIGHT, KEY_CTRL }, { 'd', NAMED_LEFT, KEY_CTRL },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i].letter == letter) {
			*modifiers |= keys[i].modifiers;
			return keys[i].code;
		}
	}
	return NAMED_UNKNOWN;
}

/* ESC [ number ~ */
static uint32_t number_key(int number)
{
	static const struct { int first; uint32_t code; int count; } keys[] = {
		{ 1, NAMED_HOME, 1 }, { 2, NAMED_INSERT, 1 }, { 3, NAMED_DELETE, 1 },
		{ 4, NAMED_END, 1 }, { 5, NAMED_PAGE_UP, 1 }, { 6, NAMED_PAGE_DOWN, 1 },
		{ 7, NAMED_HOME, 1 }, { 8, NAMED_END, 1 }, { 11, NAMED_F1, 5 },
		{ 17, NAMED_F6, 5 }, { 23, NAMED_F11, 2 }, { 200, NAMED_PASTE, 1 },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (number >= keys[i].first && number < keys[i].first + keys[i].count)
			return keys[i].code + (uint32_t)(number - keys[i].first);
	return NAMED_UNKNOWN;
}

/* A character sent as a number with its modifiers (ESC [ 13 ; 3 u). */
static struct key number_character(int number, unsigned modifiers)
{
	char byte = (char)number;
	struct key key = { (uint32_t)number, modifiers, NULL };

	if (number == ESCAPE || number == '\r' || number == '\t' || number == RUBOUT)
		key.code = match_character(&byte, 1, true).key.code;
	else if (number < 0x20 || (number > 0x7E && number < 0xA0) || number > 0x10FFFF ||
		 (number >= 0xD800 && number <= 0xDFFF))
		key.code = NAMED_UNKNOWN;
	else if (modifiers & KEY_SHIFT && number >= 'a' && number <= 'z')
		key.code = (uint32_t)(number - 'a' + 'A');
	if (key.code < KEY_NAMED)
		key.modifiers &= ~(unsigned)KEY_SHIFT;
	return key;
}

/* The numbers between ESC [ and the letter; absent ones are 1. */
static void read_numbers(const char *bytes, size_t length, int number[3])
{
	int at = 0, value = 0;
	bool some = false;

	number[0] = number[1] = number[2] = 1;
	for (size_t i = 0; i < length && at < 3; i++) {
		if (bytes[i] >= '0' && bytes[i] <= '9') {
			value = value < 10000000 ? value * 10 + (bytes[i] - '0') : value;
			some = true;
		}
		if (bytes[i] == ';' || i + 1 == length) {
			if (some)
				number[at] = value;
			at++;
			value = 0;
			some = false;
		}
	}
}

static unsigned modifier_bits(int number)
{
	unsigned bits = number > 0 ? (unsigned)(number - 1) : 0;

	return (bits & 1 ? (unsigned)KEY_SHIFT : 0) | (bits & 2 ? (unsigned)KEY_ALT : 0) |
	       (bits & 4 ? (unsigned)KEY_CTRL : 0);
}

static bool between(char c, int first, int last)
{
	return (unsigned char)c >= first && (unsigned char)c <= last;
}

/* ESC [ … : `bytes` begin at ESC. */
static struct match match_csi(const char *bytes, size_t length, bool rest)
{
	size_t end = 2;
	struct match match;
	int number[3];

	if (length > 2 && bytes[2] == '[') { /* the Linux console's F1 to F5 */
		if (length < 4)
			return rest ? matched(length, NAMED_UNKNOWN, 0) : nothing;
		return matched(4, between(bytes[3], 'A', 'E') ?
			       NAMED_F1 + (uint32_t)(bytes[3] - 'A') : (uint32_t)NAMED_UNKNOWN, 0);
	}
	while (end < length && between(bytes[end], 0x20, 0x3F))
		end++;
	if (end == length && !rest)
		return nothing;
	if (end == length || !between(bytes[end], 0x40, 0x7E)) /* broken off */
		return end == 2 ? matched(2, '[', KEY_ALT) : matched(end, NAMED_UNKNOWN, 0);
	read_numbers(bytes + 2, end - 2, number);
	match = matched(end + 1, NAMED_UNKNOWN, modifier_bits(number[1]));
	if (end > 2 && !between(bytes[2], '0', '9'))
		return match; /* a report: ESC [ ? … */
	if (bytes[end] == 'u')
		match.key = number_character(number[0], match.key.modifiers);
	else if (bytes[end] == '~' && number[0] == 27)
		match.key = number_character(number[2], match.key.modifiers);
	else if (bytes[end] == '~')
		match.key.code = number_key(number[0]);
	else if (bytes[end] != 'R' && bytes[end] != 'I' && bytes[end] != 'M' && number[0] == 1)
		match.key.code = letter_key(bytes[end], &match.key.modifiers);
	return match;
}

/* ESC O … : the keypad sends its digits and signs in this form too. */
static struct match match_ss3(const char *bytes, size_t length, bool rest)
{
	static const char keypad[] = "*+,-./0123456789";
	unsigned modifiers = 0;
	uint32_t code;

	if (length < 3)
		return rest ? matched(2, 'O', KEY_ALT) : nothing;
	if (between(bytes[2], 'j', 'y'))
		return matched(3, (uint32_t)keypad[bytes[2] - 'j'], 0);
	if (bytes[2] == 'X')
		return matched(3, '=', 0);
	if (!between(bytes[2], 0x40, 0x7E))
		return matched(2, 'O', KEY_ALT);
	code = letter_key(bytes[2], &modifiers);
	return matched(3, code, modifiers);
}

/* The longest learned sequence that the bytes begin with; `may_grow` when a
 * longer one is still possible. */
static struct match match_learned(const struct input *input, bool *may_grow)
{
	struct match best = nothing;

	*may_grow = false;
	for (size_t i = 0; i < input->learned_count; i++) {
		size_t length = input->learned[i].length;

		if (length > input->length) {
			if (memcmp(input->bytes, input->learned[i].bytes, input->length) == 0)
				*may_grow = true;
		} else if (length > best.length &&
			   memcmp(input->bytes, input->learned[i].bytes, length) == 0) {
			best.length = length;
			best.key = input->learned[i].key;
		}
	}
	return best;
}

static struct match with_alt(struct match match)
{
	if (match.length == 0)
		return match;
	match.length++;
	if (match.key.code != NAMED_UNKNOWN && match.key.code != NAMED_PASTE)
		match.key.modifiers |= KEY_ALT;
	return match;
}

static struct match match_escape(const char *bytes, size_t length, bool rest)
{
	if (length == 1)
		return rest ? matched(1, NAMED_ESCAPE, 0) : nothing;
	if (bytes[1] == '[')
		return match_csi(bytes, length, rest);
	if (bytes[1] == 'O')
		return match_ss3(bytes, length, rest);
	if ((unsigned char)bytes[1] >= 0x80) /* what an input method commits is no Alt */
		return matched(1, NAMED_ESCAPE, 0);
	if (bytes[1] != ESCAPE)
		return with_alt(match_character(bytes + 1, length - 1, rest));
	if (length == 2 && !rest)
		return nothing;
	/* Escape twice, or Alt with a key that is a sequence itself. */
	if (length > 2 && bytes[2] == '[')
		return with_alt(match_csi(bytes + 1, length - 1, rest));
	if (length > 2 && bytes[2] == 'O')
		return with_alt(match_ss3(bytes + 1, length - 1, rest));
	return matched(1, NAMED_ESCAPE, 0);
}

static struct match match_next(struct input *input, bool rest)
{
	struct match match;
	bool may_grow;

	if (input->bytes[0] != ESCAPE)
		return match_character(input->bytes, input->length, rest);
	match = match_learned(input, &may_grow);
	if (may_grow && !rest)
		return nothing;
	if (match.length)
		return match;
	match = match_escape(input->bytes, input->length, rest);
	/* A sequence without an end must not fill the room for ever. */
	if (match.length == 0 && input_room(input) == 0)
		return matched(input->length, NAMED_UNKNOWN, 0);
	return match;
}

static const char paste_end[] = "\033[201~";

/* Moves text into the paste; true when its end was found (or given up). */
static bool take_paste(struct input *input, bool rest)
{
	size_t mark = sizeof(paste_end) - 1, at = 0, keep;

	while (at < input->length) {
		size_t left = input->length - at, same = left < mark ? left : mark;

		if (input->bytes[at] == ESCAPE && memcmp(input->bytes + at, paste_end, same) == 0)
			break;
		at++;
	}
	keep = INPUT_PASTE_MAX - input->paste.length;
	if (memchr(input->bytes, '\0', at)) {
		for (size_t i = 0; i < at; i++)
			if (input->bytes[i] == '\0')
				input->bytes[i] = 1; /* no text either; 0 would end the string */
	}
	str_add_bytes(&input->paste, input->bytes, at < keep ? at : keep);
	drop(input, at);
	if (input->length < mark)
		return rest;
	drop(input, mark);
	return true;
}

bool input_key(struct input *input, bool rest, struct key *key)
{
	struct match match;

	if (input->pasted) {
		str_clear(&input->paste);
		input->pasted = false;
	}
	if (!input->pasting) {
		if (input->length == 0)
			return false;
		match = match_next(input, rest);
		if (match.length == 0)
			return false;
		drop(input, match.length);
		*key = match.key;
		if (key->code == NAMED_UNKNOWN)
			key->modifiers = 0;
		if (key->code != NAMED_PASTE)
			return true;
		input->pasting = true;
	}
	if (!take_paste(input, rest))
		return false;
	input->pasting = false;
	input->pasted = true;
	*key = (struct key){ NAMED_PASTE, 0, input->paste.text };
	return true;
}

int input_take_column(struct input *input)
{
	for (size_t at = 0; at + 5 < input->length; at++) {
		int row, column, used = 0;
		char answer[24];

		snprintf(answer, sizeof(answer), "%.*s", (int)(input->length - at), input->bytes + at);
		if (sscanf(answer, "\033[%4d;%4dR%n", &row, &column, &used) != 2 || used == 0)
			continue;
		input->length -= (size_t)used;
		memmove(input->bytes + at, input->bytes + at + used, input->length - at);
		return column;
	}
	return 0;
}
