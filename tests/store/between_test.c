/* What another process records between two statements of ours: an export, a check of
 * the whole file or of one session see all of it or nothing. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "desk.h"
#include "store/bundle.h"
#include "store/db.h"

/* Records a note just before the statement that `left` comes down to. */
struct between { struct store *writer; struct session *session; int left; };

static int at_statement(unsigned what, void *with, void *statement, void *sql)
{
	struct between *between = with;

	(void)what;
	(void)statement;
	(void)sql;
	if (--between->left == 0)
		assert_true(desk_put(between->writer, between->session,
				     "{\"kind\":\"note_added\",\"text\":\"in between\"}", NULL));
	return 0;
}

static void an_export(struct desk *desk, struct store *store)
{
	static struct store_imported result[BUNDLE_SESSIONS_MAX];
	struct store *other = store_open(desk_file(desk, "other.db"), STORE_WRITE, NULL);
	struct error err = { ERROR_NONE, "" };
	struct str text = STR_INIT;
	size_t count;

	assert_true(store_export(store, "s-1", &text, NULL));
	if (!store_import(other, desk->arena, text.text, text.length, result, &count, &err))
		fail_msg("%s", err.text);
	str_release(&text);
	store_close(other);
	assert_int_equal(remove(desk_file(desk, "other.db")), 0);
}

static void sound(struct desk *desk, struct store *store, const char *id)
{
	struct store_verdict verdict;

	assert_true(store_verify(store, desk->arena, id, &verdict, NULL));
	if (verdict.faults)
		fail_msg("%s", verdict.fault[0].text);
}

static void a_verify_of_all(struct desk *desk, struct store *store) { sound(desk, store, NULL); }
static void a_verify_of_one(struct desk *desk, struct store *store) { sound(desk, store, "s-1"); }

/* At each of its statements, one after the other. */
static void at_each(struct desk *desk, void (*work)(struct desk *, struct store *))
{
	struct between between = { .writer = desk_open(desk, STORE_WRITE) };
	int reached = 0;

	between.session = store_load(between.writer, "s-1", NULL);
	assert_non_null(between.session);
	do {
		struct store *store = desk_open(desk, STORE_INSPECT);

		between.left = ++reached;
		sqlite3_trace_v2(store->db, SQLITE_TRACE_STMT, at_statement, &between);
		work(desk, store);
		sqlite3_trace_v2(store->db, 0, NULL, NULL);
		store_close(store);
	} while (between.left <= 0);
	assert_true(reached > 3);
	store_session_free(between.session);
	store_close(between.writer);
}

static void all_of_it_or_nothing_is_seen(void **state)
{
	struct desk *desk = *state;

	desk_fill(desk, "s-1", false);
	at_each(desk, an_export);
	at_each(desk, a_verify_of_all);
	at_each(desk, a_verify_of_one);
}

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(all_of_it_or_nothing_is_seen) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
