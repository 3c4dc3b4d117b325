/* The option scanner: order, values, and what is said when it is wrong. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/option.h"

#define WORDS(text) { .en = (text), .ja = (text) }

static const struct option_row global[] = {
	{ "db", 0, TAKES_FILE, "FILE", NULL, false, WORDS("database") },
	{ "help", 'h', TAKES_NOTHING, NULL, NULL, false, WORDS("help") },
};
static const struct option_row own[] = {
	{ "title", 't', TAKES_TEXT, "TEXT", NULL, false, WORDS("title") },
	{ "size", 0, TAKES_CHOICE, "SIZE", "big small", false, WORDS("size") },
	{ "person", 0, TAKES_TEXT, "P", NULL, true, WORDS("person") },
};
static const struct option_table tables[] = { { global, 2 }, { own, 3 } };

/* A command line of at most 15 words, ended by NULL. */
static bool scan(struct arguments *arguments, bool first_only, int *rest, struct error *err, ...)
{
	char words[16][64], *argv[17];
	va_list list;
	int argc = 0;

	va_start(list, err);
	for (const char *word; argc < 16 && (word = va_arg(list, const char *)); argc++) {
		memcpy(words[argc], word, strlen(word) + 1);
		argv[argc] = arena_strdup(arguments->arena, words[argc]);
	}
	va_end(list);
	argv[argc] = NULL;
	return option_scan(arguments, tables, 2, argc, argv, first_only, rest, err);
}

static void options_and_operands_mix(void **state)
{
	struct arguments arguments = { .arena = arena_new() };
	struct error err;
	int rest;

	(void)state;
	assert_true(scan(&arguments, false, &rest, &err, "new", "a", "--title", "x", "-", "--person=1",
			 "--person", "2", "--", "--db", NULL));
	assert_int_equal(arguments.operand_count, 3);
	assert_string_equal(arguments.operand[0], "a");
	assert_string_equal(arguments.operand[1], "-");
	assert_string_equal(arguments.operand[2], "--db");
	assert_string_equal(option_value(&arguments, "title"), "x");
	assert_string_equal(option_nth(&arguments, "person", 0), "1");
	assert_string_equal(option_nth(&arguments, "person", 1), "2");
	assert_null(option_nth(&arguments, "person", 2));
	assert_false(option_is(&arguments, "db"));
	arena_free(arguments.arena);
}

static void the_first_scan_stops_at_the_command(void **state)
{
	struct arguments arguments = { .arena = arena_new() };
	struct error err;
	int rest;

	(void)state;
	assert_true(scan(&arguments, true, &rest, &err, "entaku", "--db", "f", "new", "--nonsense", NULL));
	assert_int_equal(rest, 3);
	assert_string_equal(option_value(&arguments, "db"), "f");
	assert_int_equal(arguments.operand_count, 0);
	arena_free(arguments.arena);
}

static void mistakes_are_named(void **state)
{
	static const struct { const char *word, *next, *says; } rows[] = {
		{ "--titel=x", NULL, "did you mean '--title'?" },
		{ "--zzz", NULL, "'--zzz'" },
		{ "-z", NULL, "'-z'" },
		{ "--title", NULL, "--title: a value is missing" },
		{ "-t", NULL, "-t: a value is missing" },
		{ "--help=yes", NULL, "--help: takes no value" },
		{ "--size", "huge", "'huge' is not a choice; write one of: big small" },
		{ "--size", "bi", "'bi' is not a choice" },
		{ "--title", "\xff", "not UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arguments arguments = { .arena = arena_new() };
		struct error err = { ERROR_NONE, "" };
		int rest;

		assert_false(scan(&arguments, false, &rest, &err, "new", rows[i].word, rows[i].next, NULL));
		assert_int_equal(err.class, ERROR_USAGE);
		if (!strstr(err.text, rows[i].says))
			fail_msg("%s: said '%s'", rows[i].word, err.text);
		arena_free(arguments.arena);
	}
}

static void a_path_may_hold_any_byte(void **state)
{
	struct arguments arguments = { .arena = arena_new() };
	struct error err;
	int rest;

	(void)state;
	assert_true(scan(&arguments, false, &rest, &err, "new", "--db", "\xff", NULL));
	assert_string_equal(option_value(&arguments, "db"), "\xff");
	arena_free(arguments.arena);
}

static void help_stands_in_columns(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	option_help(&tables[1], &text);
	assert_string_equal(text.text,
		"  -t, --title TEXT              title\n"
		"      --size big|small          size\n"
		"      --person P                person\n");
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_and_operands_mix),
		cmocka_unit_test(the_first_scan_stops_at_the_command),
		cmocka_unit_test(mistakes_are_named),
		cmocka_unit_test(a_path_may_hold_any_byte),
		cmocka_unit_test(help_stands_in_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
