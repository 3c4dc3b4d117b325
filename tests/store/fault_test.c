/*
 * Every call to the disk fails, one at a time and from one on, in a whole meeting: what
 * was acknowledged is there, nothing is half there, the failure is said, and the meeting
 * goes on when the disk answers again and comes to the same end.
 */
#include "support_play.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "support/disk.h"
#include "support/sweep.h"

static struct { size_t faults, places; } sum;

static play_step *const script[] = {
	play_open, play_append, play_take_lease, play_append, play_append, play_append, play_put_draft, play_append, play_drop_draft, play_append, play_append, play_append,
	play_put_place, play_append, play_append, play_read_back, play_append, play_append, play_append, play_append, play_find, play_append, play_append, play_append,
	play_close, play_open, play_append, play_append, play_checkpoint, play_append, play_append, play_verify, play_append, play_append, play_rebuild, play_append,
	play_append, play_close,
};
enum { STEPS = sizeof(script) / sizeof(script[0]) };

/* ---- the ways to fail ---------------------------------------------------------- */

/* What each call says when it fails. */
static const struct way { const char *name; struct disk_fault fault[DISK_CALL_COUNT]; } ways[] = {
	{ "errors", {
		[DISK_OPEN] = { SQLITE_CANTOPEN, DISK_BEFORE }, [DISK_DELETE] = { SQLITE_IOERR_DELETE, DISK_BEFORE },
		[DISK_ACCESS] = { SQLITE_IOERR_ACCESS, DISK_BEFORE }, [DISK_READ] = { SQLITE_IOERR_READ, DISK_BEFORE },
		[DISK_WRITE] = { SQLITE_IOERR_WRITE, DISK_HALF }, [DISK_SYNC] = { SQLITE_IOERR_FSYNC, DISK_BEFORE },
		[DISK_TRUNCATE] = { SQLITE_IOERR_TRUNCATE, DISK_BEFORE }, [DISK_SIZE] = { SQLITE_IOERR_FSTAT, DISK_BEFORE },
		[DISK_LOCK] = { SQLITE_IOERR_LOCK, DISK_BEFORE },
		[DISK_RESERVED] = { SQLITE_IOERR_CHECKRESERVEDLOCK, DISK_BEFORE },
		[DISK_SHARE] = { SQLITE_IOERR_SHMMAP, DISK_BEFORE }, [DISK_SHARE_LOCK] = { SQLITE_IOERR_SHMLOCK, DISK_BEFORE } } },
	{ "full", {
		[DISK_OPEN] = { SQLITE_CANTOPEN, DISK_BEFORE }, [DISK_WRITE] = { SQLITE_FULL, DISK_HALF },
		[DISK_SHARE] = { SQLITE_IOERR_SHMSIZE, DISK_BEFORE } } },
	{ "busy or late", {
		[DISK_DELETE] = { SQLITE_IOERR_DIR_FSYNC, DISK_AFTER }, [DISK_WRITE] = { SQLITE_IOERR_WRITE, DISK_BEFORE },
		[DISK_SYNC] = { SQLITE_IOERR_FSYNC, DISK_AFTER }, [DISK_TRUNCATE] = { SQLITE_IOERR_TRUNCATE, DISK_AFTER },
		[DISK_LOCK] = { SQLITE_BUSY, DISK_BEFORE }, [DISK_SHARE_LOCK] = { SQLITE_BUSY, DISK_BEFORE },
		[DISK_OPEN] = { SQLITE_CANTOPEN, DISK_BEFORE } } },
};
enum { FULL = 1, WAYS = sizeof(ways) / sizeof(ways[0]) };

static struct disk_fault ask(void *with, enum disk_call call)
{
	const struct way *way = with;
	struct disk_fault none = { SQLITE_OK, DISK_BEFORE };

	return way->fault[call].code && sweep_place() ? way->fault[call] : none;
}

/* The first way is gone through the long way, to the same end by each connection itself. */
static void sweep_meeting(struct desk *desk, const struct meeting *meeting, const struct way *way, bool from_on,
			  bool shares)
{
	struct sweep sweep = { .first = 1, .stride = sweep_stride(83), .from_on = from_on };
	struct play play = { .desk = desk, .meeting = meeting, .script = script, .steps = STEPS,
			     .from_on = from_on, .soon = way != ways };

	disk_clear();
	disk_share_nothing(!shares);
	play.session = session_new(desk->pack);
	disk_ask(ask, (void *)(uintptr_t)way);
	sweep_begin(&sweep);
	play_hold(&play);
	sweep_end();
	disk_ask(NULL, NULL);
	session_free(play.session);
	sum.faults += sweep.faults;
	sum.places += sweep.places;
	if (sweep.wrong[0])
		fail_msg("%s%s: %s", way->name, shares ? "" : " without WAL", sweep.wrong);
}

static void sweep_ways(void **state, bool shares)
{
	struct desk *desk = *state;
	struct meeting *meeting;
	size_t appends = 0;

	disk_insert();
	for (size_t i = 0; i < (size_t)STEPS; i++)
		appends += script[i] == play_append;
	meeting = meeting_new(desk, appends - 15);
	assert_int_equal(meeting->count, appends);
	for (size_t i = 0; i < WAYS; i++) {
		/* A disk that is full for one write is one of the errors. */
		if (i != FULL)
			sweep_meeting(desk, meeting, &ways[i], false, shares);
		sweep_meeting(desk, meeting, &ways[i], true, shares);
	}
	disk_remove();
}

static void every_failing_call_is_survived(void **state)
{
	sweep_ways(state, true);
}

static void every_failing_call_is_survived_without_shared_memory(void **state)
{
	sweep_ways(state, false);
}

/* ---- a commit that fails and yet stands ------------------------------------------- */

/* The journal is removed, and then the folder can't be synced, `*with` times. */
static struct disk_fault fail_late(void *with, enum disk_call call)
{
	int *times = with;

	if (call != DISK_DELETE || *times == 0)
		return (struct disk_fault){ SQLITE_OK, DISK_BEFORE };
	(*times)--;
	return (struct disk_fault){ SQLITE_IOERR_DIR_FSYNC, DISK_AFTER };
}

static void expect(struct play *play, size_t count)
{
	struct arena *arena = arena_new();
	const char *wrong = meeting_wrong(play->meeting, arena, play->desk->path, count, count, NULL);

	if (!wrong)
		wrong = meeting_wrong_session(play->meeting, arena, play->session, count, count);
	if (wrong)
		fail_msg("%s", wrong);
	arena_free(arena);
}

static void a_commit_that_stands_is_not_doubled(void **state)
{
	struct play play = { .desk = *state };
	struct error err = { ERROR_NONE, "" };
	int times = 1;

	disk_insert();
	disk_share_nothing(true);
	play.meeting = meeting_new(play.desk, 0);
	disk_clear();
	disk_share_nothing(true);
	play.session = session_new(play.desk->pack);
	assert_true(play_open(&play, &err) && play_append(&play, &err) && play_append(&play, &err));
	/* Confirmed by a second commit. */
	disk_ask(fail_late, &times);
	assert_true(play_append(&play, &err));
	assert_int_equal(times, 0);
	expect(&play, 3);
	/* Not confirmed: said, and the same again is the same. */
	times = 2;
	assert_false(play_append(&play, &err));
	assert_int_equal(err.class, ERROR_IO);
	assert_non_null(strstr(err.text, "it is not doubled"));
	expect(&play, 4);
	assert_true(play_append(&play, &err));
	expect(&play, 4);
	/* Something else goes behind it. */
	times = 2;
	assert_false(play_append(&play, &err));
	play.acknowledged++;
	assert_true(play_append(&play, &err));
	expect(&play, 6);
	disk_ask(NULL, NULL);
	play_close(&play, &err);
	session_free(play.session);
	disk_remove();
}

/* The same, and nothing can be read any more: `*with` is 1 before, 0 from then on. */
static struct disk_fault fail_late_and_on(void *with, enum disk_call call)
{
	int *left = with;

	if (*left == 0)
		return (struct disk_fault){ SQLITE_IOERR, DISK_BEFORE };
	if (call != DISK_DELETE)
		return (struct disk_fault){ SQLITE_OK, DISK_BEFORE };
	*left = 0;
	return (struct disk_fault){ SQLITE_IOERR_DIR_FSYNC, DISK_AFTER };
}

static void a_first_commit_that_stands_is_not_doubled(void **state)
{
	struct play play = { .desk = *state };
	struct error err = { ERROR_NONE, "" };
	int left = 1;

	disk_insert();
	play.meeting = meeting_new(play.desk, 0);
	disk_clear();
	disk_share_nothing(true);
	play.session = session_new(play.desk->pack);
	assert_true(play_open(&play, &err));
	disk_ask(fail_late_and_on, &left);
	assert_false(play_append(&play, &err));
	assert_int_equal(left, 0);
	assert_non_null(strstr(err.text, "cannot be asked whether this was recorded"));
	assert_true(store_in_doubt(play.store));
	assert_int_equal(play.session->event_count, 0);
	disk_ask(NULL, NULL);
	if (!play_append(&play, &err))
		fail_msg("%s", err.text);
	assert_false(store_in_doubt(play.store));
	expect(&play, 1);
	assert_true(play_append(&play, &err));
	expect(&play, 2);
	play_close(&play, &err);
	session_free(play.session);
	disk_remove();
}

/* ---- a lease that can't be read ----------------------------------------------------- */

static void a_lease_that_cannot_be_read_is_not_taken(void **state)
{
	struct sweep sweep = { .first = 1, .stride = 1, .from_on = true };
	struct store_lease mine = { .session = "s-1", .holder = "me", .at = 1 }, yours = { "s-1", "you", 2, false, NULL };
	struct desk *desk = *state;
	struct error err = { ERROR_NONE, "" };
	struct store *store, *other;
	const char *holder;
	bool taken;

	disk_insert();
	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_lease_take(store, &mine, desk->arena, &holder, &err));
	other = desk_open(desk, STORE_WRITE);
	disk_ask(ask, (void *)(uintptr_t)&ways[0]);
	sweep_begin(&sweep);
	taken = store_lease_take(other, &yours, desk->arena, &holder, &err);
	if (sweep_is_copy()) {
		sweep_heal();
		holder = store_lease_holder(store, desk->arena, "s-1");
		if (taken || !holder || strcmp(holder, "me") != 0)
			sweep_bad("the lease is now of %s", holder ? holder : "nobody");
		sweep_good();
	}
	sweep_end();
	disk_ask(NULL, NULL);
	assert_false(taken);
	assert_string_equal(holder, "me");
	store_close(other);
	store_close(store);
	disk_remove();
	assert_true(sweep.faults > 0);
	if (sweep.wrong[0])
		fail_msg("%s", sweep.wrong);
}

int main(int count, char **word)
{
	const struct CMUnitTest tests[] = {
		TEST(a_commit_that_stands_is_not_doubled),
		TEST(a_first_commit_that_stands_is_not_doubled),
		TEST(a_lease_that_cannot_be_read_is_not_taken),
		TEST(every_failing_call_is_survived),
		TEST(every_failing_call_is_survived_without_shared_memory),
	};
	int failed;

	/* One of them alone: the name as a word. */
	if (count > 1)
		cmocka_set_test_filter(word[1]);
	failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu faults of the disk at %zu places, %zu files verified, %s\n", sum.faults, sum.places,
	       sweep_reopenings(), failed ? "something lost, or half" : "0 lost, 0 halves");
	return failed;
}
