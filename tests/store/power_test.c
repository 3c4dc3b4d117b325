/*
 * The power goes: after every change of the disk in a whole meeting, with what was not
 * synced lost, kept, begun, torn or reordered.  The file opens, verifies, and holds every event that
 * was acknowledged before; the meeting goes on to its end.
 */
#include "support_meeting.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "support/disk.h"
#include "support/sweep.h"

enum { RANDOM = 12, SEED = 20261124, CHANCES = 3 };

/* A meeting on a disk that keeps its changes: how many there were when each event was
 * acknowledged. */
struct held { struct desk *desk; struct meeting *meeting; size_t *acknowledged, changes; };

static struct { size_t cuts; } sum;

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

/* The rest of the meeting goes into what is left. */
static void go_on(const struct held *held, size_t count)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(held->desk->path, STORE_WRITE, &err);
	struct session *session = !store ? NULL :
		count ? store_load(store, held->meeting->id, &err) : session_new(held->desk->pack);

	if (!session)
		sweep_bad("not opened again: %s", err.text);
	for (size_t i = count; i < held->meeting->count; i++)
		if (!meeting_append(held->meeting, store, session, i, &err))
			sweep_bad("not gone on with event %zu: %s", i + 1, err.text);
	if (strcmp(session_head(session)->hash, held->meeting->event[held->meeting->count - 1].head) != 0)
		sweep_bad("another end");
	store_close(store);
}

static const char *const losses[DISK_LOSS_COUNT] = {
	[DISK_LOST] = "lost", [DISK_KEPT] = "kept", [DISK_BEGUN] = "begun", [DISK_TORN] = "torn",
	[DISK_REORDERED] = "reordered",
};

/* Opened, and holding what it must: all of it is looked at where that was not seen yet. */
static const char *wrong_with(const struct held *held, struct arena *arena, size_t least, size_t *count)
{
	size_t most = least < held->meeting->count ? least + 1 : least;
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(held->desk->path, STORE_WRITE, &err);
	const char *wrong;

	if (!store)
		return arena_printf(arena, "not opened: %s", err.text);
	wrong = meeting_wrong_store(held->meeting, arena, store, false, least, most, count);
	store_close(store);
	if (wrong || sweep_known(disk_state() * 1000003 + held->meeting->count + 1))
		return wrong;
	wrong = meeting_wrong(held->meeting, arena, held->desk->path, least, most, count);
	sweep_reopened();
	if (!wrong)
		go_on(held, *count);
	return wrong;
}

/* In a copy.  What is left is often the same, byte for byte. */
static _Noreturn void cut(const struct held *held, size_t at, enum disk_loss loss, uint64_t seed)
{
	size_t least = acknowledged_by(held, at), count = 0;
	struct arena *arena = arena_new();
	const char *wrong;

	disk_cut(at, loss, seed);
	if (sweep_known(disk_state() * 1000003 + least))
		sweep_good();
	wrong = wrong_with(held, arena, least, &count);
	if (wrong)
		sweep_bad("power went after change %zu of %zu, %s, seed %llu: %s", at, held->changes, losses[loss],
			  (unsigned long long)seed, wrong);
	sweep_good();
}

/* Each change of the disk is a moment, a sync among them.  Where chance decides what is
 * left it is asked more than once. */
static void cut_everywhere(const struct held *held, struct sweep *sweep)
{
	uint64_t seed = sweep_seed(SEED);

	sweep_begin(sweep);
	for (size_t at = 0; at <= held->changes; at++)
		for (int loss = 0; loss < DISK_LOSS_COUNT; loss++)
			for (int i = 0; i < (loss < DISK_BEGUN ? 1 : CHANCES); i++, seed++)
				if (sweep_place())
					cut(held, at, (enum disk_loss)loss, seed);
	sweep_end();
	sum.cuts += sweep->faults;
}

static void survive(void **state, bool shares)
{
	struct held held = { .desk = *state };
	struct sweep sweep = { .first = 1, .stride = sweep_stride(307) };

	disk_insert();
	disk_share_nothing(!shares);
	held.meeting = meeting_new(held.desk, RANDOM);
	held.acknowledged = arena_array(held.desk->arena, held.meeting->count, sizeof(*held.acknowledged));
	disk_clear();
	disk_share_nothing(!shares);
	disk_record();
	hold(&held);
	cut_everywhere(&held, &sweep);
	disk_remove();
	if (sweep.wrong[0])
		fail_msg("%s", sweep.wrong);
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

	printf("# %zu power cuts, %zu files verified, seeds from %llu (ENTAKU_SEED), %s\n", sum.cuts, sweep_reopenings(),
	       (unsigned long long)sweep_seed(SEED), failed ? "something lost, or half" : "0 lost, 0 halves");
	return failed;
}
