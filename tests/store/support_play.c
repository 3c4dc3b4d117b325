/* See support_play.h. */
#include "support_play.h"

#include <string.h>

#include "base/arena.h"
#include "support/disk.h"
#include "support/sweep.h"

enum { MORE = 3 };

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
bool play_open(struct play *play, struct error *err)
{
	play->store = store_open(play->desk->path, STORE_WRITE, err);
	if (!play->store || !play->unsure || take_up(play, err))
		return play->store != NULL;
	store_close(play->store);
	play->store = NULL;
	return false;
}

/* One more, where not all are recorded. */
bool play_append(struct play *play, struct error *err)
{
	if (play->acknowledged == play->meeting->count)
		return true;
	play->unsure = !meeting_append(play->meeting, play->store, play->session, play->acknowledged, err);
	play->acknowledged += !play->unsure;
	return !play->unsure;
}

bool play_take_lease(struct play *play, struct error *err)
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

bool play_put_draft(struct play *play, struct error *err)
{
	return store_draft_put(play->store, play->meeting->id, "note", "half a sen", 1, err);
}

bool play_drop_draft(struct play *play, struct error *err)
{
	return store_draft_drop(play->store, play->meeting->id, "note", err);
}

bool play_put_place(struct play *play, struct error *err)
{
	return store_place_put(play->store, play->meeting->id, "D3", "decide", err) &&
	       store_room_put(play->store, play->meeting->id, &(struct store_room){ "item", "D3", 0 }, err);
}

/* What is read is right, or it is said that it can't be read. */
bool play_read_back(struct play *play, struct error *err)
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

bool play_find(struct play *play, struct error *err)
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

bool play_verify(struct play *play, struct error *err)
{
	struct arena *arena = arena_new();
	struct store_verdict verdict;
	bool good = store_verify(play->store, arena, NULL, &verdict, err);

	if (good && verdict.faults)
		sweep_bad("a whole file is accused: %s", verdict.fault[0].text);
	arena_free(arena);
	return good;
}

bool play_rebuild(struct play *play, struct error *err)
{
	int64_t sessions;

	return store_rebuild(play->store, &sessions, err);
}

bool play_checkpoint(struct play *play, struct error *err)
{
	(void)err;
	store_checkpoint(play->store);
	return true;
}

bool play_close(struct play *play, struct error *err)
{
	(void)err;
	store_close(play->store);
	play->store = NULL;
	return true;
}

/* After failing for a while the file may be open, or closed, where the script has it not. */
static bool do_step(struct play *play, size_t step, struct error *err)
{
	bool opens = play->script[step] == play_open, good = true;

	if (play->arm)
		play->arm(true);
	if (!opens && !play->store)
		good = play_open(play, err);
	if (good && !(opens && play->store))
		good = play->script[step](play, err);
	if (play->arm)
		play->arm(false);
	return good;
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
	const struct play *play = with;
	struct arena *arena = arena_new();
	const char *wrong;

	disk_kill();
	wrong = meeting_wrong(play->meeting, arena, play->desk->path, play->acknowledged, play->acknowledged + 1, NULL);
	if (wrong)
		sweep_bad("killed after the fault: %s", wrong);
	arena_free(arena);
	sweep_reopened();
}

/* Memory is gone with the program, and only the disk matters. */
static bool is_killed_known(const struct play *play)
{
	return sweep_known(disk_state() * 1000003 + play->acknowledged);
}

void play_killed(struct play *play)
{
	sweep_heal();
	if (!is_killed_known(play))
		look_at_killed(play);
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
		size_t at = step + i < play->steps ? step + i : play->steps - 1;

		if (!do_step(play, at, &err))
			must_have_words(at, &err);
		if (play->store && i > 0 && !play_append(play, &err))
			must_have_words(at, &err);
	}
}

/* The long looks change nothing: most copies need not take them again. */
static bool is_passed_over(const struct play *play, size_t step)
{
	return play->soon && sweep_at() % 16 != 0 &&
	       (play->script[step] == play_verify || play->script[step] == play_rebuild);
}

/* The disk works again: to the end of the meeting, or to where a copy before came from the
 * same state; with a file open there is more to it than the disk. */
static void work_on(struct play *play, size_t step)
{
	struct error err = { ERROR_NONE, "" };

	if (play->store && play->unsure && !play_append(play, &err))
		sweep_bad("the same again after step %zu: %s", step, err.text);
	for (size_t i = step; i < play->steps; i++) {
		if (!play->store && sweep_known(state_of(play, i)))
			return;
		if (!(i == step && is_passed_over(play, i)) && !do_step(play, i, &err))
			sweep_bad("step %zu of the disk that works again: %s", i, err.text);
		if (play->soon && i == step && play->store && (!play_append(play, &err) || !play_close(play, &err)))
			sweep_bad("one more after step %zu: %s", i, err.text);
	}
	if (disk_open_files() > 0)
		sweep_bad("%zu files are open at the end", disk_open_files());
	if (sweep_known(state_of(play, play->steps)))
		return;
	check_file(play, "in the end", true, false);
	if (play->acknowledged != play->meeting->count)
		sweep_bad("another end: %zu events", play->acknowledged);
}

/* In a copy, after the fault: everything as it must be, done again, and to the end. */
static _Noreturn void go_on(struct play *play, size_t step, bool done, const struct error *said)
{
	if (!done)
		must_have_words(step, said);
	if (!done && play->from_on)
		try_more(play, step);
	sweep_heal();
	if (!play->store && disk_open_files() > 0)
		sweep_bad("step %zu left %zu files open", step, disk_open_files());
	if (play->store)
		check_file(play, "after the fault", false, play->unsure && play->from_on);
	if (!is_killed_known(play))
		sweep_apart(look_at_killed, play);
	work_on(play, done ? step + 1 : step);
	sweep_good();
}

void play_hold(struct play *play)
{
	for (size_t i = 0; i < play->steps; i++) {
		struct error err = { ERROR_NONE, "" };
		bool done = do_step(play, i, &err);

		if (sweep_is_copy() && (!done || !play->from_on || i == play->steps - 1))
			go_on(play, i, done, &err);
		if (!done)
			fail_msg("step %zu: %s", i, err.text);
	}
}
