/*
 * packs/: each *.yaml with what lint says of it in English (.en) and Japanese
 * (.ja).  A file without its expectation fails, and so does a message of
 * words_content.h that no file brings up.  ENTAKU_BLESS=1 writes what is said
 * now; read it before it is committed.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

#define FOLDER "tests/content/packs"
#define WORDS "src/lang/words_content.h"

static const char *beside(struct arena *arena, const char *path, const char *ending)
{
	return arena_printf(arena, "%.*s%s", (int)(strlen(path) - strlen(".yaml")), path, ending);
}

static const char *name_of(const char *path)
{
	return strrchr(path, '/') + 1;
}

static void every_pack_says_what_is_expected(void **state)
{
	static const struct { enum lang which; const char *ending; } languages[] = {
		{ LANG_EN, ".en" }, { LANG_JA, ".ja" },
	};
	struct arena *arena = *state;
	char **path;
	size_t count = file_list(arena, FOLDER, ".yaml", &path);

	assert_true(count > 50);
	for (size_t i = 0; i < 2 * count; i++) {
		const char *file = path[i / 2], *ending = languages[i % 2].ending;
		const char *wanted = beside(arena, file, ending), *said;
		size_t length;
		char *bytes = support_file(arena, file, &length);

		said = support_faults(arena, languages[i % 2].which, name_of(file), bytes, length);
		if (getenv("ENTAKU_BLESS"))
			assert_true(file_write(wanted, said, strlen(said)));
		assert_string_equal(said, support_file(arena, wanted, &length));
	}
}

static void every_expectation_has_its_pack(void **state)
{
	static const char *const endings[] = { ".en", ".ja" };
	struct arena *arena = *state;

	for (size_t e = 0; e < 2; e++) {
		char **path;
		size_t count = file_list(arena, FOLDER, endings[e], &path), length;

		for (size_t i = 0; i < count; i++)
			support_file(arena, arena_printf(arena, "%.*s.yaml", (int)strlen(path[i]) - 3, path[i]),
				     &length);
	}
}

/* good- has no findings but notes, warn- has warnings only, bad- has an error. */
static const char *kind_of(struct arena *arena, const char *said)
{
	const char *kind = "good-";

	for (size_t length; *said; said += length + (said[length] == '\n')) {
		const char *line;

		length = strcspn(said, "\n");
		line = arena_strndup(arena, said, length);
		if (strstr(line, ": warning: "))
			kind = "warn-";
		else if (!strstr(line, ": note: "))
			return "bad-";
	}
	return kind;
}

static void names_of_packs_say_what_they_are(void **state)
{
	struct arena *arena = *state;
	char **path;
	size_t count = file_list(arena, FOLDER, ".yaml", &path);

	for (size_t i = 0; i < count; i++) {
		size_t length;
		char *bytes = support_file(arena, path[i], &length);
		const char *said = support_faults(arena, LANG_EN, "x", bytes, length);
		const char *kind = kind_of(arena, said);

		assert_memory_equal(name_of(path[i]), kind, strlen(kind));
	}
}

/* The longest part of a format that is the same in every message. */
static const char *fixed_part(struct arena *arena, const char *format, size_t length)
{
	const char *best = "";
	size_t start = 0;

	for (size_t i = 0; i <= length; i++) {
		size_t conversion;

		if (i < length && format[i] != '%')
			continue;
		if (i - start > strlen(best))
			best = arena_strndup(arena, format + start, i - start);
		conversion = i < length ? strcspn(format + i + 1, "sdux%") + 2 : 0;
		i += conversion ? conversion - 1 : 0;
		start = i + 1;
	}
	return best;
}

/* Words that are no messages of pack_read(): of find.c, of names, of sizes that
 * would make a file too large for the folder. */
static bool is_elsewhere(const char *word)
{
	static const char *const others[] = {
		"FILE_", "PACK_LARGE", "YAML_TOO_MANY", "PRINCIPLE", "DIRECTIVE", "CARD", "REF_P", "REF_D",
		"REF_C", "FRAMEWORK_METI", "FOUND_TEXT", "STARTER_",
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strncmp(word, others[i], strlen(others[i])) == 0)
			return true;
	return false;
}

static const char *unescaped(struct arena *arena, const char *text, size_t length)
{
	struct str out = STR_INIT;
	const char *result;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\')
			i++;
		str_add_char(&out, text[i] == 'n' && i > 0 && text[i - 1] == '\\' ? '\n' : text[i]);
	}
	result = arena_strdup(arena, out.text);
	str_release(&out);
	return result;
}

static void no_message_is_without_a_pack(void **state)
{
	static const char define[] = "#define WORD_";
	struct arena *arena = *state;
	struct str said = STR_INIT;
	size_t length, words = 0;
	char **path, *line = support_file(arena, WORDS, &length);
	size_t count = file_list(arena, FOLDER, ".en", &path);

	for (size_t i = 0; i < count; i++)
		str_add(&said, support_file(arena, path[i], &length));
	while ((line = strstr(line, define)) != NULL) {
		const char *english = strchr(line, '"') + 1;
		const char *end = strstr(english, "\", \"");
		const char *format;

		line += strlen(define);
		if (is_elsewhere(line))
			continue;
		format = unescaped(arena, english, (size_t)(end - english));
		if (!strstr(said.text, fixed_part(arena, format, strlen(format))))
			fail_msg("no pack brings up: %s", format);
		words++;
	}
	assert_true(words > 70);
	str_release(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_pack_says_what_is_expected, support_start, support_end),
		cmocka_unit_test_setup_teardown(every_expectation_has_its_pack, support_start, support_end),
		cmocka_unit_test_setup_teardown(names_of_packs_say_what_they_are, support_start, support_end),
		cmocka_unit_test_setup_teardown(no_message_is_without_a_pack, support_start, support_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
