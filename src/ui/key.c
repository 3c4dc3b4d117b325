/* One table of names serves both directions; what has no name is its own. */
#include "ui/key.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct { const char *name; uint32_t code; } names[] = {
	{ "Enter", NAMED_ENTER }, { "Escape", NAMED_ESCAPE }, { "Tab", NAMED_TAB },
	{ "S-Tab", NAMED_BACKTAB }, { "Backspace", NAMED_BACKSPACE },
	{ "Delete", NAMED_DELETE }, { "Insert", NAMED_INSERT },
	{ "Up", NAMED_UP }, { "Down", NAMED_DOWN }, { "Left", NAMED_LEFT },
	{ "Right", NAMED_RIGHT }, { "Home", NAMED_HOME }, { "End", NAMED_END },
	{ "PageUp", NAMED_PAGE_UP }, { "PageDown", NAMED_PAGE_DOWN },
	{ "F1", NAMED_F1 }, { "F2", NAMED_F2 }, { "F3", NAMED_F3 }, { "F4", NAMED_F4 },
	{ "F5", NAMED_F5 }, { "F6", NAMED_F6 }, { "F7", NAMED_F7 }, { "F8", NAMED_F8 },
	{ "F9", NAMED_F9 }, { "F10", NAMED_F10 }, { "F11", NAMED_F11 }, { "F12", NAMED_F12 },
	{ "Space", ' ' },
	/* Only for logs: nobody presses these. */
	{ "Resize", NAMED_RESIZE }, { "Paste", NAMED_PASTE }, { "None", NAMED_NONE },
	{ "Unknown", NAMED_UNKNOWN },
};

static const struct { char letter; unsigned bit; } modifiers[] = {
	{ 'C', KEY_CTRL }, { 'M', KEY_ALT }, { 'S', KEY_SHIFT },
};

enum { NAME_COUNT = sizeof(names) / sizeof(names[0]) };
enum { MODIFIER_COUNT = sizeof(modifiers) / sizeof(modifiers[0]) };

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/* One key has one form: Shift-Tab is BACKTAB, C-X is C-x, and a character has
 * no Shift, because the terminal sends it shifted already. */
static struct key normal(struct key key)
{
	if ((key.code == NAMED_TAB && key.modifiers & KEY_SHIFT) || key.code == NAMED_BACKTAB) {
		key.code = NAMED_BACKTAB;
		key.modifiers &= ~(unsigned)KEY_SHIFT;
	}
	if (key.code < KEY_NAMED)
		key.modifiers &= ~(unsigned)KEY_SHIFT;
	if (key.modifiers & KEY_CTRL && key.code >= 'A' && key.code <= 'Z')
		key.code += 'a' - 'A';
	return key;
}

static unsigned modifier_of(const char *name)
{
	for (size_t i = 0; i < MODIFIER_COUNT; i++)
		if (name[0] == modifiers[i].letter && name[1] == '-' && name[2])
			return modifiers[i].bit;
	return 0;
}

static bool parse_character(const char *name, uint32_t *code)
{
	size_t length = strlen(name);

	if (length == 0 || text_invalid_at(name, length) >= 0)
		return false;
	return text_decode(name, code) == length && !is_control(*code) && *code != ' ';
}

bool key_parse(const char *name, struct key *key)
{
	struct key read = { 0, 0, NULL };
	unsigned bit;

	for (; (bit = modifier_of(name)); name += 2) {
		if (read.modifiers & bit)
			return false;
		read.modifiers |= bit;
	}
	/* Most keys are letters, and no name is as short; each row of hints asks for some hundred. */
	for (size_t i = 0; name[0] && name[1] && i < NAME_COUNT && !read.code; i++)
		if (name[0] == names[i].name[0] && strcmp(name, names[i].name) == 0 && names[i].code < NAMED_RESIZE)
			read.code = names[i].code;
	if (!read.code && !parse_character(name, &read.code))
		return false;
	if (read.code < KEY_NAMED && read.modifiers & KEY_SHIFT)
		return false;
	*key = normal(read);
	return true;
}

static void encode(uint32_t code, char buffer[5])
{
	static const struct { uint32_t below; unsigned char lead; int more; } forms[] = {
		{ 0x80, 0, 0 }, { 0x800, 0xC0, 1 }, { 0x10000, 0xE0, 2 }, { 0x110000, 0xF0, 3 },
	};
	int form = 0, more;

	while (code >= forms[form].below)
		form++;
	more = forms[form].more;
	buffer[0] = (char)(forms[form].lead | code >> (6 * more));
	for (int i = 1; i <= more; i++)
		buffer[i] = (char)(0x80 | (code >> (6 * (more - i)) & 0x3F));
	buffer[more + 1] = '\0';
}

void key_format(struct key key, char *buffer, size_t size)
{
	char character[5];
	const char *name = NULL;
	size_t at = 0;

	key = normal(key);
	for (size_t i = 0; i < MODIFIER_COUNT; i++) {
		if (key.modifiers & modifiers[i].bit && at + 3 < size) {
			buffer[at++] = modifiers[i].letter;
			buffer[at++] = '-';
		}
	}
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].code == key.code)
			name = names[i].name;
	if (!name && key.code < KEY_NAMED) {
		encode(key.code, character);
		name = character;
	}
	snprintf(buffer + at, size - at, "%s", name ? name : "Unknown");
}

bool key_equal(struct key a, struct key b)
{
	a = normal(a);
	b = normal(b);
	return a.code == b.code && a.modifiers == b.modifiers;
}

/* What a Japanese input method sends for keys that are not letters. */
static const struct { uint32_t from, to; } kana_keys[] = {
	{ 0x300C, '[' }, { 0x300D, ']' }, { 0xFF62, '[' }, { 0xFF63, ']' },
	{ 0x3001, ',' }, { 0x3002, '.' }, { 0x30FB, '/' }, { 0x30FC, '-' }, { 0xFFE5, '\\' },
};

struct key key_fold(struct key key)
{
	if (key.code >= KEY_NAMED)
		return key;
	key.code = text_half(key.code);
	for (size_t i = 0; i < sizeof(kana_keys) / sizeof(kana_keys[0]); i++)
		if (key.code == kana_keys[i].from)
			key.code = kana_keys[i].to;
	return key;
}

bool key_text(struct key key, char buffer[5])
{
	if (key.code >= KEY_NAMED || key.modifiers & (KEY_CTRL | KEY_ALT) || is_control(key.code))
		return false;
	encode(key.code, buffer);
	return true;
}
