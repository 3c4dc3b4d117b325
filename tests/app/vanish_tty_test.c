/*
 * What happens to the file under the running program: removed, replaced, renamed,
 * its folder gone, the disk full, the right to write taken away.  It is said in
 * words, what is typed stays, and nothing counts as recorded that is not in a file
 * with a name.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/meeting.h"
#include "support/program.h"
#include "support/term.h"

static const char *beside(struct meeting *meeting, const char *ending)
{
	return arena_printf(meeting->arena, "%s%s", meeting->database, ending);
}

static void remove_files(struct meeting *meeting, bool database)
{
	static const char *const endings[] = { "-wal", "-shm" };

	if (database)
		assert_int_equal(unlink(meeting->database), 0);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(unlink(beside(meeting, endings[i])), 0);
}

/* One decision recorded, another one half typed. */
static struct term *half_typed(struct meeting *meeting)
{
	struct term *term = meeting_at_d3(meeting);

	term_type(term, "dThe plant net is cut off.\r");
	SEES(term, meeting_words(meeting, "recorded #", "記録 #"));
	term_type(term, "n");
	SEES(term, meeting_words(meeting, "Note", "メモ"));
	term_type(term, "half of a note");
	SEES(term, "half of a note");
	return term;
}

/* The rest of it, and the end; all must be in `database`. */
static void typed_on(struct meeting *meeting, struct term *term, const char *database)
{
	const struct json *shown, *notes;

	SEES(term, "half of a note");
	term_type(term, " is whole\r");
	SEES(term, meeting_words(meeting, "recorded #", "記録 #"));
	term_type(term, "q");
	SOON(term, term_wrote(term, meeting_words(meeting, "while it was open", "使用中に")));
	assert_int_equal(term_close(term), 0);
	meeting->database = database;
	meeting_command(meeting, 0, "verify", NULL);
	shown = meeting_shown(meeting, database);
	assert_int_equal(json_get(shown, "decisions")->count, 1);
	notes = json_get(shown, "notes");
	assert_int_equal(notes->count, 1);
	assert_string_equal(json_get_text(notes->child[0], "text"), "half of a note is whole");
}

static void goes_on_beside(const char *language, bool database)
{
	struct meeting meeting;
	struct term *term;

	meeting_new(&meeting);
	meeting.language = language;
	term = half_typed(&meeting);
	remove_files(&meeting, database);
	SAYS(term, meeting_words(&meeting, "Going on in '", "以後は '"));
	typed_on(&meeting, term, beside(&meeting, ".rescued"));
	if (database)
		assert_int_equal(access(arena_printf(meeting.arena, "%s/t.db", meeting.folder), F_OK), -1);
	meeting_remove(&meeting);
}

static void a_removed_file(void **state)
{
	(void)state;
	goes_on_beside("en", true);
	goes_on_beside("ja", true);
}

/* The newest rows may be in the -wal alone. */
static void a_removed_wal(void **state)
{
	(void)state;
	goes_on_beside("en", false);
}

static void a_replaced_file(void **state)
{
	struct meeting meeting;
	const char *other;
	struct term *term;
	char *bytes, *after;
	size_t length, left;

	(void)state;
	meeting_new(&meeting);
	other = beside(&meeting, ".other");
	meeting_command(&meeting, 0, "backup", other);
	assert_true(file_read(meeting.arena, other, 1 << 24, &bytes, &length));
	term = half_typed(&meeting);
	assert_int_equal(rename(other, meeting.database), 0);
	SAYS(term, "Going on in '");
	typed_on(&meeting, term, beside(&meeting, ".rescued"));
	assert_true(file_read(meeting.arena, arena_printf(meeting.arena, "%s/t.db", meeting.folder), 1 << 24,
			      &after, &left));
	assert_int_equal(left, length);
	assert_memory_equal(after, bytes, length);
	/* Nor is it given rows of the other one by the -wal that lay there. */
	meeting.database = arena_printf(meeting.arena, "%s/t.db", meeting.folder);
	meeting_command(&meeting, 0, "verify", NULL);
	assert_int_equal(json_get(meeting_shown(&meeting, meeting.database), "decisions")->count, 0);
	meeting_remove(&meeting);
}

/* As cp does it: into the file that is there. */
static void write_over(struct meeting *meeting, const char *path, const char *with)
{
	size_t length;
	char *bytes;
	int file;

	assert_true(file_read(meeting->arena, with, 1 << 24, &bytes, &length));
	file = open(path, O_WRONLY | O_TRUNC);
	assert_true(file >= 0);
	assert_int_equal(write(file, bytes, length), length);
	assert_int_equal(close(file), 0);
}

static void is_untouched(struct meeting *meeting, const char *path, const char *as)
{
	size_t length, left;
	char *bytes, *after;

	assert_true(file_read(meeting->arena, as, 1 << 24, &bytes, &length));
	assert_true(file_read(meeting->arena, path, 1 << 24, &after, &left));
	assert_int_equal(left, length);
	assert_memory_equal(after, bytes, length);
	assert_int_equal(access(arena_printf(meeting->arena, "%s-wal", path), F_OK), -1);
}

/* Another file copied over it: larger, or a copy of its own of some minutes ago. */
static void goes_on_written_over(const char *language, bool larger)
{
	struct meeting meeting;
	const char *old, *other;
	struct term *term;

	meeting_new(&meeting);
	meeting.language = language;
	old = meeting.database;
	other = beside(&meeting, ".other");
	meeting_command(&meeting, 0, "backup", other);
	if (larger) {
		meeting.database = other;
		meeting_quit(meeting_at_d3(&meeting));
		meeting.database = old;
	}
	term = half_typed(&meeting);
	write_over(&meeting, old, other);
	SAYS(term, meeting_words(&meeting, "Going on in '", "以後は '"));
	SAYS(term, meeting_words(&meeting, "copied over '", "上書きされた"));
	typed_on(&meeting, term, beside(&meeting, ".rescued"));
	is_untouched(&meeting, old, other);
	meeting.database = old;
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

static void a_file_that_is_written_over(void **state)
{
	(void)state;
	goes_on_written_over("en", false);
	goes_on_written_over("ja", false);
	goes_on_written_over("en", true);
}

/* At home there is nothing in memory to write anew. */
static void written_over_at_home(void **state)
{
	static const char *const languages[] = { "en", "ja" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct meeting meeting;
		const char *other, *argv[] = { getenv("ENTAKU"), NULL }, *env[4] = { NULL };
		struct term *term;

		meeting_new(&meeting);
		other = beside(&meeting, ".other");
		env[0] = arena_printf(meeting.arena, "HOME=%s", meeting.place);
		env[1] = arena_printf(meeting.arena, "ENTAKU_DB=%s", meeting.database);
		env[2] = arena_printf(meeting.arena, "ENTAKU_LANG=%s", languages[i]);
		meeting_command(&meeting, 0, "backup", other);
		meeting_quit(meeting_at_d3(&meeting));
		meeting.language = languages[i];
		term = term_open(24, 80, env, argv);
		SEES(term, "t.db");
		write_over(&meeting, meeting.database, other);
		SAYS(term, meeting_words(&meeting, "copied over '", "上書きされた"));
		term_type(term, "q");
		SOON(term, !term_alt(term));
		assert_int_equal(term_close(term), 74);
		is_untouched(&meeting, meeting.database, other);
		assert_int_equal(access(beside(&meeting, ".rescued"), F_OK), -1);
		meeting_remove(&meeting);
	}
}

static void a_folder_that_is_gone(void **state)
{
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	term = half_typed(&meeting);
	place_remove(meeting.folder);
	SAYS(term, "Going on in '");
	typed_on(&meeting, term, arena_printf(meeting.arena, "%s/entaku.db.rescued", meeting.place));
	meeting_remove(&meeting);
}

/* Nowhere to go: it says so at each try, and works again when the file is back. */
static void nowhere_to_go(void **state)
{
	static const char *const languages[] = { "en", "ja" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct meeting meeting;
		const char *away;
		struct term *term;

		meeting_new(&meeting);
		meeting.language = languages[i];
		meeting.home = meeting.temporary = "/nonexistent";
		away = arena_printf(meeting.arena, "%s/away", meeting.place);
		term = half_typed(&meeting);
		assert_int_equal(rename(meeting.folder, away), 0);
		SAYS(term, meeting_words(&meeting, "until it is back", "写し"));
		/* Enter records nothing and leaves the field as it is. */
		term_type(term, " still\r here");
		SEES(term, "half of a note still here");
		SAYS(term, meeting_words(&meeting, "moved, replaced or removed", "移動、置き換え、または削除"));
		assert_int_equal(rename(away, meeting.folder), 0);
		term_type(term, "\r");
		SEES(term, meeting_words(&meeting, "recorded #", "記録 #"));
		meeting_quit(term);
		assert_int_equal(json_get(meeting_shown(&meeting, meeting.database), "notes")->count, 1);
		meeting_command(&meeting, 0, "verify", NULL);
		meeting_remove(&meeting);
	}
}

/* Nowhere to go until somebody makes a place: then it goes on there by itself. */
static void a_place_that_is_made(void **state)
{
	struct meeting meeting;
	struct term *term;
	const char *home;

	(void)state;
	meeting_new(&meeting);
	home = arena_printf(meeting.arena, "%s/later", meeting.place);
	meeting.home = meeting.temporary = home;
	term = half_typed(&meeting);
	place_remove(meeting.folder);
	SAYS(term, "until it is back");
	assert_int_equal(mkdir(home, 0700), 0);
	SAYS(term, "Going on in '");
	typed_on(&meeting, term, arena_printf(meeting.arena, "%s/entaku.db.rescued", home));
	meeting_remove(&meeting);
}

/* Left while nothing could be done: said, and not with status 0. */
static void left_with_nothing(void **state)
{
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	meeting.home = meeting.temporary = "/nonexistent";
	term = meeting_at_d3(&meeting);
	place_remove(meeting.folder);
	SAYS(term, "until it is back");
	term_type(term, "q");
	SOON(term, !term_alt(term) && meeting_says(term, "moved, replaced or removed"));
	assert_int_equal(term_close(term), 74);
	meeting_remove(&meeting);
}

static void a_seat_says_so(void **state)
{
	struct meeting meeting;
	struct term *desk, *seat, *room;

	(void)state;
	meeting_new(&meeting);
	desk = meeting_at_d3(&meeting);
	seat = meeting_start(&meeting, "seat", "Sato");
	SEES(seat, "No position is asked for now");
	room = meeting_start(&meeting, "room", NULL);
	SEES(room, "What matters most");
	term_type(desk, "vv\r");
	SEES(desk, "recorded #");
	SEES(seat, "How much risk do you want to carry");
	term_type(seat, "2");
	SEES(seat, "> ");
	term_type(seat, "\r\r\r");
	SEES(seat, "y: yes, n: back");
	remove_files(&meeting, true);
	SAYS(desk, "Going on in '");
	SEES(room, "waiting ...");
	term_type(seat, "y");
	SAYS(seat, "nothing was recorded");
	assert_false(term_wrote(seat, "sealed and recorded"));
	term_signal(seat, SIGTERM);
	assert_int_equal(term_close(seat), 128 + SIGTERM);
	meeting_quit(room);
	meeting_quit(desk);
	meeting_remove(&meeting);
}

/* A system that lets no file grow; raised again from outside. */
struct limited { const char **env, **argv; };

static int run_limited(void *with)
{
	const struct limited *limited = with;
	struct rlimit limit = { 300 * 1024, RLIM_INFINITY };
	union { const char **from; char *const *to; } plain = { limited->argv };

	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 126;
	execvp(plain.to[0], plain.to);
	return 127;
}

static void paste_notes_until_refused(struct term *term, const char *refusal)
{
	static char text[3000];
	int tries;

	memset(text, 'x', sizeof(text) - 1);
	for (tries = 0; tries < 200 && !meeting_says(term, refusal); tries++) {
		term_type(term, "n");
		SOON(term, term_contains(term, "Note") || term_contains(term, "メモ"));
		term_paste(term, text);
		SEES(term, "xxxxxxxx");
		term_type(term, "\r");
		SOON(term, term_contains(term, "recorded #") || term_contains(term, "記録 #") ||
		     meeting_says(term, refusal));
		/* The next acknowledgement must not be this one. */
		term_type(term, "\033");
		SOON(term, !term_contains(term, "recorded #") || meeting_says(term, refusal));
	}
	assert_true(tries > 0 && tries < 200);
}

static void no_file_may_grow(void **state)
{
	struct meeting meeting;
	const char *env[4], *argv[] = { getenv("ENTAKU"), "run", "1", NULL };
	struct limited limited = { env, argv };
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	meeting_quit(meeting_at_d3(&meeting));
	env[0] = arena_printf(meeting.arena, "HOME=%s", meeting.place);
	env[1] = arena_printf(meeting.arena, "ENTAKU_DB=%s", meeting.database);
	env[2] = "ENTAKU_LANG=en";
	env[3] = NULL;
	term = term_call(24, 80, env, run_limited, &limited);
	SEES(term, "What is asked of the board");
	paste_notes_until_refused(term, "nothing was recorded");
	SEES(term, "xxxxxxxx"); /* the text is still there */
	term_signal(term, SIGTERM);
	assert_int_equal(term_close(term), 128 + SIGTERM);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

static void change_schema(struct meeting *meeting, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(meeting->database, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Somebody puts a trigger into it: said with its name, what is typed stays, and goes in
 * when it is gone. */
static void something_comes_into_it(void **state)
{
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	term = half_typed(&meeting);
	change_schema(&meeting, "CREATE TRIGGER thief AFTER INSERT ON event BEGIN DELETE FROM draft; END");
	term_type(term, "\r");
	SAYS(term, "while it was open ('thief')");
	SEES(term, "half of a note");
	change_schema(&meeting, "DROP TRIGGER thief");
	term_type(term, " is whole\r");
	SEES(term, "recorded #");
	meeting_quit(term);
	meeting_command(&meeting, 0, "verify", NULL);
	assert_string_equal(json_get_text(json_get(meeting_shown(&meeting, meeting.database), "notes")->child[0], "text"),
			    "half of a note is whole");
	meeting_remove(&meeting);
}

/* What could not be written down is not left behind without a word; put aside it is tried again. */
static void leaving_with_text_that_is_not_kept(void **state)
{
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	term = half_typed(&meeting);
	change_schema(&meeting, "CREATE VIEW thief AS SELECT 1");
	term_type(term, ", and more");
	SAYS(term, "could not be kept");
	term_key(term, VTERM_KEY_ESCAPE, VTERM_MOD_NONE);
	SEES(term, "v position");
	/* Opened again and put aside again: the newest text counts. */
	term_type(term, "n");
	SEES(term, "half of a note, and more");
	term_type(term, " of it");
	SAYS(term, "could not be kept");
	term_key(term, VTERM_KEY_ESCAPE, VTERM_MOD_NONE);
	SEES(term, "v position");
	term_type(term, "q");
	SAYS(term, "leave once more");
	change_schema(&meeting, "DROP VIEW thief");
	term_type(term, "q");
	assert_int_equal(term_close(term), 0);
	term = meeting_start(&meeting, "run", NULL);
	SEES(term, "half of a note, and more of it");
	term_key(term, VTERM_KEY_ESCAPE, VTERM_MOD_NONE);
	SEES(term, "v position");
	change_schema(&meeting, "CREATE VIEW thief AS SELECT 1");
	meeting_quit(term);
	change_schema(&meeting, "DROP VIEW thief");
	meeting_remove(&meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(something_comes_into_it), cmocka_unit_test(leaving_with_text_that_is_not_kept),
		cmocka_unit_test(a_removed_file), cmocka_unit_test(a_removed_wal),
		cmocka_unit_test(a_replaced_file), cmocka_unit_test(a_file_that_is_written_over),
		cmocka_unit_test(written_over_at_home), cmocka_unit_test(a_folder_that_is_gone),
		cmocka_unit_test(nowhere_to_go), cmocka_unit_test(a_place_that_is_made),
		cmocka_unit_test(left_with_nothing), cmocka_unit_test(a_seat_says_so),
		cmocka_unit_test(no_file_may_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
