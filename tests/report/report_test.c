/* What leaves the room: whole, byte for byte, and nothing sealed. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "report/report.h"
#include "workshop/support.h"

static const struct report_style utc = { .zone_minutes = 0, .wareki = false };
static const struct report_style tokyo = { .zone_minutes = 540, .wareki = true };

/* The record as it goes out and comes back: written, then read again. */
static struct json *whole(const struct session *session, struct arena *arena)
{
	struct str text = STR_INIT;
	struct json *read;

	json_write_pretty(&text, report_json(session, arena));
	read = json_read(arena, text.text, text.length, 16, NULL);
	assert_non_null(read);
	str_release(&text);
	return read;
}

static const struct json *nth(const struct json *map, const char *list, size_t i)
{
	const struct json *found = json_get(map, list);

	assert_non_null(found);
	assert_true(i < found->count);
	return found->child[i];
}

#define QUOTED "a \\\"quote\\\" \\\\ and\\nline"
#define TYPED "a \"quote\" \\ and\nline"

static void every_typed_byte_is_there(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"" QUOTED
		" 🏭 髙﨑\",\"because\":\"＝1+1\",\"options\":[{\"text\":\"買う\",\"why_not\":\"高い\","
		"\"cost\":{\"amount\":1000000000000000,\"currency\":\"JPY\"}}]}",
		"{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"assets\",\"value\":\"" QUOTED "\"}",
		"{\"kind\":\"statement_recorded\",\"who\":\"p1\",\"text\":\"" QUOTED "\",\"on_request\":true}",
		"{\"kind\":\"note_added\",\"text\":\"<b>&amp;\",\"item\":\"D1\"}",
		NULL
	};
	struct session *session = session_of(lines);
	struct arena *arena = arena_new();
	struct json *record = whole(session, arena);
	const struct json *decision = nth(record, "decisions", 0);
	const struct json *option = nth(decision, "options", 0);

	(void)state;
	assert_string_equal(json_get_text(decision, "text"), TYPED " 🏭 髙﨑");
	assert_string_equal(json_get_text(decision, "because"), "＝1+1");
	assert_true(json_get_int(json_get(option, "cost"), "amount", 0) == 1000000000000000);
	assert_string_equal(json_get_text(nth(record, "answers", 0), "value"), TYPED);
	assert_string_equal(json_get_text(nth(record, "statements", 0), "text"), TYPED);
	assert_true(json_get_bool(nth(record, "statements", 0), "on_request", false));
	assert_string_equal(json_get_text(nth(record, "notes", 0), "text"), "<b>&amp;");
	assert_string_equal(json_get_text(json_get(record, "session"), "title"), "Board day");
	assert_int_equal(json_get(record, "participants")->count, 3);
	assert_int_equal(json_get_int(json_get(record, "head"), "n", 0), 8);
	arena_free(arena);
	session_free(session);
}

/* A word that stands in the output only if the position does. */
#define SECRET "only-in-the-ballot"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* Everything that report/ can say about the session, in both languages. */
static void say_all(const struct session *session, struct str *out)
{
	struct arena *arena = arena_new();

	json_write(out, report_json(session, arena));
	json_write(out, report_log_json(session, arena));
	for (int i = 0; i < LANG_COUNT; i++) {
		lang = (enum lang)i;
		report_text(session, &utc, out);
		report_log(session, &utc, out);
		report_read_back(session, out);
	}
	lang = LANG_EN;
	arena_free(arena);
}

static bool says(const struct session *session, const char *word)
{
	struct str text = STR_INIT;
	bool found;

	say_all(session, &text);
	found = strstr(text.text, word) != NULL;
	str_release(&text);
	return found;
}

static struct session *sealed_round(void)
{
	static const char *const lines[] = {
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,"
		"\"reason\":\"" SECRET "\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":4}",
		NULL
	};

	return session_of(lines);
}

static void a_sealed_round_stays_sealed(void **state)
{
	struct session *session = sealed_round();
	struct arena *arena = arena_new();
	const struct json *round = nth(whole(session, arena), "rounds", 0);

	(void)state;
	assert_false(says(session, SECRET));
	assert_null(json_get(round, "positions"));
	assert_int_equal(json_get_int(round, "taken", 0), 2);
	must(session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}");
	assert_true(says(session, SECRET));
	round = nth(whole(session, arena), "rounds", 0);
	assert_int_equal(json_get_int(nth(round, "positions", 0), "level", 0), 2);
	arena_free(arena);
	session_free(session);
}

static void a_correction_does_not_unseal(void **state)
{
	struct session *session = sealed_round();

	(void)state;
	must(session, "{\"kind\":\"corrected\",\"event\":6,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"round\":\"r1\","
		      "\"participant\":\"p1\",\"level\":3,\"reason\":\"" SECRET "\"}}");
	assert_false(says(session, SECRET));
	must(session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}");
	assert_true(says(session, SECRET));
	session_free(session);
}

static void what_was_undone_is_only_in_the_log(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	const struct json *log;
	struct json *record;

	(void)state;
	must(session, "{\"kind\":\"statement_recorded\",\"who\":\"p1\",\"text\":\"" SECRET "\"}");
	must(session, "{\"kind\":\"undone\",\"event\":5}");
	record = whole(session, arena);
	assert_int_equal(json_get(record, "statements")->count, 0);
	log = report_log_json(session, arena);
	assert_int_equal(log->count, 6);
	assert_int_equal(json_get_int(log->child[4], "undone_by", 0), 6);
	assert_string_equal(json_get_text(json_get(log->child[4], "body"), "text"), SECRET);
	arena_free(arena);
	session_free(session);
}

static void the_log_has_a_line_an_event(void **state)
{
	struct session *session = session_of(NULL);
	struct str text = STR_INIT;
	size_t lines = 0;

	(void)state;
	must(session, "@3 {\"kind\":\"item_entered\",\"item\":\"opening\"}");
	lang = LANG_JA;
	report_log(session, &tokyo, &text);
	lang = LANG_EN;
	for (const char *c = text.text; *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, 6); /* a day, five events */
	assert_memory_equal(text.text, "令和8年11月24日\n", strlen("令和8年11月24日\n"));
	assert_non_null(strstr(text.text, "  #5    14:03  "));
	str_release(&text);
	session_free(session);
}

static struct session *decided(void)
{
	static const char *const lines[] = {
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"deferred\",\"text\":\"Later\",\"because\":\"no time\",\"until\":\"2027-05-31\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\","
		"\"text\":\"Publish\\nit\",\"because\":\"one\\ntwo\"}",
		"{\"kind\":\"owner_assigned\",\"item\":\"D1\",\"accountable\":\"p2\",\"due\":\"2027-03-31\"}",
		"{\"kind\":\"appetite_set\",\"item\":\"D1\",\"level\":2,\"sentence\":\"Little\"}",
		NULL
	};

	return session_of(lines);
}

static void the_read_back_goes_by_the_agenda(void **state)
{
	struct session *session = decided();
	struct str text = STR_INIT;

	(void)state;
	report_read_back(session, &text);
	assert_string_equal(text.text,
		"D1: adopted: Publish it Accountable: Suzuki (CISO), due 2027-03-31.\n"
		"D3: deferred: Later\n");
	str_clear(&text);
	lang = LANG_JA;
	report_read_back(session, &text);
	lang = LANG_EN;
	assert_non_null(strstr(text.text, "指示1: 可決。Publish it　責任者 Suzuki（CISO）、期限 2027-03-31。\n"));
	str_release(&text);
	session_free(session);
}

static void the_text_stands_in_columns(void **state)
{
	struct session *session = decided();
	struct str text = STR_INIT;

	(void)state;
	report_text(session, &utc, &text);
	assert_non_null(strstr(text.text, "\n  Because           one\n                    two\n"));
	assert_non_null(strstr(text.text, "\n  Risk appetite     2 minimal\n"));
	assert_non_null(strstr(text.text, "Gaps: "));
	str_clear(&text);
	lang = LANG_JA;
	report_text(session, &tokyo, &text);
	lang = LANG_EN;
	assert_non_null(strstr(text.text, "\n  理由              one\n"));
	assert_non_null(strstr(text.text, "令和9年3月31日"));
	str_release(&text);
	session_free(session);
}

static void the_same_session_gives_the_same_bytes(void **state)
{
	struct str first = STR_INIT, second = STR_INIT;
	struct session *session = decided(), *again = decided();

	(void)state;
	say_all(session, &first);
	say_all(again, &second);
	assert_string_equal(first.text, second.text);
	str_release(&first);
	str_release(&second);
	session_free(session);
	session_free(again);
}

static int with_locale(void **state)
{
	(void)state;
	return text_init_locale() ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_typed_byte_is_there),
		cmocka_unit_test(a_sealed_round_stays_sealed),
		cmocka_unit_test(a_correction_does_not_unseal),
		cmocka_unit_test(what_was_undone_is_only_in_the_log),
		cmocka_unit_test(the_log_has_a_line_an_event),
		cmocka_unit_test(the_read_back_goes_by_the_agenda),
		cmocka_unit_test(the_text_stands_in_columns),
		cmocka_unit_test(the_same_session_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, with_locale, NULL);
}
