/*
 * Memory runs out at every allocation, ours, SQLite's, libyaml's, in a meeting and while a
 * pack is read: the program ends with words, or says an error and goes on; the file is
 * whole and holds what was acknowledged.
 */
#include "support_meeting.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "content/findings.h"
#include "content/pack.h"
#include "support/allocate.h"
#include "support/disk.h"

static struct { size_t faults, places; } sum;

/* A meeting being held; the one of this program. */
static struct play {
	struct desk *desk;
	const struct meeting *meeting;
	struct store *store;
	struct session *session;
	size_t acknowledged;
} play;

static void check_file(const char *when)
{
	struct arena *arena = arena_new();
	const char *wrong = meeting_wrong(play.meeting, arena, play.desk->path, play.acknowledged,
					  play.acknowledged + 1, NULL);

	if (wrong)
		sweep_bad("%s: %s", when, wrong);
	arena_free(arena);
}

/* In log_fatal(): what this program leaves behind is read by the next one. */
static void program_ends(void)
{
	sweep_heal();
	disk_kill();
	check_file("after the end");
}

static bool open_it(struct error *err)
{
	play.store = store_open(play.desk->path, STORE_WRITE, err);
	return play.store != NULL;
}

static bool append(struct error *err)
{
	if (!meeting_append(play.meeting, play.store, play.session, play.acknowledged, err))
		return false;
	play.acknowledged++;
	return true;
}

static bool keep(struct error *err)
{
	return store_draft_put(play.store, play.meeting->id, "note", "half a sen", 1, err) &&
	       store_draft_drop(play.store, play.meeting->id, "note", err) &&
	       store_place_put(play.store, play.meeting->id, "D3", "decide", err);
}

static bool read_back(struct error *err)
{
	struct session *session = store_load(play.store, play.meeting->id, err);
	struct arena *arena = arena_new();
	bool good = session != NULL;
	const char *wrong = good ? meeting_wrong_session(play.meeting, arena, session, play.acknowledged,
							 play.acknowledged) : NULL;

	if (wrong)
		sweep_bad("read back: %s", wrong);
	if (!good && err->class == ERROR_DATA)
		sweep_bad("the file is accused: %s", err->text);
	store_session_free(session);
	arena_free(arena);
	return good;
}

static bool verify(struct error *err)
{
	struct arena *arena = arena_new();
	struct store_verdict verdict;
	bool good = store_verify(play.store, arena, NULL, &verdict, err);

	if (good && verdict.faults)
		sweep_bad("a whole file is accused: %s", verdict.fault[0].text);
	arena_free(arena);
	return good;
}

static bool close_it(struct error *err)
{
	(void)err;
	store_close(play.store);
	play.store = NULL;
	return true;
}

static bool (*const script[])(struct error *err) = {
	open_it, append, append, append, append, append, keep, append, append, append, append, append, append, append,
	append, append, append, read_back, verify, close_it, open_it, append, append, close_it,
};
enum { STEPS = sizeof(script) / sizeof(script[0]) };

/* In a copy whose program did not end: the error was said, and the same works now. */
static _Noreturn void go_on(size_t step, bool done, const struct error *said)
{
	struct error err = { ERROR_NONE, "" };
	struct arena *arena = arena_new();
	const char *wrong = NULL;

	allocate_arm(false);
	sweep_heal();
	if (!done && (said->class == ERROR_NONE || !said->text[0]))
		sweep_bad("step %zu failed without a word", step);
	if (!play.store && disk_open_files() > 0)
		sweep_bad("step %zu left %zu files open", step, disk_open_files());
	if (!done && !script[step](&err))
		sweep_bad("step %zu with memory enough: %s", step, err.text);
	if (play.store)
		wrong = meeting_wrong_store(play.meeting, arena, play.store, sweep_at() % 8 == 0, play.acknowledged,
					    play.acknowledged, &(size_t){ 0 });
	else
		check_file("in the end");
	if (!wrong)
		wrong = meeting_wrong_session(play.meeting, arena, play.session, play.acknowledged, play.acknowledged);
	if (wrong)
		sweep_bad("step %zu, %s: %s", step, done ? "done" : said->text, wrong);
	sweep_good();
}

static void hold(bool from_on)
{
	for (size_t i = 0; i < (size_t)STEPS; i++) {
		struct error err = { ERROR_NONE, "" };
		bool done;

		allocate_arm(true);
		done = script[i](&err);
		allocate_arm(false);
		if (sweep_is_copy() && (!done || !from_on || i == STEPS - 1))
			go_on(i, done, &err);
		if (!done)
			fail_msg("step %zu: %s", i, err.text);
	}
}

static void end_sweep(struct sweep *sweep)
{
	sweep_end();
	sum.faults += sweep->faults;
	sum.places += sweep->places;
	if (sweep->wrong[0])
		fail_msg("memory from place %zu, each %zu: %s", sweep->first, sweep->stride, sweep->wrong);
}

static void a_meeting_survives_without_memory(void **state)
{
	struct desk *desk = *state;

	disk_insert();
	play = (struct play){ .desk = desk, .meeting = meeting_new(desk, 2) };
	assert_int_equal(play.meeting->count, 17);
	for (int from_on = 0; from_on < 2; from_on++) {
		struct sweep sweep = { .first = 1 + (size_t)from_on * 5, .stride = sweep_stride(331, 61),
				       .from_on = from_on, .is_good = allocate_is_good };

		disk_clear();
		play.acknowledged = 0;
		play.session = session_new(desk->pack);
		log_on_fatal(program_ends);
		sweep_begin(&sweep);
		hold(from_on);
		log_on_fatal(NULL);
		session_free(play.session);
		end_sweep(&sweep);
	}
	disk_remove();
}

/* A pack is read whole, or not at all: never a part of it. */
static void read_pack(const char *yaml, size_t length, const struct pack *whole)
{
	struct arena *arena = arena_new();
	struct findings findings;
	const struct pack *pack;

	findings_init(&findings, arena);
	pack = pack_read(arena, "small.yaml", yaml, length, NULL, &findings);
	allocate_arm(false);
	if (!pack && sweep_is_copy())
		sweep_bad("the pack is accused: %s", findings.count ? findings.finding[0].text : "of nothing");
	assert_non_null(pack);
	if (sweep_is_copy() && (pack->item_count != whole->item_count || pack->agenda_count != whole->agenda_count ||
				pack->area_count != whole->area_count))
		sweep_bad("a part of the pack: %zu items", pack->item_count);
	arena_free(arena);
	if (sweep_is_copy())
		sweep_good();
}

static void a_pack_is_never_read_in_part(void **state)
{
	struct desk *desk = *state;
	const struct pack_part *part = &desk->pack->part[0];

	for (int from_on = 0; from_on < 2; from_on++) {
		struct sweep sweep = { .first = 1 + (size_t)from_on, .stride = sweep_stride(53, 3),
				       .from_on = from_on, .is_good = allocate_is_good };

		sweep_begin(&sweep);
		allocate_arm(true);
		read_pack(part->yaml, part->yaml_length, desk->pack);
		end_sweep(&sweep);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_meeting_survives_without_memory),
		TEST(a_pack_is_never_read_in_part),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu times without memory at %zu places, %d failed%s\n", sum.faults, sum.places, failed,
	       ALLOCATE_FAILS ? "" : " (not in this build)");
	return failed;
}
