/*
 * The whole program in locales that ask for another codeset than UTF-8, installed or not:
 * the screens refuse before they touch the terminal, commands write what it can show.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support/meeting.h"
#include "support/program.h"
#include "support/term.h"

enum { WORDS = 4 };

/* Rows end in NULL: the program's words, then what its environment has more. */
static struct term *start(struct meeting *meeting, const char *const *words, const char *language,
			  const char *const *more)
{
	const char *env[10] = { arena_printf(meeting->arena, "HOME=%s", meeting->home),
				arena_printf(meeting->arena, "ENTAKU_LANG=%s", language),
				arena_printf(meeting->arena, "ENTAKU_DB=%s", meeting->database) };
	const char *argv[WORDS + 2] = { getenv("ENTAKU") };

	for (size_t i = 0; i < WORDS && words[i]; i++)
		argv[i + 1] = words[i];
	for (size_t i = 0; i < 4 && more[i]; i++)
		env[3 + i] = more[i];
	return term_open(24, 200, env, argv);
}

/* Nothing but ASCII, and no order. */
static void is_plain(struct term *term)
{
	for (int byte = 0x80; byte < 0x100; byte++)
		assert_false(term_wrote(term, (char[]){ (char)byte, '\0' }));
	assert_false(term_wrote(term, "\033"));
}

static const char *const screens[][WORDS] = {
	{ "run", "1" }, { "run" }, { "room", "1" }, { "seat", "1", "Sato" }, { "run", "--sample" },
};

static const struct { const char *env[4], *name; } foreign[] = {
	{ { "LC_ALL=ja_JP.eucJP" }, "eucJP" }, { { "LC_ALL=ja_JP.SJIS" }, "SJIS" },
	{ { "LC_ALL=en_US.ISO-8859-1" }, "ISO-8859-1" }, { { "LC_ALL=xx_XX.unheard-of" }, "unheard-of" },
	{ { "LC_ALL=", "LC_CTYPE=ja_JP.eucJP", "LANG=C.UTF-8" }, "eucJP" },
	{ { "LC_ALL", "LC_CTYPE", "LANG=de_DE.ISO-8859-15@euro" }, "ISO-8859-15" },
};

static void screens_refuse(void **state)
{
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		for (size_t k = 0; k < (i == 0 ? sizeof(screens) / sizeof(screens[0]) : 1); k++) {
			struct term *term = start(&meeting, screens[k], "en", foreign[i].env);

			SAYS(term, arena_printf(meeting.arena, "entaku: %s: the locale names this encoding", foreign[i].name));
			SAYS(term, "LC_ALL=C.UTF-8");
			is_plain(term);
			assert_int_equal(term_close(term), 69);
		}
	meeting_remove(&meeting);
}

/* In English, and behind it in Japanese where the terminal has the letters. */
static void the_refusal_in_japanese(void **state)
{
	static const char *const eucjp[] = { "LC_ALL=ja_JP.eucJP", NULL }, *const sjis[] = { "LC_ALL=ja_JP.SJIS", NULL },
			  *const latin[] = { "LC_ALL=ja_JP.ISO-8859-1", NULL };
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	term = start(&meeting, screens[0], "ja", eucjp);
	SOON(term, term_wrote(term, "screen needs UTF-8") && term_wrote(term, " / \xa5\xed\xa5\xb1\xa1\xbc\xa5\xeb"));
	assert_false(term_wrote(term, "ロ"));
	assert_int_equal(term_close(term), 69);
	term = start(&meeting, screens[0], "ja", sjis);
	SOON(term, term_wrote(term, "screen needs UTF-8") && term_wrote(term, " / \x83\x8d\x83\x50\x81\x5b\x83\x8b"));
	assert_int_equal(term_close(term), 69);
	term = start(&meeting, screens[0], "ja", latin);
	SOON(term, term_wrote(term, "screen needs UTF-8"));
	is_plain(term);
	assert_int_equal(term_close(term), 69);
	meeting_remove(&meeting);
}

/* On its terminal a command writes what that can show, and says so; the bytes of a letter
 * are no orders there (U+30DB ends in 0x9B). */
static void commands_convert(void **state)
{
	static const char *const packs[WORDS] = { "packs" }, *const missing[WORDS] = { "show", "ホ" },
			  *const eucjp[] = { "LC_ALL=ja_JP.eucJP", NULL }, *const latin[] = { "LC_ALL=en_US.ISO-8859-1", NULL };
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	term = start(&meeting, packs, "ja", eucjp);
	SOON(term, term_wrote(term, "meti-2015  ") && term_wrote(term, "\xb8\xb6\xc2\xa7" /* 原則 */) &&
	     term_wrote(term, "files and pipes get UTF-8"));
	assert_false(term_wrote(term, "原"));
	assert_int_equal(term_close(term), 0);
	term = start(&meeting, packs, "ja", latin);
	SOON(term, term_wrote(term, "meti-2015  ") && term_wrote(term, "files and pipes get UTF-8"));
	is_plain(term);
	assert_int_equal(term_close(term), 0);
	term = start(&meeting, missing, "en", latin);
	SOON(term, term_wrote(term, "'?'") && term_wrote(term, "files and pipes get UTF-8"));
	is_plain(term);
	assert_int_equal(term_close(term), 66);
	meeting_remove(&meeting);
}

/* The same bytes as ever where no terminal is. */
static void files_and_pipes_are_utf8(void **state)
{
	static const char *const locales[] = { "ja_JP.eucJP", "en_US.ISO-8859-1", "C", "POSIX", "" };
	struct arena *arena = arena_new();
	const char *place = place_new(arena);
	struct run run = { .language = "ja", .word = { "packs" } };
	struct result usual = program_run(place, &run);

	(void)state;
	assert_non_null(strstr(usual.out.text, "原則"));
	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
		run.locale = locales[i];
		expect_run(place, &run, 0, usual.out.text, "");
	}
	result_release(&usual);
	place_remove(place);
	arena_free(arena);
}

/* C, POSIX, none, and what is not installed but says UTF-8: today's terminals are UTF-8. */
static void locales_that_say_nothing_else(void **state)
{
	static const char *const rows[][4] = {
		{ "LC_ALL=C" }, { "LC_ALL=POSIX" }, { "LC_ALL", "LANG" }, { "LC_ALL", "LANG=C" },
		{ "LC_ALL=no_SUCH.UTF-8" }, { "LC_ALL=no_SUCH" }, { "LC_ALL=", "LC_CTYPE=C" },
		/* The first that is set counts alone. */
		{ "LC_ALL=C", "LC_CTYPE=ja_JP.eucJP", "LANG=ja_JP.eucJP" },
	};
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct term *term = start(&meeting, screens[0], "en", rows[i]);

		SEES(term, "Suzuki");
		term_type(term, "L");
		SEES(term, "参加者");
		meeting_quit(term);
	}
	meeting_remove(&meeting);
}

static bool install(const char *folder, const char *codeset, const char *locale, struct arena *arena)
{
	const char *path = arena_printf(arena, "%s/%s", folder, locale);
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr))
			execlp("localedef", "localedef", "-i", "C", "-f", codeset, path, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The name alone does not tell it: the system does. */
static void locales_that_are_installed(void **state)
{
	static const struct { const char *codeset, *locale; } rows[] = { { "EUC-JP", "xx_XX" }, { "EUC-JP", "xx_XX.eucJP" } };
	struct meeting meeting;
	const char *folder;
	size_t installed = 0;

	(void)state;
	meeting_new(&meeting);
	folder = arena_printf(meeting.arena, "%s/locales", meeting.folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *more[] = { arena_printf(meeting.arena, "LC_ALL=%s", rows[i].locale),
				       arena_printf(meeting.arena, "LOCPATH=%s", folder), NULL };
		struct term *term;

		if (!install(folder, rows[i].codeset, rows[i].locale, meeting.arena))
			continue;
		installed++;
		term = start(&meeting, screens[0], "en", more);
		SAYS(term, "EUC-JP: the locale names this encoding");
		is_plain(term);
		assert_int_equal(term_close(term), 69);
	}
	meeting_remove(&meeting);
	if (installed == 0)
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_refuse), cmocka_unit_test(the_refusal_in_japanese),
		cmocka_unit_test(commands_convert), cmocka_unit_test(files_and_pipes_are_utf8),
		cmocka_unit_test(locales_that_say_nothing_else), cmocka_unit_test(locales_that_are_installed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
