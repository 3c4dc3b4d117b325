/*
 * getopt_long does the scanning, with '-' at the head of its letters so that
 * operands come in their order whatever POSIXLY_CORRECT says; the messages are
 * ours because they are bilingual and suggest what may have been meant.
 */
#include "cli/option.h"

#include <getopt.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/words_cli.h"

enum { FIRST_ROW = 256 }; /* getopt's codes above all letters */

/* The tables as one list, and what getopt_long wants of it. */
struct scan {
	const struct option_row **row;
	size_t count;
	struct option *list;
	char *letters;
};

static struct scan prepare(struct arena *arena, const struct option_table *tables,
			   size_t table_count, bool first_only)
{
	struct scan scan = { .count = 0 };
	struct str letters = STR_INIT;
	size_t all = 0, n = 0;

	for (size_t t = 0; t < table_count; t++)
		all += tables[t].count;
	scan.row = arena_array(arena, all + 1, sizeof(*scan.row));
	scan.list = arena_array(arena, all + 1, sizeof(*scan.list));
	str_add(&letters, first_only ? "+:" : "-:");
	for (size_t t = 0; t < table_count; t++) {
		for (size_t i = 0; i < tables[t].count; i++, n++) {
			const struct option_row *row = &tables[t].row[i];
			bool takes = row->takes != TAKES_NOTHING;

			scan.row[n] = row;
			scan.list[n] = (struct option){
				.name = row->name, .val = FIRST_ROW + (int)n,
				.has_arg = takes ? required_argument : no_argument };
			if (row->letter) {
				str_add_char(&letters, row->letter);
				if (takes)
					str_add_char(&letters, ':');
			}
		}
	}
	scan.count = all;
	scan.letters = arena_strdup(arena, letters.text);
	str_release(&letters);
	return scan;
}

static const struct option_row *row_of(const struct scan *scan, int code)
{
	if (code >= FIRST_ROW)
		return scan->row[code - FIRST_ROW];
	for (size_t i = 0; i < scan->count; i++)
		if (scan->row[i]->letter && scan->row[i]->letter == code)
			return scan->row[i];
	return NULL;
}

const char *option_nearest(const char *word, const char *const *known, size_t count)
{
	const char *best = NULL;
	int least = 1 + (int)strlen(word) / 4;

	for (size_t i = 0; i < count; i++) {
		int distance = text_distance(word, known[i]);

		if (distance <= least) {
			least = distance - 1;
			best = known[i];
		}
	}
	return best;
}

static bool unknown(const struct scan *scan, const char *word, struct error *err)
{
	const char *known[64], *near;
	size_t count = 0, name = strcspn(word, "=");
	char bare[64];

	for (; count < scan->count && count < 64; count++)
		known[count] = scan->row[count]->name;
	if (strncmp(word, "--", 2) != 0 || name - 2 >= sizeof(bare))
		return error_set(err, ERROR_USAGE, T(CLI_OPTION_UNKNOWN), word);
	memcpy(bare, word + 2, name - 2);
	bare[name - 2] = '\0';
	near = option_nearest(bare, known, count);
	if (near)
		return error_set(err, ERROR_USAGE, T(CLI_OPTION_NEAR), (int)name, word, near);
	return error_set(err, ERROR_USAGE, T(CLI_OPTION_UNKNOWN), word);
}

/* Why getopt_long said '?': an unknown option, or a value for a switch. */
static bool misused(const struct scan *scan, const char *word, int code, struct error *err)
{
	char letter[3] = { '-', (char)code, '\0' };
	const struct option_row *row = code ? row_of(scan, code) : NULL;

	if (row && strchr(word, '='))
		return error_set(err, ERROR_USAGE, T(CLI_OPTION_NO_VALUE), row->name);
	if (code > 0 && code < 128 && strncmp(word, "--", 2) != 0)
		return unknown(scan, letter, err);
	return unknown(scan, word, err);
}

static bool is_choice(const char *choices, const char *value)
{
	size_t length = strlen(value);

	for (const char *at = choices; *at;) {
		size_t word = strcspn(at, " ");

		if (word == length && strncmp(at, value, word) == 0)
			return true;
		at += word;
		at += *at == ' ';
	}
	return false;
}

static bool take(struct arguments *arguments, const struct option_row *row, const char *value,
		 struct error *err)
{
	if (value && row->takes != TAKES_FILE && text_invalid_at(value, strlen(value)) >= 0)
		return error_set(err, ERROR_USAGE, T(CLI_OPTION_BYTES), row->name);
	if (row->takes == TAKES_CHOICE && !is_choice(row->choices, value))
		return error_set(err, ERROR_USAGE, T(CLI_OPTION_CHOICE), row->name, value,
				 row->choices);
	arguments->given = arena_grow(arguments->arena, arguments->given, arguments->given_count,
				      &arguments->given_capacity, sizeof(*arguments->given));
	arguments->given[arguments->given_count++] = (struct option_given){ row, value };
	return true;
}

static void add_operand(struct arguments *arguments, const char *word)
{
	arguments->operand = arena_grow(arguments->arena, arguments->operand,
					arguments->operand_count, &arguments->operand_capacity,
					sizeof(*arguments->operand));
	arguments->operand[arguments->operand_count++] = word;
}

/* A new scan of another vector: each C library has its own word for it. */
static void restart(void)
{
	opterr = 0;
#if defined(__GLIBC__) || defined(__linux__)
	optind = 0;
#else
	optreset = 1;
	optind = 1;
#endif
}

bool option_scan(struct arguments *arguments, const struct option_table *tables,
		 size_t table_count, int argc, char **argv, bool first_only, int *rest,
		 struct error *err)
{
	struct scan scan = prepare(arguments->arena, tables, table_count, first_only);
	int code;

	restart();
	while ((code = getopt_long(argc, argv, scan.letters, scan.list, NULL)) != -1) {
		if (code == 1) {
			add_operand(arguments, optarg);
		} else if (code == ':') {
			return error_set(err, ERROR_USAGE, T(CLI_OPTION_VALUE), argv[optind - 1]);
		} else if (code == '?') {
			return misused(&scan, argv[optind - 1], optopt, err);
		} else if (!take(arguments, row_of(&scan, code), optarg, err)) {
			return false;
		}
	}
	*rest = optind;
	for (int i = optind; !first_only && i < argc; i++)
		add_operand(arguments, argv[i]);
	return true;
}

const char *option_nth(const struct arguments *arguments, const char *name, size_t i)
{
	for (size_t g = 0; g < arguments->given_count; g++)
		if (strcmp(arguments->given[g].row->name, name) == 0 && i-- == 0)
			return arguments->given[g].value ? arguments->given[g].value : "";
	return NULL;
}

const char *option_value(const struct arguments *arguments, const char *name)
{
	for (size_t g = arguments->given_count; g > 0; g--)
		if (strcmp(arguments->given[g - 1].row->name, name) == 0)
			return arguments->given[g - 1].value ? arguments->given[g - 1].value : "";
	return NULL;
}

bool option_is(const struct arguments *arguments, const char *name)
{
	return option_value(arguments, name) != NULL;
}

/* "-h, --help" or "    --db FILE". */
static void add_name(const struct option_row *row, struct str *out)
{
	if (row->letter)
		str_printf(out, "-%c, --%s", row->letter, row->name);
	else
		str_printf(out, "    --%s", row->name);
	if (row->takes == TAKES_CHOICE) {
		str_add_char(out, ' ');
		for (const char *c = row->choices; *c; c++)
			str_add_char(out, *c == ' ' ? '|' : *c);
	} else if (row->takes != TAKES_NOTHING) {
		str_printf(out, " %s", row->value);
	}
}

void option_help(const struct option_table *table, struct str *out)
{
	enum { COLUMN = 30 };

	for (size_t i = 0; i < table->count; i++) {
		struct str name = STR_INIT;

		add_name(&table->row[i], &name);
		str_printf(out, "  %s%*s%s\n", name.text,
			   name.length < COLUMN ? COLUMN - (int)name.length : 1, "",
			   say(table->row[i].help));
		str_release(&name);
	}
}
