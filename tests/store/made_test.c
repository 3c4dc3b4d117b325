/*
 * A file that opening makes: what is left of it when nothing comes of it, and what
 * is said when the system does not let it, or a copy, grow.
 */
#include "desk.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "lang/lang.h"
#include "store/db.h"

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static struct store *make(const char *path)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(path, STORE_WRITE, &err);

	if (!store)
		fail_msg("%s", err.text);
	return store;
}

static void nothing_came_of_it(void **state)
{
	struct desk *desk = *state;
	const char *folder = desk_file(desk, "a"), *path = desk_file(desk, "a/b/new.db");

	store_close_unused(make(path));
	assert_false(is_there(folder));
	/* A folder that was there stays, and so does one that got something else in it. */
	assert_int_equal(mkdir(folder, 0700), 0);
	store_close_unused(make(path));
	assert_true(is_there(folder));
	assert_false(is_there(desk_file(desk, "a/b")));
	assert_int_equal(rmdir(folder), 0);
}

static void what_holds_something_stays(void **state)
{
	struct desk *desk = *state;
	const char *path = desk_file(desk, "a/new.db");
	struct store *store = make(path);

	assert_true(store_draft_put(store, "", "title", "half", 1, NULL));
	store_close_unused(store);
	assert_true(is_there(path));
	/* It was there before, by now. */
	assert_int_equal(desk_sql_number(path, "SELECT count(*) FROM draft"), 1);
	desk_sql(path, "DELETE FROM draft");
	store_close_unused(make(path));
	assert_true(is_there(path));
	store = desk_open(desk, STORE_WRITE);
	session_free(desk_session(desk, store, "s-1"));
	store_close_unused(store);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM session"), 1);
}

static void what_others_use_stays(void **state)
{
	struct desk *desk = *state;
	struct store *store = make(desk->path), *other = make(desk->path);

	sqlite3_busy_timeout(store->db, 0);
	assert_true(db_begin(other, NULL));
	store_close_unused(store);
	assert_true(db_commit(other, NULL));
	assert_true(is_there(desk->path));
	store_close(other);
	/* Another file got its name meanwhile. */
	desk_fill(desk, "s-1", false);
	store = make(desk_file(desk, "new.db"));
	assert_int_equal(rename(desk->path, desk_file(desk, "new.db")), 0);
	store_close_unused(store);
	assert_int_equal(desk_sql_number(desk_file(desk, "new.db"), "SELECT count(*) FROM session"), 1);
}

static struct rlimit usual;

static void let_grow(rlim_t bytes)
{
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){ bytes, usual.rlim_max }), 0);
}

static void no_room_for_it(void **state)
{
	struct desk *desk = *state;
	const char *path = desk_file(desk, "a/new.db");

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
	signal(SIGXFSZ, SIG_IGN);
	for (rlim_t bytes = 1024; bytes < 200 * 1024; bytes += bytes / 2) {
		struct error err = { ERROR_NONE, "" };
		struct store *store;

		let_grow(bytes);
		store = store_open(path, STORE_WRITE, &err);
		let_grow(usual.rlim_cur);
		assert_null(store);
		assert_int_equal(err.class, ERROR_IO);
		assert_non_null(strstr(err.text, path));
		assert_false(is_there(desk_file(desk, "a")));
	}
}

/* Neither do the folders stay that were made for a file whose name is too long. */
static void no_name_for_it(void **state)
{
	struct desk *desk = *state;
	struct error err = { ERROR_NONE, "" };
	char name[300];

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_null(store_open(desk_file(desk, arena_printf(desk->arena, "a/b/%s", name)), STORE_WRITE, &err));
	assert_int_equal(err.class, ERROR_CREATE);
	assert_false(is_there(desk_file(desk, "a")));
	assert_true(is_there(desk->folder));
}

/* The copy is named, not the file that it is made of. */
static void no_room_for_a_copy(void **state)
{
	struct desk *desk = *state;
	const char *copy = desk_file(desk, "copy.db");
	struct store *store;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
	signal(SIGXFSZ, SIG_IGN);
	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_READ);
	for (int i = 0; i < 2; i++) {
		struct error err = { ERROR_NONE, "" };

		lang = i ? LANG_JA : LANG_EN;
		let_grow(60 * 1024);
		assert_false(store_backup(store, copy, &err));
		let_grow(usual.rlim_cur);
		assert_int_equal(err.class, ERROR_IO);
		assert_non_null(strstr(err.text, copy));
		assert_null(strstr(err.text, desk->path));
		assert_non_null(strstr(err.text, i ? "大きさの上限" : "may not grow"));
		assert_false(store_backup(store, desk_file(desk, "no/copy.db"), &err));
		assert_int_equal(err.class, ERROR_CREATE);
		assert_non_null(strstr(err.text, i ? "フォルダーがありません" : "the folder is not there"));
	}
	lang = LANG_EN;
	assert_false(is_there(copy));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_came_of_it), TEST(what_holds_something_stays), TEST(what_others_use_stays),
		TEST(no_room_for_it), TEST(no_name_for_it), TEST(no_room_for_a_copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
