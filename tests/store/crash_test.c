/*
 * What a meeting must survive: the program killed in the middle, a full disk,
 * files in which anything may stand.
 */
#include "desk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "store/db.h"

#define NOTE "{\"kind\":\"note_added\",\"text\":\"note\"}"

/* Appends for ever, saying each number once it is recorded. */
static _Noreturn void write_until_killed(struct desk *desk, int out)
{
	struct store *store = store_open(desk->path, STORE_WRITE, NULL);
	struct session *session = store ? store_load(store, "s-1", NULL) : NULL;

	while (session && desk_put(store, session, NOTE, NULL)) {
		int64_t n = session_head(session)->n;

		if (write(out, &n, sizeof(n)) != (ssize_t)sizeof(n))
			break;
	}
	_exit(1);
}

/* Kills the writer after `wanted` acknowledgements; the last one it gave. */
static int64_t kill_after(struct desk *desk, size_t wanted)
{
	int64_t n = 0, last = 0;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		write_until_killed(desk, ends[1]);
	}
	close(ends[1]);
	for (size_t i = 0; i < wanted && read(ends[0], &n, sizeof(n)) == (ssize_t)sizeof(n); i++)
		last = n;
	kill(child, SIGKILL);
	/* What it still said before it died counts as acknowledged. */
	while (read(ends[0], &n, sizeof(n)) == (ssize_t)sizeof(n))
		last = n;
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	return last;
}

static void sound(struct desk *desk, struct store *store)
{
	struct store_verdict verdict;
	struct error err = { ERROR_NONE, "" };

	if (!store_verify(store, desk->arena, NULL, &verdict, &err))
		fail_msg("%s", err.text);
	if (verdict.faults)
		fail_msg("%s", verdict.fault[0].text);
	assert_true(store_check(store, desk->arena, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
}

static void nothing_acknowledged_is_lost_by_a_kill(void **state)
{
	static const enum store_mode modes[] = { STORE_READ, STORE_INSPECT, STORE_WRITE };
	struct random random = { .state = 20261124 };
	struct desk *desk = *state;

	desk_fill(desk, "s-1", false);
	for (size_t i = 0; i < 20; i++) {
		int64_t said = kill_after(desk, 1 + desk_below(&random, 30));
		struct store *store = desk_open(desk, modes[i % 3]);
		struct session *session = store_load(store, "s-1", NULL);

		assert_non_null(session);
		assert_true(said > 13);
		assert_true(session_head(session)->n >= said);
		sound(desk, store);
		store_session_free(session);
		store_close(store);
	}
}

/* A note that needs pages of its own. */
static char *long_note(struct arena *arena)
{
	char *text = arena_alloc(arena, 4001);

	memset(text, 'x', 4000);
	return arena_printf(arena, "{\"kind\":\"note_added\",\"text\":\"%s\"}", text);
}

static void fill_up(struct desk *desk, struct store *store, struct session *session)
{
	struct error err = { ERROR_NONE, "" };
	char *note = long_note(desk->arena);
	int tries = 0;

	while (desk_put(store, session, note, &err) && tries < 200)
		tries++;
	assert_true(tries < 200);
	assert_int_equal(err.class, ERROR_IO);
	assert_non_null(strstr(err.text, "the disk is full and nothing was recorded"));
	lang = LANG_JA;
	assert_false(desk_put(store, session, note, &err));
	assert_non_null(strstr(err.text, "空きがない"));
	lang = LANG_EN;
}

static void a_full_disk_is_said_and_survived(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1"), *loaded;
	int64_t pages;

	db_run(store, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
	pages = db_number(store, "PRAGMA page_count", 0);
	assert_int_equal(db_number(store, arena_printf(desk->arena, "PRAGMA max_page_count=%d", (int)pages + 12), 0),
			 pages + 12);
	fill_up(desk, store, session);
	loaded = store_load(store, "s-1", NULL);
	assert_int_equal(loaded->event_count, session->event_count);
	assert_string_equal(session_head(loaded)->hash, session_head(session)->hash);
	assert_int_equal(session->now.note_count, loaded->now.note_count);
	store_session_free(loaded);
	sound(desk, store);
	/* Somebody made room. */
	db_number(store, "PRAGMA max_page_count=1000000", 0);
	assert_true(desk_put(store, session, NOTE, NULL));
	sound(desk, store);
	session_free(session);
	store_close(store);
	assert_false(desk_beside(desk, "-wal"));
}

/* A limit on file sizes is how the operating system itself says no. */
static int append_under_limit(struct desk *desk)
{
	struct store *store = store_open(desk->path, STORE_WRITE, NULL);
	struct session *session = store ? store_load(store, "s-1", NULL) : NULL;
	struct rlimit limit;
	struct error err = { ERROR_NONE, "" };
	char *note = long_note(desk->arena);
	size_t events;

	signal(SIGXFSZ, SIG_IGN);
	if (!session || getrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	limit.rlim_cur = 200 * 1024;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 2;
	for (int i = 0; i < 500 && err.class == ERROR_NONE; i++)
		desk_put(store, session, note, &err);
	if (err.class != ERROR_IO || !strstr(err.text, "nothing was recorded"))
		return 3;
	events = session->event_count;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || !desk_put(store, session, NOTE, &err))
		return 4;
	if (session->event_count != events + 1)
		return 5;
	store_close(store);
	store = store_open(desk->path, STORE_READ, NULL);
	session_free(session);
	session = store ? store_load(store, "s-1", NULL) : NULL;
	return session && session->event_count == events + 1 ? 0 : 6;
}

static void a_refusing_system_is_said_and_survived(void **state)
{
	struct desk *desk = *state;
	struct store *store;
	pid_t child;
	int status;

	desk_fill(desk, "s-1", false);
	child = fork();
	if (child == 0)
		_exit(append_under_limit(desk));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	store = desk_open(desk, STORE_READ);
	sound(desk, store);
	store_close(store);
}

/* Everything that a command would ask of a file; only crashes count. */
static void ask_everything(struct desk *desk, struct arena *arena, enum store_mode mode)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(desk->path, mode, &err);
	struct store_verdict verdict;
	struct store_session *row;
	struct store_draft *draft;
	size_t count = 0;
	int64_t sessions;

	if (!store) {
		assert_true(err.class != ERROR_NONE && err.text[0]);
		return;
	}
	row = store_list(store, arena, &count, &err);
	for (size_t i = 0; row && i < count; i++) {
		struct session *session = store_load(store, row[i].id, &err);

		if (session && mode == STORE_WRITE)
			desk_put(store, session, NOTE, &err);
		store_session_free(session);
	}
	store_find(store, arena, "s-1", &err);
	store_find(store, arena, NULL, &err);
	store_drafts(store, arena, "s-1", &draft, &count, &err);
	store_verify(store, arena, NULL, &verdict, &err);
	store_verify(store, arena, "s-2", &verdict, &err);
	store_check(store, arena, &verdict, &err);
	store_derived_text(store, arena);
	if (mode == STORE_WRITE)
		store_rebuild(store, &sessions, &err);
	store_close(store);
}

static void write_damaged(struct desk *desk, const char *bytes, size_t length)
{
	assert_true(file_write(desk->path, bytes, length));
	remove(desk_file(desk, "flipped.db-wal"));
	remove(desk_file(desk, "flipped.db-shm"));
	remove(desk_file(desk, "flipped.db-journal"));
}

static void flipped_bytes_never_crash(void **state)
{
	enum { FILES = 300, HEADER = 100, PAGE = 4096 };
	static const enum store_mode modes[] = { STORE_READ, STORE_INSPECT, STORE_WRITE };
	struct random random = { .state = 7 };
	struct desk *desk = *state;
	char *whole, *bytes;
	size_t length;

	desk_fill(desk, "s-1", true);
	desk_fill(desk, "s-2", false);
	whole = desk_bytes(desk->arena, desk->path, &length);
	bytes = arena_alloc(desk->arena, length);
	desk->path = desk_file(desk, "flipped.db");
	for (size_t i = 0; i < FILES; i++) {
		struct arena *arena = arena_new();

		memcpy(bytes, whole, length);
		for (size_t k = 1 + desk_below(&random, 8); k-- > 0;) {
			/* Often in the head of a page, where the structure is. */
			size_t at = desk_below(&random, 2) ? desk_below(&random, length)
				: desk_below(&random, length / PAGE) * PAGE + desk_below(&random, 24);

			bytes[at] = (char)((unsigned char)bytes[at] ^ (1 + desk_below(&random, 255)));
		}
		write_damaged(desk, bytes, length);
		ask_everything(desk, arena, modes[i % 3]);
		arena_free(arena);
	}
}

static void a_cut_file_never_crashes(void **state)
{
	struct desk *desk = *state;
	struct arena *arena = arena_new();
	size_t length;
	char *whole;

	desk_fill(desk, "s-1", true);
	whole = desk_bytes(desk->arena, desk->path, &length);
	desk->path = desk_file(desk, "flipped.db");
	for (size_t kept = 0; kept < length; kept += 1 + length / 40) {
		write_damaged(desk, whole, kept);
		ask_everything(desk, arena, STORE_INSPECT);
		ask_everything(desk, arena, STORE_READ);
	}
	arena_free(arena);
}

/* What is damaged must be said, not only survived. */
static void damage_is_reported(void **state)
{
	struct desk *desk = *state;
	struct store_verdict verdict = { .faults = 0 };
	struct error err = { ERROR_NONE, "" };
	struct store *store;
	int64_t root;
	size_t length;
	char *bytes;

	desk_fill(desk, "s-1", true);
	root = desk_sql_number(desk->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_event_1'");
	bytes = desk_bytes(desk->arena, desk->path, &length);
	memset(bytes + (size_t)(root - 1) * 4096, 0xA5, 64);
	assert_true(file_write(desk->path, bytes, length));
	store = desk_open(desk, STORE_INSPECT);
	assert_true(store_check(store, desk->arena, &verdict, &err));
	assert_true(verdict.faults > 0);
	assert_non_null(strstr(verdict.fault[0].text, "damaged"));
	assert_false(store_verify(store, desk->arena, NULL, &verdict, &err) && verdict.faults == 0);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_acknowledged_is_lost_by_a_kill),
		TEST(a_full_disk_is_said_and_survived),
		TEST(a_refusing_system_is_said_and_survived),
		TEST(flipped_bytes_never_crash),
		TEST(a_cut_file_never_crashes),
		TEST(damage_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
