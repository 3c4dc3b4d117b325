/*
 * Files of every version that there was: they become today's, and say the same.  Cut off
 * at any statement, by a failing disk or by the power, a file is the old one or the new
 * one, and the next opening completes it.
 */
#include "desk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "store/db.h"
#include "store/schema.h"
#include "support/disk.h"
#include "support/sweep.h"

enum { SEED = 20261124, CHANCES = 3 };

static struct { size_t faults, cuts; } sum;

/* The file as a program of that version left it. */
static void put_old(struct desk *desk, int version)
{
	char *name = arena_printf(desk->arena, "tests/store/old/version-%d.sql", version), *sql;
	size_t length;
	int fd;

	assert_true(file_read(desk->arena, name, 1 << 20, &sql, &length));
	/* What stands for it in the real folder. */
	fd = open(desk->path, O_RDWR | O_CREAT, 0600);
	assert_true(fd >= 0);
	close(fd);
	desk_sql(desk->path, sql);
}

/* The journal, whatever the version. */
static char *journal(struct desk *desk)
{
	return desk_sql_text(desk->arena, desk->path,
			     "SELECT seq || session || n || at || kind || body || prev || hash FROM event ORDER BY seq");
}

/* NULL, or what is wrong with a file that was opened to be brought up to date. */
static const char *wrong_with(struct desk *desk, struct store *store, const char *before)
{
	struct error err = { ERROR_NONE, "" };
	struct store_verdict verdict;
	struct store_session *row;
	size_t count;

	if (db_number(store, "PRAGMA user_version", 0) != SCHEMA_VERSION)
		return "it is still the old version";
	if (strcmp(journal(desk), before) != 0)
		return "the journal is another one";
	if (!store_verify(store, desk->arena, NULL, &verdict, &err))
		return arena_printf(desk->arena, "not verified: %s", err.text);
	if (verdict.faults)
		return arena_printf(desk->arena, "verify: %s", verdict.fault[0].text);
	if (!store_check(store, desk->arena, &verdict, &err) || verdict.faults)
		return "the file is damaged";
	row = store_list(store, desk->arena, &count, &err);
	if (!row || count != 2)
		return "not both sessions are there";
	/* The same day: the newer number comes first. */
	if (strcmp(row[0].id, "s-2") != 0 || row[0].number != 2 || strcmp(row[0].state, "running") != 0 ||
	    strcmp(row[1].id, "s-1") != 0 || row[1].number != 1 || strcmp(row[1].state, "sealed") != 0)
		return "the list says something else";
	return NULL;
}

/* Opened, or opened again: whole and of today. */
static const char *wrong_now(struct desk *desk, const char *before)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(desk->path, STORE_WRITE, &err);
	const char *wrong;

	if (!store)
		return arena_printf(desk->arena, "not opened: %s", err.text);
	wrong = wrong_with(desk, store, before);
	store_close(store);
	return wrong;
}

static void must_be_today(struct desk *desk, const char *before)
{
	const char *wrong = wrong_now(desk, before);

	if (wrong)
		fail_msg("%s", wrong);
}

/* Without the line of each session, which has the hashes of its pack and its head. */
static char *records(char *text)
{
	char *to = text;

	for (const char *line = text; *line;) {
		size_t length = strcspn(line, "\n") + 1;

		if (strncmp(line, "session|", 8) != 0) {
			memmove(to, line, length);
			to += length;
		}
		line += length;
	}
	*to = '\0';
	return text;
}

static void every_version_is_brought_up_to_date(void **state)
{
	struct desk *desk = *state;
	const char *derived = NULL;

	for (int version = 1; version <= SCHEMA_VERSION; version++) {
		struct store *store;
		struct session *session;
		const char *before, *text;

		disk_insert();
		put_old(desk, version);
		assert_int_equal(desk_sql_number(desk->path, "PRAGMA user_version"), version);
		before = journal(desk);
		must_be_today(desk, before);
		store = desk_open(desk, STORE_WRITE);
		session = store_load(store, "s-1", NULL);
		assert_true(session->now.sealed);
		assert_string_equal(session->now.decision[0].text, "Keep it");
		store_session_free(session);
		/* Each tells the same: they were made by the same hands. */
		text = records(store_derived_text(store, desk->arena));
		if (derived)
			assert_string_equal(text, derived);
		derived = text;
		store_close(store);
		disk_remove();
	}
}

/* ---- cut off ------------------------------------------------------------------------ */

/* A file that a migration was cut off in: of one of the versions, whole, and completed
 * by the next opening. */
static const char *wrong_after_all(struct desk *desk, int version, const char *before)
{
	int64_t now = desk_sql_number(desk->path, "PRAGMA user_version");

	if (now < version || now > SCHEMA_VERSION)
		return "it is of no version";
	if (strcmp(desk_sql_text(desk->arena, desk->path, "PRAGMA integrity_check"), "ok") != 0)
		return "it is damaged";
	if (strcmp(journal(desk), before) != 0)
		return "the journal is another one";
	return wrong_now(desk, before);
}

static struct disk_fault refuse(void *with, enum disk_call call)
{
	static const int codes[DISK_CALL_COUNT] = {
		[DISK_OPEN] = SQLITE_CANTOPEN, [DISK_DELETE] = SQLITE_IOERR_DELETE, [DISK_READ] = SQLITE_IOERR_READ,
		[DISK_WRITE] = SQLITE_FULL, [DISK_SYNC] = SQLITE_IOERR_FSYNC, [DISK_TRUNCATE] = SQLITE_IOERR_TRUNCATE,
		[DISK_LOCK] = SQLITE_BUSY, [DISK_SHARE_LOCK] = SQLITE_IOERR_SHMLOCK,
	};
	struct disk_fault none = { SQLITE_OK, DISK_BEFORE };

	(void)with;
	return codes[call] && sweep_place() ? (struct disk_fault){ codes[call], DISK_HALF } : none;
}

static void sweep_version(struct desk *desk, int version, bool from_on)
{
	struct sweep sweep = { .first = 1, .stride = sweep_stride(29), .from_on = from_on };
	struct error err = { ERROR_NONE, "" };
	struct store *store;
	const char *before, *wrong;

	disk_insert();
	put_old(desk, version);
	before = journal(desk);
	disk_ask(refuse, NULL);
	sweep_begin(&sweep);
	store = store_open(desk->path, STORE_WRITE, &err);
	if (sweep_is_copy()) {
		sweep_heal();
		if (!store && (err.class == ERROR_NONE || !err.text[0]))
			sweep_bad("not opened, and not a word");
		if (!store && disk_open_files() > 0)
			sweep_bad("files are left open");
		store_close(store);
		wrong = wrong_after_all(desk, version, before);
		if (wrong)
			sweep_bad("%s: %s", store ? "opened" : err.text, wrong);
		sweep_reopened();
		sweep_good();
	}
	sweep_end();
	disk_ask(NULL, NULL);
	if (!store)
		fail_msg("%s", err.text);
	store_close(store);
	disk_remove();
	sum.faults += sweep.faults;
	if (sweep.wrong[0])
		fail_msg("version %d: %s", version, sweep.wrong);
}

static void a_failing_call_leaves_the_old_or_the_new(void **state)
{
	for (int version = 1; version < SCHEMA_VERSION; version++) {
		sweep_version(*state, version, false);
		sweep_version(*state, version, true);
	}
}

/* In a copy. */
static _Noreturn void cut(struct desk *desk, int version, const char *before, size_t at, enum disk_loss loss,
			  uint64_t seed)
{
	const char *wrong;

	disk_cut(at, loss, seed);
	/* What is left is often the same, byte for byte, and even more often what SQLite
	 * makes of it. */
	for (int i = 0; i < 2; i++) {
		if (sweep_known(disk_state() * 1000003 + (uint64_t)version))
			sweep_good();
		desk_sql_number(desk->path, "PRAGMA user_version");
	}
	wrong = wrong_after_all(desk, version, before);
	if (wrong)
		sweep_bad("power went after change %zu, loss %d, seed %llu: %s", at, (int)loss,
			  (unsigned long long)seed, wrong);
	sweep_reopened();
	sweep_good();
}

static void cut_version(struct desk *desk, int version, bool shares)
{
	struct sweep sweep = { .first = 1, .stride = sweep_stride(173) };
	uint64_t seed = sweep_seed(SEED);
	const char *before;
	size_t changes;

	disk_insert();
	disk_share_nothing(!shares);
	put_old(desk, version);
	before = journal(desk);
	disk_record();
	store_close(desk_open(desk, STORE_WRITE));
	changes = disk_changes();
	sweep_begin(&sweep);
	for (size_t at = 0; at <= changes; at++)
		for (int loss = 0; loss < DISK_LOSS_COUNT; loss++)
			for (int i = 0; i < (loss < DISK_BEGUN ? 1 : CHANCES); i++, seed++)
				if (sweep_place())
					cut(desk, version, before, at, (enum disk_loss)loss, seed);
	sweep_end();
	disk_remove();
	sum.cuts += sweep.faults;
	if (sweep.wrong[0])
		fail_msg("version %d: %s", version, sweep.wrong);
}

static void a_power_cut_leaves_the_old_or_the_new(void **state)
{
	for (int version = 1; version < SCHEMA_VERSION; version++) {
		cut_version(*state, version, true);
		cut_version(*state, version, false);
	}
}

/* ---- newer --------------------------------------------------------------------------- */

static void a_newer_file_is_refused_and_not_touched(void **state)
{
	static const enum store_mode modes[] = { STORE_WRITE, STORE_READ, STORE_INSPECT };
	struct desk *desk = *state;
	size_t length, again;
	char *bytes;

	desk_fill(desk, "s-1", true);
	desk_sql(desk->path, arena_printf(desk->arena, "PRAGMA journal_mode=DELETE; PRAGMA user_version=%d",
					  SCHEMA_VERSION + 1));
	bytes = desk_bytes(desk->arena, desk->path, &length);
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		struct error err = { ERROR_NONE, "" };

		assert_null(store_open(desk->path, modes[i], &err));
		assert_int_equal(err.class, ERROR_DATA);
		assert_non_null(strstr(err.text, "newer entaku"));
		assert_memory_equal(desk_bytes(desk->arena, desk->path, &again), bytes, length);
		assert_int_equal(again, length);
		assert_false(desk_beside(desk, "-wal"));
		assert_false(desk_beside(desk, "-journal"));
	}
}

/* Not even where reading its version fails for once. */
static void a_newer_file_is_not_touched_by_a_failing_disk(void **state)
{
	struct sweep sweep = { .first = 1, .stride = 1 };
	struct desk *desk = *state;
	struct error err = { ERROR_NONE, "" };
	struct store *store;
	size_t changes;

	disk_insert();
	put_old(desk, SCHEMA_VERSION);
	desk_sql(desk->path, arena_printf(desk->arena, "PRAGMA user_version=%d", SCHEMA_VERSION + 1));
	disk_record();
	disk_ask(refuse, NULL);
	sweep_begin(&sweep);
	store = store_open(desk->path, STORE_WRITE, &err);
	changes = disk_changes();
	if (sweep_is_copy()) {
		if (store || changes)
			sweep_bad("%s, %zu changes", store ? "opened" : err.text, changes);
		sweep_good();
	}
	sweep_end();
	disk_ask(NULL, NULL);
	assert_null(store);
	assert_int_equal(changes, 0);
	disk_remove();
	sum.faults += sweep.faults;
	if (sweep.wrong[0])
		fail_msg("%s", sweep.wrong);
}

/* As long as a year of meetings: all of it is derived anew, in as many statements. */
static void a_long_one_is_brought_up_to_date(void **state)
{
	enum { NOTES = 5000 };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct event *event = arena_array(desk->arena, NOTES, sizeof(*event));
	struct json *body = json_map(desk->arena);
	struct error err = { ERROR_NONE, "" };

	json_put_text(desk->arena, body, "item", "D3");
	json_put_text(desk->arena, body, "text", "As long as notes are, and with some more words so that it takes its time");
	for (int i = 0; i < NOTES; i++)
		event[i] = (struct event){ .at = desk_instant() + 1000000 + i, .kind_name = "note_added", .body = body };
	assert_true(store_append(store, session, &(struct store_append){ .event = event, .count = NOTES }, &err));
	session_free(session);
	store_close(store);
	desk_sql(desk->path, "PRAGMA user_version=1");
	store = store_open(desk->path, STORE_WRITE, &err);
	if (!store)
		fail_msg("%s", err.text);
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "PRAGMA user_version"), SCHEMA_VERSION);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM note"), NOTES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_version_is_brought_up_to_date),
		TEST(a_long_one_is_brought_up_to_date),
		TEST(a_failing_call_leaves_the_old_or_the_new),
		TEST(a_power_cut_leaves_the_old_or_the_new),
		TEST(a_newer_file_is_refused_and_not_touched),
		TEST(a_newer_file_is_not_touched_by_a_failing_disk),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu migrations with a fault, %zu with a power cut, %zu files verified, seeds from %llu (ENTAKU_SEED), %s\n",
	       sum.faults, sum.cuts, sweep_reopenings(), (unsigned long long)sweep_seed(SEED),
	       failed ? "something lost, or half" : "0 lost, 0 halves");
	return failed;
}
