/*
 * Tampering as it is told to people: both languages name session, event and
 * row.  What is found at all is the matter of verify_test.c.
 */
#include "desk.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

#define NO_TRIGGERS "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER seal_no_delete;"

static char *told(struct desk *desk, enum lang language, bool one)
{
	struct str all = STR_INIT;
	struct store_verdict verdict;
	struct store *store;
	char *copy;

	lang = language;
	store = desk_open(desk, STORE_INSPECT);
	assert_true(store_verify(store, desk->arena, one ? "s-2" : NULL, &verdict, NULL));
	for (size_t i = 0; i < verdict.fault_count; i++)
		str_printf(&all, "%s\n", verdict.fault[i].text);
	store_close(store);
	lang = LANG_EN;
	copy = arena_strdup(desk->arena, all.text);
	str_release(&all);
	return copy;
}

/* Session 2 is sealed with rows 14 to 27, its events #1 to #14. */
static const struct { const char *sql, *en, *ja; } changes[] = {
	{ "UPDATE event SET at = '2026-11-24T05:00:05.001Z' WHERE seq = 19",
	  "session 2: event #6 (row 19) was changed", "会議 2: 記録 #6（19行目）が変更されています" },
	{ "UPDATE event SET kind = 'item_left' WHERE seq = 18",
	  "session 2: event #5 (row 18) was changed", "会議 2: 記録 #5（18行目）が変更されています" },
	{ "UPDATE event SET body = replace(body, 'first', 'worst') WHERE seq = 26",
	  "session 2: event #13 (row 26) was changed", "会議 2: 記録 #13（26行目）が変更されています" },
	{ "UPDATE event SET prev = hash WHERE seq = 20",
	  "session 2: event #7 (row 20) was changed", "会議 2: 記録 #7（20行目）が変更されています" },
	{ "UPDATE event SET hash = prev WHERE seq = 20",
	  "session 2: event #7 (row 20) was changed", "会議 2: 記録 #7（20行目）が変更されています" },
	{ "DELETE FROM event WHERE seq = 14",
	  "session 2: event #1 is missing", "会議 2: 記録 #1 がありません" },
	{ "DELETE FROM event WHERE seq = 20",
	  "session 2: event #7 is missing", "会議 2: 記録 #7 がありません" },
	{ "UPDATE event SET seq = 99 WHERE seq = 20; UPDATE event SET seq = 20 WHERE seq = 21;"
	  "UPDATE event SET seq = 21 WHERE seq = 99",
	  "session 2: event #8 (row 20) stands before event #7 (row 21)", "会議 2: 記録 #8（20行目）が #7（21行目）より前" },
	{ "DELETE FROM event WHERE seq > 24",
	  "session 2: events #12 to #14 were removed after the session was sealed",
	  "会議 2: 確定後に記録 #12 から #14 が削除されています" },
	{ "DELETE FROM event WHERE seq > 24; DELETE FROM seal WHERE session = 's-2'",
	  "session 2: events #12 to #14 were removed from the end", "会議 2: 末尾の記録 #12 から #14 が削除" },
	{ "DELETE FROM event WHERE seq > 24; DELETE FROM seal WHERE session = 's-2';"
	  "UPDATE sqlite_sequence SET seq = 24 WHERE name = 'event'",
	  "session 2: events #12 to #14 were removed from the end", "会議 2: 末尾の記録 #12 から #14 が削除" },
	{ "DELETE FROM seal WHERE session = 's-2'",
	  "session 2: the session was sealed by event #14", "会議 2: 記録 #14 で確定されています" },
	{ "UPDATE decision SET text = 'Sell it' WHERE session = 's-2'",
	  "session 2: the derived tables differ from the journal at 'decision|s-2", "会議 2: 派生表が記録簿と違います" },
	{ "DELETE FROM position WHERE session = 's-2'",
	  "session 2: the derived tables differ from the journal at 'position|s-2", "会議 2: 派生表が記録簿と違います" },
};

static void tampering_is_named_in_both_languages(void **state)
{
	struct desk *desk = *state;
	const char *whole = desk->path;

	desk_fill(desk, "s-1", false);
	desk_fill(desk, "s-2", true);
	assert_string_equal(told(desk, LANG_EN, false), "");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		desk->path = desk_file(desk, arena_printf(desk->arena, "changed%zu.db", i));
		desk_copy(desk->arena, whole, desk->path);
		desk_sql(desk->path, arena_printf(desk->arena, NO_TRIGGERS "%s", changes[i].sql));
		for (int one = 0; one < 2; one++) {
			const char *en = told(desk, LANG_EN, one), *ja = told(desk, LANG_JA, one);

			if (!strstr(en, changes[i].en) || !strstr(ja, changes[i].ja))
				fail_msg("%s\n%s\n%s", changes[i].sql, en, ja);
			/* The other session is not spoken of. */
			assert_null(strstr(en, "session 1"));
		}
		assert_non_null(strstr(told(desk, LANG_EN, false), "event_no_update"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(tampering_is_named_in_both_languages) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
