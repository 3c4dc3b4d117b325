/*
 * Memory runs out at every allocation while a session is told: the program ends with
 * words, or the text is whole; never a part of it.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "report/leaving.h"
#include "support/allocate.h"
#include "workshop/support.h"

static const struct report_style style = { .zone_minutes = 540, .wareki = true };

static struct { size_t faults, places; } sum;

static struct session *held(void)
{
	return session_of((const char *const[]){
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,\"reason\":\"慎重に\"}",
		"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
		"{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3,\"sentence\":\"慎重に進める\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"買う\",\"options\":"
		"[{\"text\":\"売る\",\"why_not\":\"遅い\"}]}",
		"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\",\"due\":\"2027-03-31\"}",
		"{\"kind\":\"action_added\",\"what\":\"＝聞く\",\"owner\":\"p2\",\"due\":\"2027-12-31\"}",
		"{\"kind\":\"note_added\",\"text\":\"覚え書き\"}", NULL });
}

/* Everything that a session can be told as, one after the other. */
static void tell(const struct session *session, struct str *out)
{
	struct report_request request = { .session = session, .style = &style };
	struct arena *arena = arena_new();
	struct error err;

	report_text(session, &style, out);
	report_log(session, &style, out);
	report_read_back(session, out);
	json_write_pretty(out, report_json(session, arena));
	json_write(out, report_log_json(session, arena));
	for (int kind = 0; kind < LEAVING_KIND_COUNT; kind++)
		for (int format = 0; format < FORMAT_COUNT; format++)
			report_leaving(&request, (enum leaving_kind)kind, (enum leaving_format)format, out, &err);
	arena_free(arena);
}

static void a_report_is_never_told_in_part(void **state)
{
	struct session *session = held();
	struct str whole = STR_INIT;

	(void)state;
	lang = LANG_JA;
	tell(session, &whole);
	assert_true(whole.length > 10000);
	for (int from_on = 0; from_on < 2; from_on++) {
		struct sweep sweep = { .first = 1, .stride = sweep_stride(11),
				       .from_on = from_on, .is_good = allocate_is_good };
		struct str out = STR_INIT;

		sweep_begin(&sweep);
		allocate_arm(true);
		tell(session, &out);
		allocate_arm(false);
		if (sweep_is_copy() && strcmp(out.text, whole.text) != 0)
			sweep_bad("a part of it: %zu of %zu bytes", out.length, whole.length);
		if (sweep_is_copy())
			sweep_good();
		assert_string_equal(out.text, whole.text);
		sweep_end();
		str_release(&out);
		sum.faults += sweep.faults;
		sum.places += sweep.places;
		if (sweep.wrong[0])
			fail_msg("%s", sweep.wrong);
	}
	str_release(&whole);
	session_free(session);
	lang = LANG_EN;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_report_is_never_told_in_part) };
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu times without memory at %zu places, %s%s\n", sum.faults, sum.places,
	       failed ? "something lost, or half" : "0 lost, 0 halves", ALLOCATE_FAILS ? "" : " (not in this build)");
	return failed;
}
