/* What the session before left open: gathered for a day, taken over once. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "support.h"
#include "workshop/gaps.h"
#include "workshop/since.h"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

#define RISK "\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"}"

static struct session *before(void)
{
	struct session *session = session_of(NULL);

	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"Later\",\"owner\":\"p2\",\"due\":\"2028-01-31\",\"item\":\"D3\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"Late\",\"owner\":\"p1\",\"due\":\"2026-12-31\",\"item\":\"D3\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"Done\",\"due\":\"2026-12-31\"}");
	must(session, "{\"kind\":\"action_closed\",\"action\":\"a3\",\"state\":\"done\",\"evidence\":\"mail\"}");
	must(session, "{\"kind\":\"acceptance_proposed\",\"title\":\"Old plant\",\"item\":\"D3\"," RISK ","
	     "\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"j\","
	     "\"requester\":\"p2\",\"owner\":\"p1\",\"valid_until\":\"2027-05-20\",\"review_by\":\"2027-02-28\","
	     "\"triggers\":[\"t\"],\"conditions\":[{\"text\":\"Cut it off\",\"due\":\"2027-03-31\",\"owner\":\"p1\"}]}");
	must(session, "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approver\":\"p3\",\"approved_on\":\"2026-11-24\",\"authority\":\"rules\"}");
	must(session, "{\"kind\":\"participant_added\",\"name\":\"Mori\",\"role\":\"Manager\",\"votes\":false,"
	     "\"deputy_for\":\"Tanaka\",\"confirm_by\":\"Tanaka\",\"confirm_until\":\"2026-12-24\"}");
	return session;
}

/* "overdue a2, expired ac1, ...": in order, and what they were taken as. */
static void assert_since(const struct session *session, const struct session *parent, const char *on,
			 const char *wanted)
{
	struct arena *arena = arena_new();
	struct sinces sinces = session_since(session, parent, on, arena);
	struct str all = STR_INIT;

	for (size_t i = 0; i < sinces.count; i++)
		str_printf(&all, "%s%s %s%s%s", i ? ", " : "", since_kind_say(sinces.since[i].kind), sinces.since[i].id,
			   sinces.since[i].taken_as ? "=" : "", sinces.since[i].taken_as ? sinces.since[i].taken_as : "");
	assert_string_equal(all.text, wanted);
	str_release(&all);
	arena_free(arena);
}

static void it_is_gathered_as_of_a_day(void **state)
{
	struct session *parent = before(), *session = session_of(NULL);

	(void)state;
	assert_since(session, parent, "2026-12-01", "condition not met c1, not confirmed p4, open a2, open a1");
	assert_since(session, parent, "2027-03-01", "overdue a2, expiring ac1, condition not met c1, not confirmed p4, open a1");
	assert_since(session, parent, "2027-05-21", "overdue a2, expired ac1, condition not met c1, not confirmed p4, open a1");
	assert_since(session, NULL, "2027-05-21", "");
	must(parent, "{\"kind\":\"condition_met\",\"condition\":\"c1\",\"evidence\":\"report\"}");
	must(parent, "{\"kind\":\"participant_changed\",\"participant\":\"p4\",\"confirmed\":\"by mail\"}");
	assert_since(session, parent, "2027-05-21", "overdue a2, expired ac1, open a1");
	session_free(session);
	session_free(parent);
}

static void take_over(struct session *session, const struct session *parent, size_t index, const char *wanted)
{
	struct arena *arena = arena_new();
	struct sinces sinces = session_since(session, parent, "2027-05-21", arena);
	struct str line = STR_INIT;

	json_write(&line, since_body(session, &sinces.since[index], arena));
	assert_string_equal(line.text, wanted);
	str_clear(&line);
	str_printf(&line, "{\"kind\":\"action_added\",%s", wanted + 1);
	must(session, line.text);
	str_release(&line);
	arena_free(arena);
}

static void it_goes_on_as_an_action_that_names_it(void **state)
{
	struct arena *arena = arena_new();
	struct gaps gaps;
	int late = 0;
	struct session *parent = before(), *session = session_of(NULL);
	struct error err = { ERROR_NONE, "" };

	(void)state;
	must(session, "{\"kind\":\"session_changed\",\"held_on\":\"2027-05-21\",\"parent\":\"s-1\"}");
	/* The day is carried, over or to come: what was overdue stays so. */
	take_over(session, parent, 0, "{\"action\":\"a1\",\"carries\":\"s-1:a2\",\"due\":\"2026-12-31\",\"item\":\"D3\",\"owner\":\"p1\",\"what\":\"Late\"}");
	assert_string_equal(sentence(session, (int64_t)session->event_count),
			    "action a1: Late - Sato (CEO), due 2026-12-31 (carried over from last time)");
	take_over(session, parent, 4, "{\"action\":\"a2\",\"carries\":\"s-1:a1\",\"due\":\"2028-01-31\",\"item\":\"D3\","
		  "\"owner\":\"p2\",\"what\":\"Later\"}");
	take_over(session, parent, 2, "{\"action\":\"a3\",\"carries\":\"s-1:c1\",\"due\":\"2027-03-31\",\"item\":\"D3\",\"owner\":\"p1\",\"what\":\"Cut it off\"}");
	take_over(session, parent, 3, "{\"action\":\"a4\",\"carries\":\"s-1:p4\",\"due\":\"2026-12-24\",\"owner\":\"p3\",\"what\":\"Tanaka confirms what the deputy Mori said last time\"}");
	assert_since(session, parent, "2027-05-21",
		     "overdue a2=a1, expired ac1, condition not met c1=a3, not confirmed p4=a4, open a1=a2");
	/* Late as it is, it lacks a day to come; that of which the day is to come does not. */
	gaps = session_gaps(session, arena);
	for (size_t i = 0; i < gaps.count; i++)
		late += strcmp(gaps.gap[i].kind->name, "action-no-due") == 0;
	assert_int_equal(late, 3);
	arena_free(arena);
	/* Only once; and what is taken back is open again, under another id. */
	assert_false(record(session, "{\"kind\":\"action_added\",\"what\":\"x\",\"carries\":\"s-1:a2\"}", &err));
	assert_string_equal(err.text, "that was carried over already, as a1");
	assert_false(record(session, "{\"kind\":\"action_added\",\"what\":\"x\",\"carries\":\"nonsense\"}", &err));
	assert_string_equal(err.text, "'nonsense' names no record of a session; it is written as SESSION:RECORD");
	must(session, "{\"kind\":\"undone\",\"event\":9}");
	take_over(session, parent, 3, "{\"action\":\"a5\",\"carries\":\"s-1:p4\",\"due\":\"2026-12-24\",\"owner\":\"p3\",\"what\":\"Tanaka confirms what the deputy Mori said last time\"}");
	/* Of a session before the last one: no id that says nothing. */
	must(session, "{\"kind\":\"action_added\",\"what\":\"Older\",\"carries\":\"01931de2-7280-7029-9b11-5580b37c164c:a7\"}");
	assert_string_equal(sentence(session, (int64_t)session->event_count), "action a6: Older (carried over from an earlier session)");
	session_free(session);
	session_free(parent);
}

/* What the session before did not take up is not gone: it is looked for before that. */
static void what_nobody_took_up_is_still_there(void **state)
{
	struct session *oldest = before(), *parent = session_of(NULL), *session = session_of(NULL);
	struct arena *arena = arena_new();
	struct sinces sinces;

	(void)state;
	parent->now.id = "s-2";
	parent->before = oldest;
	assert_since(session, parent, "2027-05-21", "overdue a2, expired ac1, condition not met c1, not confirmed p4, open a1");
	sinces = session_since(session, parent, "2027-05-21", arena);
	assert_ptr_equal(sinces.since[0].from, oldest);
	assert_string_equal(sinces.since[0].ref, "s-1:a2");
	/* What it did take up goes on from there. */
	must(parent, "{\"kind\":\"action_added\",\"what\":\"x\",\"due\":\"2027-04-01\",\"carries\":\"s-1:a2\"}");
	assert_since(session, parent, "2027-05-21", "overdue a1, expired ac1, condition not met c1, not confirmed p4, open a1");
	session_free(session);
	session_free(parent);
	session_free(oldest);
	arena_free(arena);
}

/* Another edition has another number for it: D4 there is D3 here. */
static void another_edition_has_another_place_for_it(void **state)
{
	static const char *ids[] = { "4" };
	struct ref ref = { "test-pack-2", { 1, ids } };
	struct pack own = *fixture_pack(), other = *fixture_pack();
	struct item here[3], there[3];
	struct arena *arena = arena_new();
	struct session *parent, *session;
	struct sinces sinces;

	(void)state;
	memcpy(here, own.item, sizeof(here));
	memcpy(there, own.item, sizeof(there));
	there[2].id = "D4";
	here[2].ref_count = there[2].ref_count = 1;
	here[2].ref = &ref;
	there[2].ref = &(struct ref){ "test-pack", { 1, (const char *[]){ "3" } } };
	own.item = here;
	other.item = there;
	other.id = other.family = "test-pack-2";
	parent = session_new(&other);
	must(parent, "@0 {\"kind\":\"session_opened\",\"id\":\"s-0\",\"title\":\"Then\",\"organisation\":\"Minato\","
	     "\"held_on\":\"2025-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack-2\"}");
	must(parent, "{\"kind\":\"action_added\",\"what\":\"x\",\"item\":\"D4\"}");
	session = session_new(&own);
	must(session, "@0 {\"kind\":\"session_opened\",\"id\":\"s-9\",\"title\":\"Now\",\"organisation\":\"Minato\","
	     "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack\"}");
	sinces = session_since(session, parent, "2026-11-24", arena);
	assert_int_equal(sinces.count, 1);
	assert_string_equal(sinces.since[0].item, "D3");
	assert_string_equal(sinces.since[0].item_then, "D4");
	assert_string_equal(json_get_text(since_body(session, &sinces.since[0], arena), "item"), "D3");
	session_free(session);
	session_free(parent);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_gathered_as_of_a_day), cmocka_unit_test(it_goes_on_as_an_action_that_names_it),
		cmocka_unit_test(what_nobody_took_up_is_still_there), cmocka_unit_test(another_edition_has_another_place_for_it),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
