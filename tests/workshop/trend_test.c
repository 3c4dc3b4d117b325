/* The trend of an item: points of many sessions, kept after these are gone. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "workshop/trend.h"

enum { MANY = 40 };

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

static const struct trend_item *item_of(const struct trend *trend, const char *id)
{
	for (size_t i = 0; i < trend->item_count; i++)
		if (strcmp(trend->item[i].id, id) == 0)
			return &trend->item[i];
	fail_msg("no %s", id);
	return NULL;
}

static void a_point_tells_what_the_session_says(void **state)
{
	struct arena *arena = arena_new();
	struct session *session = session_of(NULL);
	const struct trend_point *point;
	struct trend trend;

	(void)state;
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}");
	must(session, "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}");
	must(session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2}");
	must(session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":4}");
	trend_begin(&trend, arena);
	trend_add(&trend, session, 7);
	/* Before the reveal a trend tells nothing of positions. */
	assert_int_equal(item_of(&trend, "D3")->point[0].low, 0);
	must(session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}");
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3}");
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"x\",\"item\":\"D3\"}");
	must(session, "@9 {\"kind\":\"item_entered\",\"item\":\"closing\"}");
	must(session, "{\"kind\":\"item_deferred\",\"item\":\"D1\",\"reason\":\"x\"}");
	trend_add(&trend, session, 8);
	session_free(session);
	point = &item_of(&trend, "D3")->point[1];
	assert_int_equal(point->level, 3);
	assert_int_equal(point->low, 2);
	assert_int_equal(point->high, 4);
	assert_int_equal(point->used_ms, 8 * 60000);
	assert_int_equal(point->open_actions, 1);
	assert_true(point->decided);
	assert_true(point->gaps > 0); /* nobody is accountable yet */
	assert_int_equal(item_of(&trend, "D1")->point[1].state, STOP_DEFERRED);
	assert_int_equal(item_of(&trend, "P1")->point[1].state, STOP_NOT_REACHED);
	assert_int_equal(trend.session[1].number, 8);
	assert_int_equal(trend_level_before(item_of(&trend, "D3"), 1), 0);
	arena_free(arena);
}

static void many_sessions_keep_their_places(void **state)
{
	struct arena *arena = arena_new();
	struct trend trend;

	(void)state;
	trend_begin(&trend, arena);
	for (int i = 0; i < MANY; i++) {
		struct session *session = session_of(NULL);

		if (i % 3 == 0)
			must(session, arena_printf(arena, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":%d}", 1 + i % 5));
		trend_add(&trend, session, i + 1);
		session_free(session);
	}
	assert_int_equal(trend.session_count, MANY);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(item_of(&trend, "D3")->point[i].level, i % 3 == 0 ? 1 + i % 5 : 0);
	assert_int_equal(trend_level_before(item_of(&trend, "D3"), 5), 1 + 3 % 5);
	arena_free(arena);
}

/* Another edition's D4 stands in the row of D3, as its references say, and what they do
 * not name in a row of its own; levels by area are a range. */
static void editions_are_matched_and_areas_are_a_range(void **state)
{
	static const char *ids[] = { "3" };
	struct ref ref = { "test-pack", { 1, ids } };
	struct pack other = *fixture_pack();
	struct item items[3];
	struct arena *arena = arena_new();
	struct session *a = session_of(NULL), *b;
	struct trend trend;

	(void)state;
	must(a, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2}");
	memcpy(items, other.item, sizeof(items));
	items[2].id = "D4";
	items[2].ref_count = 1;
	items[2].ref = &ref;
	other.id = other.family = "test-pack-2";
	other.item = items;
	b = session_new(&other);
	must(b, "@0 {\"kind\":\"session_opened\",\"id\":\"s-2\",\"title\":\"Next\",\"organisation\":\"Minato\","
	     "\"held_on\":\"2027-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack-2\"}");
	must(b, "{\"kind\":\"appetite_set\",\"item\":\"D4\",\"level\":4,\"area\":\"operations\"}");
	must(b, "{\"kind\":\"appetite_set\",\"item\":\"D1\",\"level\":5}");
	trend_begin(&trend, arena);
	trend_add(&trend, a, 1);
	trend_add(&trend, b, 2);
	assert_true(trend.editions);
	assert_int_equal(item_of(&trend, "D3")->point[0].level, 2);
	assert_int_equal(item_of(&trend, "D3")->point[1].level, 0);
	assert_int_equal(item_of(&trend, "D3")->point[1].area_low, 4);
	assert_int_equal(item_of(&trend, "D3")->point[1].area_high, 4);
	/* The first row of that name is the first edition's. */
	assert_int_equal(item_of(&trend, "D1")->point[1].level, 0);
	for (size_t i = 0; i < trend.item_count; i++)
		if (trend.item[i].edition && strcmp(trend.item[i].id, "D1") == 0)
			assert_int_equal(trend.item[i].point[1].level, 5);
	session_free(a);
	session_free(b);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_point_tells_what_the_session_says), cmocka_unit_test(many_sessions_keep_their_places),
		cmocka_unit_test(editions_are_matched_and_areas_are_a_range),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
