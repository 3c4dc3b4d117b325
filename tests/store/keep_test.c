/* Drafts, places, leases; finding and listing; backup. */
#include "desk.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static void drafts_are_kept_until_dropped(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct store_draft *draft;
	size_t count;

	assert_true(store_draft_put(store, "", "setup.title", "取締", 5, NULL));
	assert_true(store_draft_put(store, "s-1", "note", "half", 9, NULL));
	assert_true(store_draft_put(store, "s-1", "decision.text", "\"q\"\nline", 7, NULL));
	assert_true(store_draft_put(store, "s-1", "note", "half a sentence", 9, NULL));
	store_close(store);
	store = desk_open(desk, STORE_READ);
	assert_true(store_drafts(store, desk->arena, "s-1", &draft, &count, NULL));
	assert_int_equal(count, 2);
	assert_string_equal(draft[0].text, "\"q\"\nline");
	assert_string_equal(draft[1].field, "note");
	assert_string_equal(draft[1].text, "half a sentence");
	assert_int_equal(draft[1].at, 9);
	assert_true(store_drafts(store, desk->arena, "", &draft, &count, NULL));
	assert_int_equal(count, 1);
	store_close(store);
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_draft_drop(store, "s-1", "note", NULL));
	assert_true(store_draft_drop(store, "s-1", "was never there", NULL));
	assert_true(store_drafts(store, desk->arena, "s-1", &draft, &count, NULL));
	assert_int_equal(count, 1);
	assert_true(store_drafts(store, desk->arena, "s-2", &draft, &count, NULL));
	assert_int_equal(count, 0);
	store_close(store);
}

static void the_place_is_for_resuming(void **state)
{
	struct desk *desk = *state;
	struct store_session *row;
	struct store *store;
	size_t count;

	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_WRITE);
	row = store_list(store, desk->arena, &count, NULL);
	assert_string_equal(row[0].current, "D3");
	assert_string_equal(row[0].tab, "");
	assert_true(store_place_put(store, "s-1", "D1", "decide", NULL));
	assert_true(store_place_put(store, "s-1", "P1", "explain", NULL));
	row = store_list(store, desk->arena, &count, NULL);
	assert_int_equal(count, 1);
	assert_string_equal(row[0].current, "P1");
	assert_string_equal(row[0].tab, "explain");
	store_close(store);
}

static bool all_gone(const char *holder)
{
	return strcmp(holder, "host:1:1") == 0;
}

static bool take(struct desk *desk, struct store *store, const char *holder, bool by_force, const char **other,
		 struct error *err)
{
	return store_lease_take(store, &(struct store_lease){ "s-1", holder, 5, by_force, all_gone }, desk->arena,
				other, err);
}

static void one_facilitator_per_session(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct error err = { ERROR_NONE, "" };
	const char *other;

	assert_true(take(desk, store, "host:1:1", false, &other, NULL));
	assert_true(take(desk, store, "host:1:1", false, &other, NULL)); /* our own */
	assert_true(take(desk, store, "host:2:2", false, &other, NULL)); /* the first is gone */
	assert_false(take(desk, store, "host:3:3", false, &other, &err));
	assert_int_equal(err.class, ERROR_BUSY);
	assert_string_equal(other, "host:2:2");
	assert_non_null(strstr(err.text, "host:2:2"));
	lang = LANG_JA;
	assert_false(take(desk, store, "host:3:3", false, &other, &err));
	assert_non_null(strstr(err.text, "進行中"));
	assert_true(store_lease_drop(store, "s-1", "host:3:3", NULL)); /* not theirs: stays */
	assert_false(take(desk, store, "host:3:3", false, &other, NULL));
	assert_true(take(desk, store, "host:3:3", true, &other, NULL));
	assert_null(other);
	assert_true(store_lease_drop(store, "s-1", "host:3:3", NULL));
	assert_true(take(desk, store, "host:4:4", false, &other, NULL));
	store_close(store);
}

static void found(struct desk *desk, struct store *store, const char *name, const char *id)
{
	struct error err = { ERROR_NONE, "" };
	const char *answer = store_find(store, desk->arena, name, &err);

	if (!answer || strcmp(answer, id) != 0)
		fail_msg("'%s' gave '%s' (%s)", name, answer ? answer : "nothing", err.text);
}

static void not_found(struct desk *desk, struct store *store, const char *name, const char *en, const char *ja)
{
	const char *words[] = { en, ja };

	for (int i = 0; i < 2; i++) {
		struct error err = { ERROR_NONE, "" };

		lang = i ? LANG_JA : LANG_EN;
		if (store_find(store, desk->arena, name, &err))
			fail_msg("'%s' should not be found", name ? name : "NULL");
		assert_int_equal(err.class, ERROR_NO_INPUT);
		if (!strstr(err.text, words[i]))
			fail_msg("'%s' has no '%s'", err.text, words[i]);
	}
	lang = LANG_EN;
}

static void sessions_are_found_by_what_people_type(void **state)
{
	static const char *const ids[] = { "01933333-aaaa", "01933333-abcd", "77770000-beef", "77770000", "cafe0001" };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);

	not_found(desk, store, NULL, "no session in", "まだ会議がありません");
	not_found(desk, store, "", "no session in", "まだ会議がありません");
	for (size_t i = 0; i < 5; i++)
		session_free(desk_session(desk, store, ids[i]));
	found(desk, store, "1", ids[0]);
	found(desk, store, "5", ids[4]);
	found(desk, store, "", ids[4]);
	found(desk, store, NULL, ids[4]);
	found(desk, store, ids[1], ids[1]);
	found(desk, store, "01933333-ab", ids[1]);
	found(desk, store, "cafe", ids[4]);
	found(desk, store, "77770000", ids[3]); /* whole, though another begins so */
	found(desk, store, "77770000-", ids[2]);
	not_found(desk, store, "0193", "several sessions", "複数あります");
	not_found(desk, store, "01933333-a", "several sessions", "複数あります");
	not_found(desk, store, "6", "no session '6'", "「6」");
	not_found(desk, store, "caf", "no session 'caf'", "「caf」");
	not_found(desk, store, "%%%%", "no session", "ありません");
	not_found(desk, store, "99999999999999999999999", "no session", "ありません");
	store_close(store);
}

static void the_list_is_newest_first(void **state)
{
	static const char *const change[] = { "{\"kind\":\"session_changed\",\"held_on\":\"2027-01-01\"}", NULL };
	static const char *const ids[] = { "s-c", "s-a", "s-d", "s-b" }, *const order[] = { "s-a", "s-b", "s-d", "s-c" };
	struct desk *desk = *state;
	struct store_session *row;
	struct store *store;
	size_t count = 9;

	desk_fill(desk, ids[0], true);
	store = desk_open(desk, STORE_WRITE);
	for (size_t i = 1; i < 4; i++) {
		struct session *session = desk_session(desk, store, ids[i]);

		if (i == 1)
			desk_put_all(store, session, change);
		session_free(session);
	}
	row = store_list(store, desk->arena, &count, NULL);
	assert_non_null(row);
	assert_int_equal(count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(row[i].id, order[i]);
	assert_string_equal(row[3].state, "sealed");
	assert_int_equal(row[3].number, 1);
	assert_int_equal(row[3].decided, 1);
	assert_int_equal(row[3].stops, 3);
	assert_int_equal(row[3].events, 14);
	assert_int_equal(row[3].opened_at, desk_instant());
	assert_int_equal(row[3].last_at, desk_instant() + 13000);
	assert_string_equal(row[0].state, "prepared");
	assert_string_equal(row[0].entity, "");
	assert_false(row[0].read_only);
	store_close(store);
}

static void same_content(struct desk *desk, struct store *store, const char *copy)
{
	struct store *other = store_open(copy, STORE_READ, NULL);
	struct store_verdict verdict = { .faults = 0 };

	assert_non_null(other);
	assert_string_equal(store_derived_text(other, desk->arena), store_derived_text(store, desk->arena));
	assert_true(store_verify(other, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	assert_int_equal(verdict.sessions, 1);
	store_close(other);
}

static void a_backup_is_one_whole_file(void **state)
{
	static const char dump[] = "SELECT seq || session || n || at || kind || body || prev || hash FROM event ORDER BY seq";
	static const enum store_mode modes[] = { STORE_READ, STORE_WRITE, STORE_INSPECT };
	struct desk *desk = *state;

	desk_fill(desk, "s-1", true);
	for (size_t i = 0; i < 3; i++) {
		struct store *store = desk_open(desk, modes[i]);
		char *copy = desk_file(desk, arena_printf(desk->arena, "copy%zu.db", i));
		struct error err = { ERROR_NONE, "" };
		struct stat status;

		if (!store_backup(store, copy, &err))
			fail_msg("mode %zu: %s", i, err.text);
		assert_int_equal(stat(copy, &status), 0);
		assert_int_equal(status.st_mode & 0777, 0600);
		assert_int_equal(status.st_nlink, 1);
		assert_string_equal(desk_sql_text(desk->arena, copy, "PRAGMA journal_mode"), "delete");
		assert_string_equal(desk_sql_text(desk->arena, copy, dump), desk_sql_text(desk->arena, desk->path, dump));
		same_content(desk, store, copy);
		assert_int_equal(store_draft_put(store, "s-1", "f", "t", 1, NULL), modes[i] == STORE_WRITE);
		store_close(store);
	}
}

/* Killed in the middle of it; the name is free, and the next one leaves nothing of it. */
static void a_backup_removes_what_a_killed_one_left(void **state)
{
	static const char *const endings[] = { "", "-journal" };
	struct desk *desk = *state;
	struct store *store;
	pid_t child = fork();
	const char *left[2];

	if (child == 0)
		_exit(0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_READ);
	for (size_t i = 0; i < 2; i++)
		left[i] = desk_file(desk, arena_printf(desk->arena, ".entaku-%ld.part%s", (long)child, endings[i]));
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(close(open(left[i], O_WRONLY | O_CREAT, 0600)), 0);
	assert_true(store_backup(store, desk_file(desk, "copy.db"), NULL));
	same_content(desk, store, desk_file(desk, "copy.db"));
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(access(left[i], F_OK), -1);
	store_close(store);
}

static void a_backup_never_overwrites(void **state)
{
	struct desk *desk = *state;
	struct error err = { ERROR_NONE, "" };
	struct store *store;
	size_t length;

	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_READ);
	assert_true(file_write(desk_file(desk, "mine.db"), "mine", 4));
	assert_false(store_backup(store, desk_file(desk, "mine.db"), &err));
	assert_int_equal(err.class, ERROR_CREATE);
	assert_non_null(strstr(err.text, "already there"));
	lang = LANG_JA;
	assert_false(store_backup(store, desk->folder, &err));
	assert_non_null(strstr(err.text, "すでにあります"));
	assert_false(store_backup(store, desk_file(desk, "no/such/copy.db"), &err));
	assert_int_equal(err.class, ERROR_CREATE);
	assert_memory_equal(desk_bytes(desk->arena, desk_file(desk, "mine.db"), &length), "mine", 4);
	assert_int_equal(access(desk_file(desk, arena_printf(desk->arena, ".entaku-%ld.part", (long)getpid())), F_OK), -1);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(drafts_are_kept_until_dropped),
		TEST(the_place_is_for_resuming),
		TEST(one_facilitator_per_session),
		TEST(sessions_are_found_by_what_people_type),
		TEST(the_list_is_newest_first),
		TEST(a_backup_is_one_whole_file),
		TEST(a_backup_removes_what_a_killed_one_left),
		TEST(a_backup_never_overwrites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
