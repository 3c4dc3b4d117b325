/* Companies side by side: how far each is from the group, and who was not read. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "support.h"
#include "workshop/decision.h"
#include "workshop/group.h"

/* A session with these levels of P1, D1, D3 (0: none). */
static struct session *with_levels(int p1, int d1, int d3)
{
	static const char *const items[] = { "P1", "D1", "D3" };
	struct session *session = session_of(NULL);
	int levels[] = { p1, d1, d3 };
	struct error err;
	char line[100];

	for (int i = 0; i < 3; i++) {
		if (levels[i] == 0)
			continue;
		snprintf(line, sizeof(line), "{\"kind\":\"item_entered\",\"item\":\"%s\"}", items[i]);
		assert_true(record(session, line, &err));
		snprintf(line, sizeof(line), "{\"kind\":\"appetite_set\",\"item\":\"%s\",\"level\":%d}", items[i], levels[i]);
		assert_true(record(session, line, &err));
	}
	return session;
}

static void add(struct group *group, const char *name, struct session *session)
{
	group_add(group, name, "2026-11-24", session, 1);
	session_free(session);
}

static void the_furthest_stands_first(void **state)
{
	struct arena *arena = arena_new();
	struct session *head = with_levels(3, 2, 0);
	struct group group;
	size_t order[6];

	(void)state;
	group_begin(&group, arena, head->pack, "2026-12-31");
	group_add(&group, "Head", "2026-11-24", head, 1);
	add(&group, "Near", with_levels(3, 3, 5)); /* D3 has nothing to be compared with */
	add(&group, "Far", with_levels(1, 4, 0));
	group_add(&group, "Silent", "2024-05-01", NULL, 0);
	add(&group, "Steep", with_levels(5, 0, 0));
	add(&group, "Even", with_levels(4, 1, 0));
	group_measure(&group, 0, order);
	assert_string_equal(group.entity[order[0]].name, "Far");
	assert_int_equal(group.entity[order[0]].apart, 4);
	assert_int_equal(group.entity[order[0]].most, 2);
	assert_int_equal(group.entity[order[0]].compared, 2);
	/* As far in all, but more on one item. */
	assert_string_equal(group.entity[order[1]].name, "Steep");
	assert_string_equal(group.entity[order[2]].name, "Even");
	assert_string_equal(group.entity[order[3]].name, "Near");
	assert_int_equal(group.entity[order[3]].apart, 1);
	assert_string_equal(group.entity[order[4]].name, "Head");
	assert_string_equal(group.entity[order[5]].name, "Silent");
	assert_null(group.entity[order[5]].held_on);
	assert_string_equal(group.entity[order[5]].last_on, "2024-05-01");
	/* Another yardstick, another order; texts outlive their sessions. */
	session_free(head);
	group_measure(&group, 2, order);
	assert_string_equal(group.entity[order[0]].name, "Even");
	assert_int_equal(group.entity[order[0]].apart, 6);
	assert_true(group.item[0].used);
	arena_free(arena);
}

static void names_can_be_letters(void **state)
{
	struct arena *arena = arena_new();
	struct session *head = with_levels(3, 0, 0);
	struct group group;

	(void)state;
	lang = LANG_EN;
	group_begin(&group, arena, head->pack, "2026-12-31");
	for (int i = 0; i < 27; i++)
		group_add(&group, "Secret Ltd.", "2026-11-24", head, 1);
	assert_string_equal(group.entity[0].alias, "Company A");
	assert_string_equal(group.entity[25].alias, "Company Z");
	assert_string_equal(group.entity[26].alias, "Company 27");
	session_free(head);
	arena_free(arena);
}

static void a_decision_stands_as_of_a_day(void **state)
{
	static const struct { struct decision_facts facts; const char *on, *state, *en, *ja; } rows[] = {
		{ { "adopted", NULL, NULL, false }, "2027-01-01", "in-force", "in force", "有効" },
		{ { "adopted", "2027-02-01", NULL, false }, "2027-01-31", "pending", "pending", "施行前" },
		{ { "adopted", "2027-02-01", NULL, false }, "2027-02-01", "in-force", "in force", "有効" },
		{ { "deferred", NULL, "2027-02-01", false }, "2027-02-01", "deferred", "deferred", "保留" },
		{ { "deferred", NULL, "2027-02-01", false }, "2027-02-02", "due", "due", "保留期限超過" },
		{ { "rejected", NULL, NULL, false }, "2027-01-01", "rejected", "rejected", "否決" },
		{ { "adopted", NULL, NULL, true }, "2027-01-01", "superseded", "superseded", "差し替え済み" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_string_equal(decision_state_on(&rows[i].facts, rows[i].on), rows[i].state);
		lang = LANG_EN;
		assert_string_equal(decision_state_say(rows[i].state), rows[i].en);
		lang = LANG_JA;
		assert_string_equal(decision_state_say(rows[i].state), rows[i].ja);
		lang = LANG_EN;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_furthest_stands_first), cmocka_unit_test(names_can_be_letters),
		cmocka_unit_test(a_decision_stands_as_of_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
