/* What came to an end, where in its life, and what was found; see support.h. */
#include "support.h"

#include <stdio.h>

static const char *const kinds[KIND_COUNT] = {
	[KIND_DESK] = "facilitator", [KIND_SECOND] = "second facilitator", [KIND_SEAT] = "seat",
	[KIND_ROOM] = "room", [KIND_APPLY] = "apply", [KIND_IMPORT] = "import", [KIND_REBUILD] = "rebuild",
	[KIND_CHECK] = "check", [KIND_BACKUP] = "backup", [KIND_EXPORT] = "export", [KIND_NEW] = "new",
};

static const char *const moments[MOMENT_COUNT] = {
	[MOMENT_START] = "before its picture", [MOMENT_REST] = "at rest", [MOMENT_FORM] = "in a form",
	[MOMENT_ENTER] = "recording", [MOMENT_ANSWER] = "just recorded", [MOMENT_LEAVING] = "leaving",
	[MOMENT_BESIDE] = "at work beside a command",
	[MOMENT_QUARTER] = "1st quarter", "2nd", "3rd", "last",
};

void figures_add(struct figures *to, const struct figures *more)
{
	to->late += more->late;
	to->failed += more->failed;
	to->acknowledged += more->acknowledged;
	to->ballots += more->ballots;
	to->offered += more->offered;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		to->done[kind] += more->done[kind];
		for (int i = 0; i < END_COUNT; i++)
			to->ended[kind][i] += more->ended[kind][i];
		for (int i = 0; i < MOMENT_COUNT; i++)
			to->at[kind][i] += more->at[kind][i];
	}
}

/* "facilitator 12: kill -9 7, ...; in a form 5, ..." */
static void print_kind(const struct figures *figures, int kind)
{
	const char *between = ": ";
	long count = 0;

	for (int i = 0; i < END_COUNT; i++)
		count += figures->ended[kind][i];
	printf("soak: %s %ld", kinds[kind], count);
	for (int i = 0; i < END_COUNT; i++, between = ", ")
		printf("%s%s %ld", between, ending_name((enum ending)i), figures->ended[kind][i]);
	between = "; ";
	for (int i = 0; i < MOMENT_COUNT; i++) {
		if (!figures->at[kind][i])
			continue;
		printf("%s%s %ld", between, moments[i], figures->at[kind][i]);
		between = ", ";
	}
	if (kind > KIND_ROOM && kind != KIND_REBUILD && kind != KIND_CHECK)
		printf("; its work was whole %ld, nothing %ld", figures->done[kind], count - figures->done[kind]);
	printf("\n");
}

void figures_print(const struct figures *figures, long ends, long seconds, bool enough)
{
	long by[END_COUNT] = { 0 };

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		print_kind(figures, kind);
		for (int i = 0; i < END_COUNT; i++)
			by[i] += figures->ended[kind][i];
	}
	printf("%ld passed, %ld failed\n", ends - figures->failed, figures->failed + !enough);
	printf("soak: %ld ends in %ld s (", ends, seconds);
	for (int i = 0; i < END_COUNT; i++)
		printf("%s%s %ld", i ? ", " : "", ending_name((enum ending)i), by[i]);
	printf("), %ld had ended before, %ld events and %ld ballots acknowledged, %ld texts offered again, %ld lost\n",
	       figures->late, figures->acknowledged, figures->ballots, figures->offered, figures->failed);
}
