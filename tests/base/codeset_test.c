/* Which codeset the locale asks for, and text in it. */
#include "base/codeset.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void locales_that_are_not_installed(void **state)
{
	static const struct { const char *all, *type, *lang, *foreign; } rows[] = {
		{ NULL, NULL, NULL, NULL }, { "", "", "", NULL }, { "C", NULL, NULL, NULL }, { "POSIX", NULL, NULL, NULL },
		{ "C.UTF-8", NULL, NULL, NULL }, { "xx_XX.utf8", NULL, NULL, NULL }, { "xx_XX.UTF-8@mod", NULL, NULL, NULL },
		{ "xx_XX.US-ASCII", NULL, NULL, NULL }, { "xx_XX", NULL, NULL, NULL }, { "xx_XX.", NULL, NULL, NULL },
		{ "xx_XX.eucJP", NULL, NULL, "eucJP" }, { "xx_XX.SJIS", NULL, NULL, "SJIS" },
		{ "xx_XX.ISO-8859-15@euro", NULL, NULL, "ISO-8859-15" }, { "xx_XX.KOI8-R", NULL, NULL, "KOI8-R" },
		{ "xx_XX.something", NULL, NULL, "something" },
		/* The first that is set counts, and no other. */
		{ "C", "xx_XX.eucJP", "xx_XX.SJIS", NULL }, { NULL, "xx_XX.eucJP", "xx_XX.SJIS", "eucJP" },
		{ "", "", "xx_XX.SJIS", "SJIS" }, { "xx_XX.UTF-8", NULL, "xx_XX.SJIS", NULL },
		{ "xx_XX.SJIS", "C", "C", "SJIS" },
		/* Nothing that a terminal obeys, no more than there is room for. */
		{ "xx_XX.euc\033[31mJP", NULL, NULL, "euc" },
		{ "xx_XX.abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", NULL, NULL, "abcdefghijklmnopqrstuvwxyzabcde" },
	};
	char name[CODESET_NAME];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		set("LC_ALL", rows[i].all);
		set("LC_CTYPE", rows[i].type);
		set("LANG", rows[i].lang);
		if (codeset_is_foreign(name) != (rows[i].foreign != NULL))
			fail_msg("row %zu: '%s'", i, name);
		if (rows[i].foreign)
			assert_string_equal(name, rows[i].foreign);
	}
}

/* False where the system has no localedef or not what it needs. */
static bool install(const char *folder, const char *source, const char *codeset, const char *locale)
{
	char path[300];
	pid_t child;
	int status;

	snprintf(path, sizeof(path), "%s/%s", folder, locale);
	child = fork();
	if (child == 0) {
		if (freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr))
			execlp("localedef", "localedef", "-i", source, "-f", codeset, path, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* What is installed counts by what it is, whatever its name says. */
static void locales_that_are_installed(void **state)
{
	static const struct { const char *source, *codeset, *locale, *foreign; } rows[] = {
		{ "C", "ISO-8859-1", "xx_XX", "ISO-8859-1" }, { "C", "EUC-JP", "xx_XX.ujis", "EUC-JP" },
		{ "C", "UTF-8", "yy_YY", NULL },
	};
	const char *base = getenv("TMPDIR");
	char folder[256], name[CODESET_NAME], command[300];
	size_t installed = 0;

	(void)state;
	snprintf(folder, sizeof(folder), "%s/entaku-locale-XXXXXX", base && base[0] ? base : "/tmp");
	assert_non_null(mkdtemp(folder));
	set("LOCPATH", folder);
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (!install(folder, rows[i].source, rows[i].codeset, rows[i].locale))
			continue;
		installed++;
		set("LC_ALL", rows[i].locale);
		if (codeset_is_foreign(name) != (rows[i].foreign != NULL))
			fail_msg("row %zu: '%s'", i, name);
		if (rows[i].foreign)
			assert_string_equal(name, rows[i].foreign);
	}
	set("LOCPATH", NULL);
	set("LC_ALL", "C.UTF-8");
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	assert_int_equal(system(command), 0);
	if (installed == 0)
		skip();
}

static void text_in_a_codeset(void **state)
{
	static const struct { const char *codeset, *text, *bytes; } rows[] = {
		{ "eucJP", "円卓 a\\~", "\xb1\xdf\xc2\xee a\\~" }, { "EUC-JP", "円", "\xb1\xdf" },
		{ "SJIS", "円卓 a\\~", "\x89\x7e\x91\xec a\\~" }, { "Shift_JIS", "表", "\x95\x5c" },
		{ "ISO-8859-1", "é円é", "\xe9?\xe9" }, { "ISO8859-15", "€", "\xa4" },
		{ "eucJP", "\U0001F468é", "?\x8f\xab\xb1" }, { "something", "a円é\n", "a??\n" },
		/* With states, or where ASCII is something else: never written. */
		{ "ISO-2022-JP", "円[", "?[" }, { "UTF-16", "円a", "?a" }, { "UTF-7", "円a", "?a" }, { "EBCDIC-US", "a", "a" },
		{ "", "円", "?" }, { "eucJP", "", "" },
		/* The same bytes in UTF-8: U+009B, after which a terminal obeys. */
		{ "SJIS", "ﾂ嫋31m", "\xc2?]31m" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str out = STR_INIT;

		codeset_convert(&out, rows[i].codeset, rows[i].text, strlen(rows[i].text));
		assert_string_equal(out.text, rows[i].bytes);
		str_release(&out);
	}
}

static void a_message_can_be_read_anywhere(void **state)
{
	static const struct { const char *codeset, *other, *text; } rows[] = {
		{ "eucJP", "円卓", "eucJP: no / 円卓" }, { "SJIS", "円卓", "SJIS: no / 円卓" },
		{ "ISO-8859-1", "円卓", "ISO-8859-1: no" }, { "something", "円卓", "something: no" },
		{ "eucJP", NULL, "eucJP: no" }, { "something", "a?", "something: no / a?" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str out = STR_INIT;

		codeset_say(&out, rows[i].codeset, "no", rows[i].other);
		assert_string_equal(out.text, rows[i].text);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locales_that_are_not_installed), cmocka_unit_test(locales_that_are_installed),
		cmocka_unit_test(text_in_a_codeset), cmocka_unit_test(a_message_can_be_read_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
