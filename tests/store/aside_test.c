/* What other programs may do to the file, and what stays beside a name that lost it. */
#include "desk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "lang/lang.h"

#define NOTE "{\"kind\":\"note_added\",\"text\":\"note\"}"

/* Smaller by another program's hand, and with pages of a size that is not ours. */
static void made_smaller_and_of_other_pages(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE), *other;
	struct session *session = desk_session(desk, store, "s-1");
	struct stat before, after;

	desk_sql(desk->path, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO draft"
		 " SELECT 's-1', i, 'as long as something that is half typed usually is', 1 FROM n; PRAGMA wal_checkpoint(TRUNCATE)");
	assert_false(store_moved(store));
	assert_int_equal(stat(desk->path, &before), 0);
	desk_sql(desk->path, "DELETE FROM draft; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(stat(desk->path, &after), 0);
	assert_true(after.st_size < before.st_size);
	assert_false(store_moved(store));
	assert_true(desk_put(store, session, NOTE, NULL));
	session_free(session);
	store_close(store);
	desk_sql(desk->path, "PRAGMA journal_mode=DELETE; PRAGMA page_size=8192; VACUUM");
	assert_int_equal(desk_sql_number(desk->path, "PRAGMA page_size"), 8192);
	store = desk_open(desk, STORE_WRITE);
	other = desk_open(desk, STORE_WRITE);
	session = store_load(other, "s-1", NULL);
	for (int i = 0; i < 60; i++) {
		assert_true(desk_put(other, session, NOTE, NULL));
		store_checkpoint(other);
		assert_false(store_moved(store));
	}
	store_session_free(session);
	store_close(other);
	store_close(store);
}

/* Its -wal would otherwise be put into the copy, once that has the name. */
static void nothing_stays_beside_a_name_without_a_file(void **state)
{
	struct desk *desk = *state;
	const char *copy = desk_file(desk, "copy.db"), *elsewhere = desk_file(desk, "elsewhere.db");

	for (int moved = 0; moved < 2; moved++) {
		struct store *store = desk_open(desk, STORE_WRITE);
		struct session *session = moved ? store_load(store, "s-1", NULL) : desk_session(desk, store, "s-1");
		struct error err = { ERROR_NONE, "" };

		for (int i = 0; i < 5; i++)
			assert_true(desk_put(store, session, NOTE, NULL));
		if (moved)
			store_session_free(session);
		else
			session_free(session);
		assert_int_equal(moved ? rename(desk->path, elsewhere) : unlink(desk->path), 0);
		assert_true(store_moved(store));
		assert_true(store_backup(store, copy, &err));
		store_abandon(store);
		assert_false(desk_beside(desk, "-wal"));
		assert_false(desk_beside(desk, "-shm"));
		assert_int_equal(rename(copy, desk->path), 0);
		assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM note"), moved ? 10 : 5);
		assert_string_equal(desk_sql_text(desk->arena, desk->path, "PRAGMA integrity_check"), "ok");
	}
	/* Neither is anything missing in the file that went. */
	assert_int_equal(desk_sql_number(elsewhere, "SELECT count(*) FROM note"), 10);
}

/* A reader holds checkpoints back: they leave out pages that were written again since, and the
 * file alone does not fit together. */
static void written_in_part_by_a_checkpoint(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE), *other;
	struct session *session = desk_session(desk, store, "s-1");
	sqlite3 *reader;

	other = desk_open(desk, STORE_WRITE);
	assert_int_equal(sqlite3_open(desk->path, &reader), SQLITE_OK);
	for (int i = 0; i < 150; i++) {
		assert_true(desk_put(other, session, NOTE, NULL));
		assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM event", NULL, NULL, NULL), SQLITE_OK);
		assert_true(desk_put(other, session, NOTE, NULL));
		store_checkpoint(other);
		assert_false(store_moved(store));
		assert_int_equal(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
		if (i % 7 == 0)
			store_checkpoint(other);
		assert_false(store_moved(store));
	}
	sqlite3_close(reader);
	session_free(session);
	store_close(other);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(made_smaller_and_of_other_pages), TEST(nothing_stays_beside_a_name_without_a_file),
		TEST(written_in_part_by_a_checkpoint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
