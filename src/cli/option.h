/*
 * Options come from tables: getopt_long, --help in both languages and the
 * completions of three shells all read the same rows.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "lang/lang.h"

struct arena;
struct str;

enum option_takes {
	TAKES_NOTHING,
	TAKES_TEXT,
	TAKES_FILE,              /* any bytes; the others must be UTF-8 */
	TAKES_CHOICE             /* one of `choices` */
};

struct option_row {
	const char *name;        /* "participant": --participant */
	char letter;             /* 'h': -h; 0 none */
	enum option_takes takes;
	const char *value;       /* how help calls the value: FILE */
	const char *choices;     /* "ja en" */
	bool repeats;            /* may be given more than once */
	struct words help;
};

struct option_table { const struct option_row *row; size_t count; };

/* What stood on a command line. */
struct arguments {
	struct arena *arena;
	size_t given_count, given_capacity;
	struct option_given { const struct option_row *row; const char *value; } *given;
	size_t operand_count, operand_capacity;
	const char **operand;
};

/*
 * Scans argv[1..argc-1] with the rows of `tables` and adds what is found.
 * With `first_only` it stops at the first operand, without taking it.  `*rest`
 * is the index of what was not scanned.  False: a usage error, in words.
 */
bool option_scan(struct arguments *arguments, const struct option_table *tables,
		 size_t table_count, int argc, char **argv, bool first_only, int *rest,
		 struct error *err);

/* Was it given; its (last) value or NULL; the i-th of a repeated one or NULL. */
bool option_is(const struct arguments *arguments, const char *name);
const char *option_value(const struct arguments *arguments, const char *name);
const char *option_nth(const struct arguments *arguments, const char *name, size_t i);

/* Two columns, name and help, for --help. */
void option_help(const struct option_table *table, struct str *out);

/* The nearest of `count` words to `word`, or NULL when none is near. */
const char *option_nearest(const char *word, const char *const *known, size_t count);

#endif
