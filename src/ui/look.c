/* To change how a style looks, change its row. */
#include "ui/look.h"

#include <string.h>

#include "base/codeset.h"
#include "base/error.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_keys.h"

#define P LOOK_PLAIN
#define B LOOK_BOLD
#define R LOOK_REVERSE
#define U LOOK_UNDERLINE

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, NONE = -1 };

static const struct look looks[STYLE_COUNT] = {
	[STYLE_TEXT] = { P, P, NONE, NONE, NONE, NONE },
	[STYLE_STRONG] = { B, B, NONE, NONE, NONE, NONE },
	[STYLE_DIM] = { P, P, NONE, NONE, 244, NONE },
	[STYLE_TITLE] = { B, B, NONE, NONE, 32, NONE },
	[STYLE_BAR] = { R | B, B, WHITE, BLUE, 231, 24 },
	[STYLE_BORDER] = { P, P, NONE, NONE, 244, NONE },
	[STYLE_SELECTED] = { R, R, NONE, NONE, NONE, NONE },
	[STYLE_FIELD] = { U, U, NONE, NONE, NONE, NONE },
	[STYLE_FIELD_OPEN] = { U | B, U | B, NONE, NONE, NONE, NONE },
	[STYLE_HINT_KEY] = { B, B, NONE, NONE, 32, NONE },
	[STYLE_HINT] = { P, P, NONE, NONE, NONE, NONE },
	[STYLE_GOOD] = { P, P, GREEN, NONE, 28, NONE },
	[STYLE_WARNING] = { B, B, BLACK, YELLOW, 166, NONE },
	[STYLE_ALERT] = { R | B, B, WHITE, RED, 231, 160 },
	[STYLE_NOTE] = { P, P, MAGENTA, NONE, 96, NONE },
	[STYLE_LABEL] = { P, P, NONE, NONE, 30, NONE },
	[STYLE_LEVEL_1] = { P, P, WHITE, BLUE, 231, 25 },
	[STYLE_LEVEL_2] = { P, P, BLACK, CYAN, 231, 30 },
	[STYLE_LEVEL_3] = { B, P, BLACK, GREEN, 231, 28 },
	[STYLE_LEVEL_4] = { B, B, BLACK, YELLOW, 16, 214 },
	[STYLE_LEVEL_5] = { B | U, B, WHITE, RED, 231, 166 },
};

const struct look *look_of(enum style style)
{
	return &looks[style];
}

static bool begins(const char *term, const char *const *names)
{
	for (; *names; names++)
		if (strncmp(term, *names, strlen(*names)) == 0)
			return true;
	return false;
}

bool look_is_plain(const char *term)
{
	static const char *const names[] = {
		"linux", "vt", "ansi", "cons25", "hurd", "mach", "sun", "pcansi", "dumb", NULL,
	};

	return begins(term, names);
}

bool look_answers(const char *term)
{
	static const char *const names[] = { "xterm", "screen", "tmux", NULL };

	return begins(term, names);
}

bool look_codeset(struct error *err)
{
	static const struct words words = W(TTY_CODESET);
	struct str text = STR_INIT;
	char name[CODESET_NAME];

	if (!codeset_is_foreign(name))
		return true;
	codeset_say(&text, name, words.en, lang == LANG_JA ? words.ja : NULL);
	error_set(err, ERROR_TERMINAL, "%s", text.text);
	str_release(&text);
	return false;
}
