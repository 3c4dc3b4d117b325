/*
 * Memory runs out at every allocation, ours, SQLite's, libyaml's, in a meeting and while a
 * pack is read: the program ends with words, or says an error and goes on; the file is
 * whole and holds what was acknowledged.
 */
#include "support_play.h"

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

/* The meeting of this program, which log_fatal() ends. */
static struct play play;

/* What this program leaves behind is read by the next one. */
static void program_ends(void)
{
	allocate_arm(false);
	play_killed(&play);
}

static play_step *const script[] = {
	play_open, play_append, play_take_lease, play_append, play_append, play_append, play_append, play_put_draft,
	play_drop_draft, play_put_place, play_append, play_append, play_append, play_append, play_append, play_append,
	play_append, play_append, play_append, play_read_back, play_find, play_verify, play_rebuild, play_close,
	play_open, play_append, play_append, play_checkpoint, play_append, play_close,
};
enum { STEPS = sizeof(script) / sizeof(script[0]) };

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
	struct meeting *meeting;

	disk_insert();
	meeting = meeting_new(desk, 2);
	assert_int_equal(meeting->count, 17);
	for (int from_on = 0; from_on < 2; from_on++) {
		struct sweep sweep = { .first = 1, .stride = sweep_stride(331), .from_on = from_on,
				       .is_good = allocate_is_good };

		disk_clear();
		play = (struct play){ .desk = desk, .meeting = meeting, .script = script, .steps = STEPS,
				      .from_on = from_on, .soon = true, .arm = allocate_arm,
				      .session = session_new(desk->pack) };
		log_on_fatal(program_ends);
		sweep_begin(&sweep);
		play_hold(&play);
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
		struct sweep sweep = { .first = 1, .stride = sweep_stride(53),
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

	printf("# %zu times without memory at %zu places, %zu files verified, %s%s\n", sum.faults, sum.places,
	       sweep_reopenings(), failed ? "something lost, or half" : "0 lost, 0 halves",
	       ALLOCATE_FAILS ? "" : " (not in this build)");
	return failed;
}
