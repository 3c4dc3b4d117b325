/*
 * Several at once on one file: a second facilitator who takes over, and a facilitator
 * and a seat at work while the file is checked, copied, rebuilt and added to.  And one
 * alone whose clock was set back.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/store.h"
#include "support/meeting.h"
#include "support/program.h"
#include "support/term.h"

/* As somebody who looks at the file would see it. */
static bool draft_is_kept(struct meeting *meeting, const char *text)
{
	struct store *store = store_open(meeting->database, STORE_READ, NULL);
	struct store_draft *draft = NULL;
	const char *id = store ? store_find(store, meeting->arena, "1", NULL) : NULL;
	size_t count = 0;
	bool kept = false;

	if (id && store_drafts(store, meeting->arena, id, &draft, &count, NULL))
		for (size_t i = 0; i < count; i++)
			kept |= strstr(draft[i].text, text) != NULL;
	store_close(store);
	return kept;
}

static void one_takes_over(const char *language)
{
	struct meeting meeting;
	struct term *first, *second;
	const struct json *notes;

	meeting_new(&meeting);
	meeting.language = language;
	first = meeting_at_d3(&meeting);
	term_type(first, "n");
	SEES(first, meeting_words(&meeting, "Park for later", "後で扱う"));
	term_type(first, "begun by the first");
	SOON(first, draft_is_kept(&meeting, "begun by the first"));
	second = meeting_start(&meeting, "run", NULL);
	SEES(second, meeting_words(&meeting, "Another facilitator", "別の進行役"));
	term_type(second, "y");
	/* What stands in the first one's field is offered to the second. */
	SEES(second, "begun by the first");
	/* It is said there without a key, and nothing can be recorded any more. */
	SEES(first, meeting_words(&meeting, "Another facilitator has this session", "別の進行役がこの会議を"));
	SEES(first, "begun by the first");
	term_type(first, "!\r");
	SEES(first, "begun by the first!");
	SEES(first, meeting_words(&meeting, "Another facilitator has this session", "別の進行役がこの会議を"));
	term_type(second, ", ended by the second\r");
	SEES(second, meeting_words(&meeting, "recorded #", "記録 #"));
	term_signal(first, SIGTERM);
	assert_int_equal(term_close(first), 128 + SIGTERM);
	meeting_quit(second);
	notes = json_get(meeting_shown(&meeting, meeting.database), "notes");
	assert_int_equal(notes->count, 1);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

static void the_second_takes_over(void **state)
{
	(void)state;
	one_takes_over("en");
	one_takes_over("ja");
}

/* It follows what the first one does, and can record nothing. */
static void one_only_looks(const char *language)
{
	struct meeting meeting;
	struct term *first, *second;

	meeting_new(&meeting);
	meeting.language = language;
	first = meeting_at_d3(&meeting);
	second = meeting_start(&meeting, "run", NULL);
	SEES(second, meeting_words(&meeting, "Another facilitator", "別の進行役"));
	term_type(second, "n");
	SEES(second, meeting_words(&meeting, "What is asked of the board", "求められていること"));
	SEES(second, meeting_words(&meeting, "Another facilitator has this session", "別の進行役がこの会議を"));
	term_type(first, "dThe net is cut.\r");
	SEES(first, meeting_words(&meeting, "recorded #", "記録 #"));
	term_type(second, "d");
	SEES(second, meeting_words(&meeting, "Another facilitator has this session", "別の進行役がこの会議を"));
	term_type(second, ":tab-4\r");
	SEES(second, "The net is cut.");
	assert_false(term_wrote(second, meeting_words(&meeting, "recorded #", "記録 #")));
	meeting_quit(second);
	/* The first one was not disturbed. */
	term_type(first, "nstill here\r");
	SEES(first, "still here");
	SEES(first, meeting_words(&meeting, "recorded #", "記録 #"));
	meeting_quit(first);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

static void the_second_looks(void **state)
{
	(void)state;
	one_only_looks("en");
	one_only_looks("ja");
}

/* A bundle of another session, to be taken in meanwhile. */
static const char *other_bundle(struct meeting *meeting)
{
	struct arena *arena = meeting->arena;
	const char *database = arena_printf(arena, "%s/other.db", meeting->folder);
	const char *bundle = arena_printf(arena, "%s/other.jsonl", meeting->folder);

	expect_run(meeting->place, &(struct run){ .now = "2026-11-22T05:00:00Z", .word = { "--db", database,
		"--seed", "other", "new", "--title", "Other", "--organisation", "O", "--date", "2026-11-22", NULL } },
		0, NULL, "");
	expect_run(meeting->place, &(struct run){ .word = { "--db", database, "export", "1", "-o", bundle, NULL } },
		   0, NULL, NULL);
	return bundle;
}

/* Five notes into the keyboard's buffer: they are recorded while the command runs. */
static void while_it_writes(struct meeting *meeting, struct term *desk, int round, const char *command,
			    const char *operand)
{
	enum { NOTES = 5 };

	for (int i = 0; i < NOTES; i++)
		term_type(desk, arena_printf(meeting->arena, "nnote %d-%d\r", round, i));
	meeting_command(meeting, 0, command, operand);
	SEES(desk, arena_printf(meeting->arena, "note %d-%d", round, NOTES - 1));
	SEES(desk, "recorded #");
}

static void all_at_once(void **state)
{
	struct meeting meeting;
	struct term *desk, *seat;
	const char *copy, *bundle;

	(void)state;
	meeting_new(&meeting);
	bundle = other_bundle(&meeting);
	copy = arena_printf(meeting.arena, "%s/copy.db", meeting.folder);
	desk = meeting_at_d3(&meeting);
	seat = meeting_start(&meeting, "seat", "Sato");
	SEES(seat, "No position is asked for now");
	while_it_writes(&meeting, desk, 1, "verify", NULL);
	while_it_writes(&meeting, desk, 2, "rebuild", NULL);
	while_it_writes(&meeting, desk, 3, "backup", copy);
	while_it_writes(&meeting, desk, 4, "import", bundle);
	while_it_writes(&meeting, desk, 5, "check", NULL);
	term_type(desk, "vv\r");
	SEES(seat, "How much risk do you want to carry");
	term_type(seat, "2");
	SEES(seat, "> ");
	term_type(seat, "\r\r\r");
	SEES(seat, "y: yes, n: back");
	term_type(seat, "y");
	meeting_command(&meeting, 0, "rebuild", NULL);
	SEES(seat, "sealed and recorded");
	SEES(desk, "1 of 2 sealed");
	while_it_writes(&meeting, desk, 6, "verify", NULL);
	meeting_quit(seat);
	meeting_quit(desk);
	assert_int_equal(json_get(meeting_shown(&meeting, meeting.database), "notes")->count, 30);
	meeting_command(&meeting, 0, "verify", NULL);
	expect_run(meeting.place, &(struct run){ .word = { "--db", copy, "verify", NULL } }, 0, NULL, "");
	meeting_remove(&meeting);
}

static void record_note(struct meeting *meeting, const char *now, const char *text)
{
	struct term *term;

	meeting->now = now;
	term = meeting_start(meeting, "run", NULL);
	SEES(term, "D3  What matters most");
	term_type(term, arena_printf(meeting->arena, "n%s\r", text));
	SEES(term, "recorded #");
	meeting_quit(term);
}

static void a_clock_set_back(void **state)
{
	struct meeting meeting;
	const struct json *log;
	const char *before = "";

	(void)state;
	meeting_new(&meeting);
	meeting.now = "2026-11-24T05:00:00Z";
	meeting_quit(meeting_at_d3(&meeting));
	record_note(&meeting, "2026-11-24T06:00:00Z", "before");
	record_note(&meeting, "2026-11-24T03:00:00Z", "set back by hours");
	record_note(&meeting, "2020-01-01T00:00:00Z", "an empty battery");
	meeting_command(&meeting, 0, "verify", NULL);
	log = run_json(meeting.place, &(struct run){ .word = { "--db", meeting.database, "log", "1", "--json", NULL } },
		       meeting.arena);
	if (log->type == JSON_TYPE_MAP)
		log = json_get(log, "events");
	assert_true(log->count > 3);
	for (size_t i = 0; i < log->count; i++) {
		const char *at = json_get_text(log->child[i], "at");

		assert_true(strcmp(at, before) >= 0);
		before = at;
	}
	assert_string_equal(before, "2026-11-24T06:00:00.002Z");
	meeting_remove(&meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_second_takes_over), cmocka_unit_test(the_second_looks), cmocka_unit_test(all_at_once),
		cmocka_unit_test(a_clock_set_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
