/*
 * Every call to the disk fails, one at a time and from one on, in a whole meeting: what
 * was acknowledged is there, nothing is half there, the failure is said, and the meeting
 * goes on when the disk answers again and comes to the same end.
 */
#include "support_meeting.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "support/disk.h"
#include "support/sweep.h"

static struct { size_t faults, places; } sum;

/* A meeting being held. */
struct play {
	struct desk *desk;
	const struct meeting *meeting;
	struct store *store;
	struct session *session;
	size_t acknowledged;
	bool unsure;     /* the next one was asked for and not acknowledged: it may be there */
};

/* Who opens the file again sees whether the one in doubt is there. */
static bool take_up(struct play *play, struct error *err)
{
	struct session *session;
	struct arena *arena = arena_new();
	size_t count = 0;
	struct store_session *row = store_list(play->store, arena, &count, err);

	session = row && count > 0 ? store_load(play->store, play->meeting->id, err) : NULL;
	arena_free(arena);
	if (!row || (count > 0 && !session))
		return false;
	play->unsure = false;
	if (!session)
		return true;
	play->acknowledged += session->event_count == play->acknowledged + 1;
	/* Small, and gone with the copy: its pack may be the other one's, too. */
	play->session = session;
	return true;
}

/* What the facilitator's program does with a file besides; each can be done again. */
static bool open_it(struct play *play, struct error *err)
{
	play->store = store_open(play->desk->path, STORE_WRITE, err);
	if (!play->store || !play->unsure || take_up(play, err))
		return play->store != NULL;
	store_close(play->store);
	play->store = NULL;
	return false;
}

/* One more, where not all are recorded. */
static bool append(struct play *play, struct error *err)
{
	if (play->acknowledged == play->meeting->count)
		return true;
	play->unsure = !meeting_append(play->meeting, play->store, play->session, play->acknowledged, err);
	play->acknowledged += !play->unsure;
	return !play->unsure;
}

static bool take_lease(struct play *play, struct error *err)
{
	struct store_lease lease = { .session = play->meeting->id, .holder = "me", .at = 1 };
	struct arena *arena = arena_new();
	const char *other;
	bool good = store_lease_take(play->store, &lease, arena, &other, err);

	if (!good && other)
		sweep_bad("the lease is said to be of %s", other);
	arena_free(arena);
	return good;
}

static bool put_draft(struct play *play, struct error *err)
{
	return store_draft_put(play->store, play->meeting->id, "note", "half a sen", 1, err);
}

static bool drop_draft(struct play *play, struct error *err)
{
	return store_draft_drop(play->store, play->meeting->id, "note", err);
}

static bool put_place(struct play *play, struct error *err)
{
	return store_place_put(play->store, play->meeting->id, "D3", "decide", err) &&
	       store_room_put(play->store, play->meeting->id, &(struct store_room){ "item", "D3", 0 }, err);
}

/* What is read is right, or it is said that it can't be read. */
static bool read_back(struct play *play, struct error *err)
{
	struct arena *arena = arena_new();
	struct session *session = store_load(play->store, play->meeting->id, err);
	bool good = session != NULL;
	const char *wrong = good ? meeting_wrong_session(play->meeting, arena, session, play->acknowledged,
							 play->acknowledged + play->unsure) : NULL;

	if (!good && err->class == ERROR_DATA)
		sweep_bad("the file is accused: %s", err->text);
	if (wrong)
		sweep_bad("read back: %s", wrong);
	store_session_free(session);
	arena_free(arena);
	return good;
}

static bool find_it(struct play *play, struct error *err)
{
	struct arena *arena = arena_new();
	const char *id = store_find(play->store, arena, "1", err);
	size_t count = 0;
	struct store_session *row = id ? store_list(play->store, arena, &count, err) : NULL;

	if (!id && err->class == ERROR_NO_INPUT)
		sweep_bad("not found: %s", err->text);
	if (row && (count != 1 || row[0].events < (int64_t)play->acknowledged ||
		    row[0].events > (int64_t)(play->acknowledged + play->unsure)))
		sweep_bad("a list of %zu", count);
	arena_free(arena);
	return row != NULL;
}

static bool verify(struct play *play, struct error *err)
{
	struct arena *arena = arena_new();
	struct store_verdict verdict;
	bool good = store_verify(play->store, arena, NULL, &verdict, err);

	if (good && verdict.faults)
		sweep_bad("a whole file is accused: %s", verdict.fault[0].text);
	arena_free(arena);
	return good;
}

static bool rebuild(struct play *play, struct error *err)
{
	int64_t sessions;

	return store_rebuild(play->store, &sessions, err);
}

static bool checkpoint(struct play *play, struct error *err)
{
	(void)err;
	store_checkpoint(play->store);
	return true;
}

static bool close_it(struct play *play, struct error *err)
{
	(void)err;
	store_close(play->store);
	play->store = NULL;
	return true;
}

static bool (*const script[])(struct play *play, struct error *err) = {
	open_it, append, take_lease, append, append, append, put_draft, append, drop_draft, append, append, append,
	put_place, append, append, read_back, append, append, append, append, find_it, append, append, append,
	close_it, open_it, append, append, checkpoint, append, append, verify, append, append, rebuild, append,
	append, close_it,
};
enum { STEPS = sizeof(script) / sizeof(script[0]), MORE = 3 };

/* After failing for a while the file may be open, or closed, where the script has it not. */
static bool do_step(struct play *play, size_t step, struct error *err)
{
	bool opens = script[step] == open_it;

	if (opens && play->store)
		return true;
	return (opens || play->store || open_it(play, err)) && script[step](play, err);
}

/* Through the connection that had the fault, or, where `whole`, through a new one. */
static void check_file(struct play *play, const char *when, bool whole, bool doubt)
{
	size_t count = 0, least = play->acknowledged, most = least + 1;
	struct arena *arena = arena_new();
	const char *wrong;

	if (whole)
		wrong = meeting_wrong(play->meeting, arena, play->desk->path, least, most, &count);
	else
		wrong = meeting_wrong_store(play->meeting, arena, play->store, false, least, most, &count);
	if (wrong)
		sweep_bad("%s: %s", when, wrong);
	/* What the screen shows is what is in the file.  Where the disk did not even let
	 * itself be asked, one that was not acknowledged is learned of with the next key. */
	if (play->session->event_count != count && (play->session->event_count + 1 != count || !doubt))
		sweep_bad("%s: %zu events in memory, %zu in the file", when, play->session->event_count, count);
	wrong = meeting_wrong_session(play->meeting, arena, play->session, doubt ? least : count, count);
	if (wrong)
		sweep_bad("%s, in memory: %s", when, wrong);
	arena_free(arena);
	if (whole)
		sweep_reopened();
}

/* All that what comes then depends on, besides what is open; the session is looked at. */
static uint64_t state_of(const struct play *play, size_t step)
{
	uint64_t state = disk_state();

	state = state * 1000003 + step;
	state = state * 1000003 + play->acknowledged;
	return state * 1000003 + play->session->event_count;
}

/* The program ends here, without a word. */
static void look_at_killed(void *with)
{
	disk_kill();
	check_file(with, "killed after the fault", true, true);
}

static void must_have_words(size_t step, const struct error *said)
{
	if (said->class == ERROR_NONE || !said->text[0])
		sweep_bad("step %zu failed without a word", step);
}

/* The same again, and what comes after it: refused in words, or done. */
static void try_more(struct play *play, size_t step)
{
	for (size_t i = 0; i < (size_t)MORE; i++) {
		struct error err = { ERROR_NONE, "" };
		size_t at = step + i < (size_t)STEPS ? step + i : (size_t)STEPS - 1;

		if (!do_step(play, at, &err))
			must_have_words(at, &err);
		if (play->store && !append(play, &err))
			must_have_words(at, &err);
	}
}

/* The disk works again: to the end of the meeting, or to where a copy before came from the
 * same state; with a file open there is more to it than the disk. */
static void work_on(struct play *play, size_t step)
{
	struct error err = { ERROR_NONE, "" };

	if (play->store && play->unsure && !append(play, &err))
		sweep_bad("the same again after step %zu: %s", step, err.text);
	for (size_t i = step; i < (size_t)STEPS; i++) {
		if (!play->store && sweep_known(state_of(play, i)))
			return;
		if (!do_step(play, i, &err))
			sweep_bad("step %zu of the disk that works again: %s", i, err.text);
	}
	if (disk_open_files() > 0)
		sweep_bad("%zu files are open at the end", disk_open_files());
	if (sweep_known(state_of(play, STEPS)))
		return;
	check_file(play, "in the end", true, false);
	if (play->acknowledged != play->meeting->count)
		sweep_bad("another end: %zu events", play->acknowledged);
}

/* In a copy, after the fault: everything as it must be, done again, and to the end. */
static _Noreturn void go_on(struct play *play, size_t step, bool done, bool from_on, const struct error *said)
{
	if (!done)
		must_have_words(step, said);
	if (!done && from_on)
		try_more(play, step);
	sweep_heal();
	if (!play->store && disk_open_files() > 0)
		sweep_bad("step %zu left %zu files open", step, disk_open_files());
	if (play->store)
		check_file(play, "after the fault", false, play->unsure && from_on);
	if (!sweep_known(state_of(play, STEPS + 1)))
		sweep_apart(look_at_killed, play);
	work_on(play, done ? step + 1 : step);
	sweep_good();
}

static void hold(struct play *play, bool from_on)
{
	for (size_t i = 0; i < (size_t)STEPS; i++) {
		struct error err = { ERROR_NONE, "" };
		bool done = script[i](play, &err);

		if (sweep_is_copy() && (!done || !from_on || i == (size_t)STEPS - 1))
			go_on(play, i, done, from_on, &err);
		if (!done)
			fail_msg("step %zu: %s", i, err.text);
	}
}

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

static void sweep_meeting(struct desk *desk, const struct meeting *meeting, const struct way *way, bool from_on,
			  bool shares)
{
	struct sweep sweep = { .first = 1, .stride = sweep_stride(41), .from_on = from_on };
	struct play play = { .desk = desk, .meeting = meeting };

	disk_clear();
	disk_share_nothing(!shares);
	play.session = session_new(desk->pack);
	disk_ask(ask, (void *)(uintptr_t)way);
	sweep_begin(&sweep);
	hold(&play, from_on);
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
		appends += script[i] == append;
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
	assert_true(open_it(&play, &err) && append(&play, &err) && append(&play, &err));
	/* Confirmed by a second commit. */
	disk_ask(fail_late, &times);
	assert_true(append(&play, &err));
	assert_int_equal(times, 0);
	expect(&play, 3);
	/* Not confirmed: said, and the same again is the same. */
	times = 2;
	assert_false(append(&play, &err));
	assert_int_equal(err.class, ERROR_IO);
	assert_non_null(strstr(err.text, "it is not doubled"));
	expect(&play, 4);
	assert_true(append(&play, &err));
	expect(&play, 4);
	/* Something else goes behind it. */
	times = 2;
	assert_false(append(&play, &err));
	play.acknowledged++;
	assert_true(append(&play, &err));
	expect(&play, 6);
	disk_ask(NULL, NULL);
	close_it(&play, &err);
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
	assert_true(open_it(&play, &err));
	disk_ask(fail_late_and_on, &left);
	assert_false(append(&play, &err));
	assert_int_equal(left, 0);
	assert_int_equal(play.session->event_count, 0);
	disk_ask(NULL, NULL);
	if (!append(&play, &err))
		fail_msg("%s", err.text);
	expect(&play, 1);
	assert_true(append(&play, &err));
	expect(&play, 2);
	close_it(&play, &err);
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
