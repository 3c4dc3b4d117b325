/* Two editions of a guideline whose directives have other numbers: what is carried over,
 * compared, trended and grouped follows the content's references, and what has no place
 * there says so. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "support.h"
#include "workshop/compare.h"
#include "workshop/group.h"
#include "workshop/sheet.h"
#include "workshop/since.h"
#include "workshop/trend.h"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* The next edition: D3 became D4, which says so; D9 is new; P1 and D1 are gone, P1's
 * place is taken by D4, too, as the old edition's own references say. */
static const struct pack *next_edition(void)
{
	static const char *three[] = { "9", "3" };
	static struct ref ref = { "test-pack", { 2, three } };
	static struct item items[2];
	static struct pack pack;

	pack = *fixture_pack();
	items[0] = pack.item[2];
	items[0].id = "D4";
	items[0].ref_count = 1;
	items[0].ref = &ref;
	items[1] = pack.item[1];
	items[1].id = "D9";
	pack.id = pack.family = "test-pack-2";
	pack.version = "2.0.0";
	pack.item_count = 2;
	pack.item = items;
	return &pack;
}

/* The fixture with a reference of P1 to the next edition. */
static const struct pack *this_edition(void)
{
	static const char *four[] = { "D4" };
	static struct ref ref = { "test-pack-2", { 1, four } };
	static struct item items[3];
	static struct pack pack;

	pack = *fixture_pack();
	memcpy(items, pack.item, sizeof(items));
	items[0].ref_count = 1;
	items[0].ref = &ref;
	pack.item = items;
	return &pack;
}

static struct session *opened(const struct pack *pack, const char *id, const char *day)
{
	struct session *session = session_new(pack);
	char line[300];

	snprintf(line, sizeof(line), "@0 {\"kind\":\"session_opened\",\"id\":\"%s\",\"title\":\"t\",\"organisation\":\"Minato\","
		 "\"held_on\":\"%s\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"%s\"}", id, day, pack->id);
	must(session, line);
	must(session, "{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}");
	return session;
}

/* ---- carrying over ------------------------------------------------------------------------- */

static void carried_is(const struct session *from, const struct session *to, const char *item, const char *field,
		       const char *wanted)
{
	struct arena *arena = arena_new();
	struct json *value = sheet_carry(from, to, arena, item, field);
	struct str text = STR_INIT;

	if (value)
		json_write(&text, value);
	assert_string_equal(value ? text.text : "nothing", wanted);
	str_release(&text);
	arena_free(arena);
}

static void answers_follow_the_references(void **state)
{
	struct session *then = opened(fixture_pack(), "s-1", "2025-11-24"), *now = opened(next_edition(), "s-2", "2026-11-24");

	(void)state;
	must(then, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"assets\",\"value\":\"drawings\"}");
	must(then, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"team\",\"value\":[\"p1\",\"Mori / Guard\"]}");
	/* "9" names nothing there, "3" names D3. */
	carried_is(then, now, "D4", "assets", "\"drawings\"");
	carried_is(then, now, "D4", "team", "[\"p1\",{\"name\":\"Mori\",\"role\":\"Guard\"}]");
	carried_is(then, now, "D4", "keeper", "nothing");
	carried_is(then, now, "D9", "assets", "nothing");
	carried_is(then, now, "D7", "assets", "nothing");
	session_free(then);
	session_free(now);
}

/* A person of whom nothing is left but an id cannot be taken over. */
static void nobody_is_not_carried(void **state)
{
	struct session *then = opened(fixture_pack(), "s-1", "2025-11-24"), *now = opened(fixture_pack(), "s-2", "2026-11-24");

	(void)state;
	must(then, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"keeper\",\"value\":\"p1\"}");
	carried_is(then, now, "D3", "keeper", "\"p1\"");
	then->now.participant_count = 0;
	carried_is(then, now, "D3", "keeper", "nothing");
	session_free(then);
	session_free(now);
}

/* ---- since last time ----------------------------------------------------------------------- */

static void whoever_is_not_here_is_carried_with_a_role(void **state)
{
	struct session *then = opened(fixture_pack(), "s-1", "2025-11-24"), *now = opened(fixture_pack(), "s-2", "2026-11-24");
	struct arena *arena = arena_new();
	struct sinces sinces;
	struct str line = STR_INIT;

	(void)state;
	must(then, "{\"kind\":\"action_added\",\"what\":\"x\",\"owner\":\"Mori / Guard\",\"due\":\"2026-01-31\"}");
	must(then, "{\"kind\":\"action_added\",\"what\":\"y\"}");
	must(now, "{\"kind\":\"action_added\",\"action\":\"a2\",\"what\":\"chosen\"}");
	sinces = session_since(now, then, "2026-11-24", arena);
	assert_int_equal(sinces.count, 2);
	assert_int_equal(since_count(&sinces, SINCE_ACTION_LATE, false), 1);
	json_write(&line, since_body(now, &sinces.since[0], arena));
	/* a2 was chosen here: the next one is free. */
	assert_string_equal(line.text, "{\"action\":\"a3\",\"carries\":\"s-1:a1\",\"due\":\"2026-01-31\",\"owner\":{\"name\":\"Mori\",\"role\":\"Guard\"},\"what\":\"x\"}");
	assert_null(since_ended(now, &sinces.since[0]));
	str_clear(&line);
	sinces.since[0].who.role = NULL;
	json_write(&line, since_body(now, &sinces.since[0], arena));
	assert_string_equal(line.text, "{\"action\":\"a3\",\"carries\":\"s-1:a1\",\"due\":\"2026-01-31\",\"what\":\"x\"}");
	must(now, "{\"kind\":\"action_added\",\"carries\":\"s-1:a1\",\"what\":\"x\"}");
	sinces = session_since(now, then, "2026-11-24", arena);
	assert_int_equal(since_count(&sinces, SINCE_ACTION_LATE, true), 0);
	assert_null(since_ended(now, &sinces.since[0]));
	must(now, "{\"kind\":\"action_closed\",\"action\":\"a3\",\"state\":\"dropped\",\"reason\":\"sold\"}");
	assert_string_equal(since_ended(now, &sinces.since[0]), "dropped");
	str_release(&line);
	session_free(then);
	session_free(now);
	arena_free(arena);
}

#define PROPOSED(more) "{\"kind\":\"acceptance_proposed\",\"title\":\"Old plant\",\"item\":\"D3\"" more "}"
#define RENEWING ",\"renews\":\"s-1:ac1\",\"renewals\":1,\"first_on\":\"2025-11-24\",\"reason\":\"late\""

/* One that was rejected does not go on with it. */
static void an_acceptance_goes_on_as_its_renewal(void **state)
{
	struct session *then = opened(fixture_pack(), "s-1", "2025-11-24"), *now = opened(fixture_pack(), "s-2", "2026-11-24");
	struct arena *arena = arena_new();
	struct sinces sinces;

	(void)state;
	must(then, PROPOSED(""));
	must(now, PROPOSED(RENEWING));
	sinces = session_since(now, then, "2026-11-24", arena);
	assert_int_equal(sinces.count, 1);
	assert_int_equal(sinces.since[0].kind, SINCE_ACCEPTANCE_WAITING);
	assert_string_equal(sinces.since[0].taken_as, "ac1");
	must(now, "{\"kind\":\"acceptance_rejected\",\"acceptance\":\"ac1\",\"reason\":\"no\"}");
	assert_null(session_since(now, then, "2026-11-24", arena).since[0].taken_as);
	session_free(then);
	session_free(now);
	arena_free(arena);
}

/* ---- side by side -------------------------------------------------------------------------- */

static const struct compare_item *row_of(const struct comparison *all, const char *id)
{
	for (size_t i = 0; i < all->item_count; i++)
		if (strcmp(all->item[i].item->id, id) == 0)
			return &all->item[i];
	fail_msg("no %s", id);
	return NULL;
}

static const struct compare_fact *fact_of(const struct compare_item *item, enum compare_kind kind)
{
	for (size_t i = 0; i < item->fact_count; i++)
		if (item->fact[i].kind == kind)
			return &item->fact[i];
	fail_msg("no %s", compare_kind_name(kind));
	return NULL;
}

static void what_only_an_old_edition_had_says_where_it_went(void **state)
{
	struct session *then = opened(this_edition(), "s-1", "2025-11-24"), *now = opened(next_edition(), "s-2", "2026-11-24");
	struct arena *arena = arena_new();
	struct comparison all;

	(void)state;
	must(then, "{\"kind\":\"appetite_set\",\"item\":\"P1\",\"level\":2}");
	all = compare_sessions((const struct session *const[]){ then, now }, 2, arena);
	assert_string_equal(compare_heading(&all, row_of(&all, "P1"), arena), "P1  Decide how much risk (edition of 2025-11-24) - now see D4");
	assert_string_equal(compare_heading(&all, row_of(&all, "D1"), arena), "D1  Set the policy (edition of 2025-11-24)");
	assert_string_equal(compare_heading(&all, row_of(&all, "D9"), arena), "D9  Set the policy");
	assert_true(compare_item_differs(row_of(&all, "P1")));
	lang = LANG_JA;
	assert_string_equal(compare_heading(&all, row_of(&all, "P1"), arena), "原則1  引き受けるリスクを決める（2025-11-24 の版）　現在は指示4を参照");
	lang = LANG_EN;
	session_free(then);
	session_free(now);
	arena_free(arena);
}

static void acceptances_actions_and_tables_stand_side_by_side(void **state)
{
	struct session *then = opened(fixture_pack(), "s-1", "2025-11-24"), *now = opened(fixture_pack(), "s-2", "2026-11-24");
	struct arena *arena = arena_new();
	struct comparison all;
	const struct compare_item *d3;

	(void)state;
	must(then, PROPOSED(",\"valid_until\":\"2026-05-31\""));
	must(then, "{\"kind\":\"acceptance_proposed\",\"title\":\"Elsewhere\",\"item\":\"D1\"}");
	must(then, "{\"kind\":\"action_added\",\"what\":\"x\",\"item\":\"D3\"}");
	must(then, "{\"kind\":\"action_added\",\"what\":\"y\",\"item\":\"D3\"}");
	must(then, "{\"kind\":\"action_added\",\"what\":\"z\",\"item\":\"D1\"}");
	must(then, "{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"done\",\"evidence\":\"mail\"}");
	must(then, "{\"kind\":\"action_closed\",\"action\":\"a2\",\"state\":\"dropped\",\"reason\":\"sold\"}");
	must(then, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":[{\"risk\":\"Ransom\",\"impact\":5},{\"risk\":\"Leak\"}]}");
	must(then, "{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\",\"text\":\"Policy\"}");
	must(now, PROPOSED(RENEWING));
	must(now, PROPOSED(""));
	must(now, "{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\",\"text\":\"Policy 2\",\"supersedes\":\"s-1:d1\"}");
	must(now, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Keep\"}");
	all = compare_sessions((const struct session *const[]){ then, now }, 2, arena);
	d3 = row_of(&all, "D3");
	assert_string_equal(fact_of(d3, COMPARE_ACCEPTANCE)->cell[0], "Old plant (proposed, until 2026-05-31)");
	assert_string_equal(fact_of(d3, COMPARE_ACCEPTANCE)->cell[1], "Old plant (proposed, renewal 1), Old plant (proposed)");
	assert_int_equal(fact_of(d3, COMPARE_ACCEPTANCE)->mark, COMPARE_PLAIN);
	assert_string_equal(fact_of(d3, COMPARE_ACTION)->cell[0], "open 0, done 1, dropped 1");
	assert_string_equal(fact_of(d3, COMPARE_ACTION)->cell[1], "");
	assert_string_equal(fact_of(d3, COMPARE_ANSWER)->cell[0], "Risk: Ransom, Impact: 5\nRisk: Leak");
	assert_int_equal(fact_of(d3, COMPARE_DECISION)->mark, COMPARE_PLAIN);
	assert_int_equal(fact_of(row_of(&all, "D1"), COMPARE_DECISION)->mark, COMPARE_SUPERSEDED);
	assert_false(compare_never_reached(d3));
	assert_true(compare_never_reached(row_of(&all, "P1")));
	session_free(then);
	session_free(now);
	arena_free(arena);
}

/* What was reached and left as it was is not said to differ. */
static void the_same_is_no_difference(void **state)
{
	struct session *one = opened(fixture_pack(), "s-1", "2025-11-24"), *other = opened(fixture_pack(), "s-2", "2026-11-24");
	struct arena *arena = arena_new();
	struct comparison all;

	(void)state;
	must(one, "{\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(other, "{\"kind\":\"item_entered\",\"item\":\"D3\"}");
	all = compare_sessions((const struct session *const[]){ one, other }, 2, arena);
	assert_false(compare_item_differs(row_of(&all, "D3")));
	assert_false(compare_never_reached(row_of(&all, "D3")));
	session_free(one);
	session_free(other);
	arena_free(arena);
}

/* ---- over the years, over the companies ------------------------------------------------------ */

static const struct trend_item *trend_of(const struct trend *trend, const char *id)
{
	for (size_t i = 0; i < trend->item_count; i++)
		if (strcmp(trend->item[i].id, id) == 0)
			return &trend->item[i];
	return NULL;
}

static void a_new_item_has_a_row_of_its_own_once(void **state)
{
	struct session *first = opened(fixture_pack(), "s-1", "2025-11-24");
	struct arena *arena = arena_new();
	struct trend trend;

	(void)state;
	must(first, "{\"kind\":\"session_changed\",\"agenda\":\"short\"}");
	trend_begin(&trend, arena);
	trend_add(&trend, first, 1);
	/* D1 is on no agenda and nothing was said of it. */
	assert_null(trend_of(&trend, "D1"));
	for (int i = 2; i <= 3; i++) {
		struct session *next = opened(next_edition(), "s-2", "2026-11-24");

		must(next, "{\"kind\":\"item_planned\",\"item\":\"D9\",\"dropped\":false}");
		must(next, i == 2 ? "{\"kind\":\"appetite_set\",\"item\":\"D9\",\"level\":2}" :
		     "{\"kind\":\"appetite_set\",\"item\":\"D9\",\"level\":4}");
		trend_add(&trend, next, i);
		session_free(next);
	}
	assert_string_equal(trend_of(&trend, "D9")->edition, "test-pack-2");
	assert_int_equal(trend_of(&trend, "D9")->point[1].level, 2);
	assert_int_equal(trend_of(&trend, "D9")->point[2].level, 4);
	assert_int_equal(trend_level_before(trend_of(&trend, "D9"), 2), 2);
	session_free(first);
	arena_free(arena);
}

static void a_company_of_another_edition_is_read_by_its_references(void **state)
{
	struct session *head = opened(this_edition(), "s-1", "2026-11-24"), *other = opened(next_edition(), "s-2", "2026-11-24");
	struct arena *arena = arena_new();
	struct group group;
	struct group_entity *entity;

	(void)state;
	must(other, "{\"kind\":\"appetite_set\",\"item\":\"D4\",\"level\":4}");
	must(head, PROPOSED(""));
	group_begin(&group, arena, head->pack, "2026-12-31");
	entity = group_add(&group, "Other", "2026-11-24", other, 2);
	assert_int_equal(entity->cell[0].level, 4); /* P1, which names D4 */
	assert_int_equal(entity->cell[1].level, 0); /* D1, which names nothing there */
	assert_false(entity->cell[1].on_agenda);
	assert_false(group_add(&group, "Head", "2026-11-24", head, 1)->cell[2].retained);
	head->now.acceptance[0].state = "approved";
	assert_true(group_add(&group, "Head", "2026-11-24", head, 1)->cell[2].retained);
	session_free(head);
	session_free(other);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_follow_the_references), cmocka_unit_test(nobody_is_not_carried),
		cmocka_unit_test(whoever_is_not_here_is_carried_with_a_role), cmocka_unit_test(an_acceptance_goes_on_as_its_renewal),
		cmocka_unit_test(what_only_an_old_edition_had_says_where_it_went),
		cmocka_unit_test(acceptances_actions_and_tables_stand_side_by_side), cmocka_unit_test(the_same_is_no_difference),
		cmocka_unit_test(a_new_item_has_a_row_of_its_own_once),
		cmocka_unit_test(a_company_of_another_edition_is_read_by_its_references),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
