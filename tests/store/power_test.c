/*
 * The power goes: after every change of the disk in a whole meeting, with what was not
 * synced lost, kept, begun or torn.  The file opens, verifies, and holds every event that
 * was acknowledged before; the meeting can go on.
 */
#include "support_meeting.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "store/db.h"
#include "support/disk.h"
#include "support/sweep.h"

enum { RANDOM = 12, SEED = 20261124 };

/* A meeting on a disk that keeps its changes: how many there were when each event was
 * acknowledged. */
struct held { struct desk *desk; struct meeting *meeting; size_t *acknowledged, changes; };

static struct { size_t cuts, opened; } sum;

/* Opened, closed and opened again in its middle, and moved into the file now and then. */
static void hold(struct held *held)
{
	struct session *session = session_new(held->desk->pack);
	struct store *store = desk_open(held->desk, STORE_WRITE);
	struct error err = { ERROR_NONE, "" };

	for (size_t i = 0; i < held->meeting->count; i++) {
		if (!meeting_append(held->meeting, store, session, i, &err))
			fail_msg("%s", err.text);
		held->acknowledged[i] = disk_changes();
		if (i % 7 == 3)
			assert_true(store_draft_put(store, held->meeting->id, "note", "half", 1, NULL));
		if (i % 9 == 5)
			store_checkpoint(store);
		if (i == held->meeting->count / 2) {
			store_close(store);
			store = desk_open(held->desk, STORE_WRITE);
		}
	}
	store_close(store);
	session_free(session);
	held->changes = disk_changes();
}

static size_t acknowledged_by(const struct held *held, size_t at)
{
	size_t count = 0;

	while (count < held->meeting->count && held->acknowledged[count] <= at)
		count++;
	return count;
}

/* The next event goes into what is left. */
static void go_on(const struct held *held, size_t count)
{
	struct store *store = desk_open(held->desk, STORE_WRITE);
	struct session *session = count ? store_load(store, held->meeting->id, NULL) : session_new(held->desk->pack);
	struct error err = { ERROR_NONE, "" };

	if (count < held->meeting->count && !meeting_append(held->meeting, store, session, count, &err))
		fail_msg("not gone on with event %zu: %s", count + 1, err.text);
	assert_string_equal(session_head(session)->hash,
			    held->meeting->event[count < held->meeting->count ? count : count - 1].head);
	store_session_free(session);
	store_close(store);
}

static void cut(const struct held *held, size_t at, enum disk_loss loss, uint64_t seed)
{
	size_t least = acknowledged_by(held, at), count = 0;
	struct arena *arena = arena_new();
	const char *wrong;

	disk_cut(at, loss, seed);
	wrong = meeting_wrong(held->meeting, arena, held->desk->path, least,
			      least < held->meeting->count ? least + 1 : least, &count);
	if (wrong)
		fail_msg("power went after change %zu of %zu, loss %d, seed %llu: %s", at, held->changes, (int)loss,
			 (unsigned long long)seed, wrong);
	sum.cuts++;
	if (sum.cuts % 16 == 0)
		go_on(held, count);
	arena_free(arena);
}

/* What is lost is another amount after a sync only. */
static void cut_everywhere(const struct held *held, size_t whole_stride)
{
	size_t stride = sweep_stride(67, whole_stride);
	uint64_t seed = SEED;

	for (size_t at = 0; at <= held->changes; at++) {
		bool at_sync = at > 0 && disk_is_sync(at - 1);

		if (at_sync && (sweep_whole() || at % 5 == 0))
			cut(held, at, DISK_LOST, seed++);
		if (at % stride != 0)
			continue;
		cut(held, at, DISK_TORN, seed++);
		if (sweep_whole() && at / stride % 8 == 0) {
			cut(held, at, DISK_KEPT, seed++);
			cut(held, at, DISK_BEGUN, seed++);
		}
	}
}

static void survive(void **state, bool shares)
{
	struct held held = { .desk = *state };

	disk_insert();
	disk_share_nothing(!shares);
	held.meeting = meeting_new(held.desk, RANDOM);
	held.acknowledged = arena_array(held.desk->arena, held.meeting->count, sizeof(*held.acknowledged));
	disk_clear();
	disk_share_nothing(!shares);
	disk_record();
	hold(&held);
	/* Without shared memory there are many more changes, of fewer kinds. */
	cut_everywhere(&held, shares ? 1 : 3);
	disk_remove();
}

static void power_cuts_lose_nothing_acknowledged(void **state)
{
	survive(state, true);
}

static void power_cuts_lose_nothing_acknowledged_without_shared_memory(void **state)
{
	survive(state, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(power_cuts_lose_nothing_acknowledged),
		TEST(power_cuts_lose_nothing_acknowledged_without_shared_memory),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu power cuts, seeds from %d, %d failed\n", sum.cuts, SEED, failed);
	return failed;
}
