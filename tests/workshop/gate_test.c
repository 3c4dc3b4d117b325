/* The gate as a file comes to it: bodies that no form and no cleaning has seen, from an
 * imported bundle or a row that somebody changed.  Each field of each kind of event
 * refuses what is not its own, in words of both languages. */
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
#include "support.h"
#include "workshop/value.h"

/* What may come in a field's place; each field takes but a few of these. */
static const char *const values[] = {
	"true", "0", "-1", "99999999999999999", "null", "[]", "{}", "\"\"", "\"a\\u0007b\"", "[7]", "[null]", "{\"x\":1}",
	"[{\"x\":1}]", "[\"\"]", "\"nobody\"", "\"2026-02-31\"", "\"25:61\"",
};

/* Of these types it is never right. */
static bool is_wrong(const struct event_field *field, const struct json *value)
{
	bool text = value->type == JSON_TYPE_TEXT, number = value->type == JSON_TYPE_INT;

	switch (field->type) {
	case VALUE_ANY: case VALUE_ANSWER: return false;
	case VALUE_BOOL: return value->type != JSON_TYPE_BOOL;
	case VALUE_INT: return !number || value->integer < field->min || value->integer > field->max;
	case VALUE_LEVEL: case VALUE_EVENT: return !number || value->integer < 1 || value->integer > 5;
	case VALUE_LINE: case VALUE_TEXT: case VALUE_FIELD: return !text || !*value->text || text_has_control(value->text, true);
	case VALUE_RISK: return value->type != JSON_TYPE_MAP || value->count > 0;
	case VALUE_NEW_ID: return !text || !*value->text || strpbrk(value->text, ":\a");
	default: return true;
	}
}

static void must_have_words(const struct event_kind *kind, const struct event_field *field, const char *given,
			    const struct error *err)
{
	if (err->class != ERROR_REFUSED || !*err->text || text_invalid_at(err->text, strlen(err->text)) >= 0)
		fail_msg("%s.%s: %s is refused without words", kind->name, field->name, given);
}

static void try_field(const struct session *session, struct arena *arena, const struct event_kind *kind,
		      const struct event_field *field, const char *given)
{
	const struct json *value = json_read(arena, given, strlen(given), 16, NULL);
	char said[LANG_COUNT][sizeof(((struct error *)0)->text)];

	if (!is_wrong(field, value))
		return;
	for (int i = 0; i < LANG_COUNT; i++) {
		struct error err = { ERROR_NONE, "" };

		lang = (enum lang)i;
		if (value_check(session, field, value, &err))
			fail_msg("%s.%s takes %s", kind->name, field->name, given);
		must_have_words(kind, field, given, &err);
		strcpy(said[i], err.text);
	}
	lang = LANG_EN;
	if (strcmp(said[LANG_EN], said[LANG_JA]) == 0)
		fail_msg("%s.%s: %s is refused in one language: %s", kind->name, field->name, given, said[0]);
}

static void every_field_refuses_what_is_not_its_own(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	const struct event_kind *kind;

	(void)state;
	for (size_t i = 0; (kind = event_kind_at(i)); i++)
		for (size_t f = 0; f < kind->field_count; f++)
			for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++)
				try_field(session, arena, kind, &kind->field[f], values[v]);
	arena_free(arena);
	session_free(session);
}

/* What cleaning lets through, the gate takes or refuses in words; it never comes back
 * with nothing said. */
static void cleaning_refuses_or_hands_on(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	const struct event_kind *kind;

	(void)state;
	for (size_t i = 0; (kind = event_kind_at(i)); i++)
		for (size_t f = 0; f < kind->field_count; f++)
			for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++) {
				const struct json *value = json_read(arena, values[v], strlen(values[v]), 16, NULL);
				struct error err = { ERROR_NONE, "" };
				bool good;
				struct json *clean = value_clean(session, arena, &kind->field[f], value, &good, &err);

				if (!good)
					must_have_words(kind, &kind->field[f], values[v], &err);
				else if (clean && !value_check(session, &kind->field[f], clean, &err))
					must_have_words(kind, &kind->field[f], values[v], &err);
				else
					assert_string_equal(err.text, "");
			}
	arena_free(arena);
	session_free(session);
}

/* A required field that is not there is called by its label. */
static void every_required_field_is_asked_for(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	const struct event_kind *kind;

	(void)state;
	for (size_t i = 0; (kind = event_kind_at(i)); i++)
		for (int l = 0; l < LANG_COUNT; l++) {
			const struct event_field *first = NULL;
			struct error err = { ERROR_NONE, "" };

			lang = (enum lang)l;
			for (size_t f = 0; f < kind->field_count && !first; f++)
				first = kind->field[f].required ? &kind->field[f] : NULL;
			if (!first)
				continue;
			assert_false(fields_check(session, kind->field, kind->field_count, json_map(arena), false, &err));
			if (!strstr(err.text, say(first->label)))
				fail_msg("%s: %s", kind->name, err.text);
		}
	lang = LANG_EN;
	arena_free(arena);
	session_free(session);
}

/* ---- whole events ------------------------------------------------------------------------- */

/* The line as it stands in a file: straight to the gate. */
static bool arrives(struct session *session, const char *line, struct error *err)
{
	struct arena *arena = arena_new();
	struct json *body = json_read(arena, line, strlen(line), 16, NULL);
	struct event event = { .at = fixture_at(9) };
	bool good;

	if (!body)
		fail_msg("not JSON: %s", line);
	event.kind_name = json_get_text(body, "kind");
	event.kind = event_kind_find(event.kind_name);
	json_put(arena, body, "kind", NULL);
	event.body = body;
	good = session_check(session, &event, err);
	arena_free(arena);
	return good;
}

#define PERSON(p) "{\"kind\":\"owner_assigned\",\"assignment\":\"as1\",\"item\":\"D3\",\"accountable\":" p "}"
#define RISKS(value) "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":" value "}"
#define FIRST "{\"kind\":\"action_added\",\"what\":\"x\"}"

static const struct refusal arrivals[] = {
	{ { NULL }, "{\"kind\":\"decision_recorded\",\"decision\":\"d1\",\"item\":\"D3\",\"outcome\":\"deferred\",\"text\":\"x\"}",
	  "a deferred decision needs its reason", "保留には理由が要ります" },
	{ { NULL }, "{\"kind\":\"note_added\",\"note\":\"n1\",\"text\":\"x\",\"colour\":\"red\"}",
	  "the record holds fields that do not belong to it", "この記録にない欄が含まれています" },
	{ { NULL }, "{\"kind\":\"note_added\",\"note\":\"-1\",\"text\":\"x\"}",
	  "Note id: expected an id of letters, digits and '-' (at most 32), found \"-1\"",
	  "メモID: 英数字と「-」のID（32文字まで）で入力してください（入力: \"-1\"）" },
	{ { NULL }, PERSON("\"p9\""), "Accountable (A): there is no 'p9' in this session", "責任者（A）: 「p9」はこの会議にありません" },
	{ { "{\"kind\":\"participant_changed\",\"participant\":\"p2\",\"removed\":true}" }, PERSON("\"p2\""),
	  "Suzuki has been taken off the list of participants", "Suzukiさんは名簿から外されています" },
	{ { NULL }, PERSON("{\"role\":\"CEO\"}"),
	  "Accountable (A): expected a participant, or a name with a role, found {\"role\":\"CEO\"}",
	  "責任者（A）: 参加者、または氏名と役職で入力してください（入力: {\"role\":\"CEO\"}）" },
	{ { NULL }, PERSON("{\"name\":\"総務部\",\"role\":\"-\"}"),
	  "'総務部' looks like a department; name the person who answers for it",
	  "「総務部」は部署名のようです。責任を負う個人の名前を入れてください" },
	{ { NULL }, PERSON("{\"name\":\"Mori\"}"),
	  "Accountable (A): Mori is not among the participants; add the role, as in \"Name / Role\"",
	  "責任者（A）: Moriさんは参加者にいません。「氏名／役職」の形で役職も入れてください" },
	{ { NULL }, PERSON("{\"name\":\"Mori\",\"role\":\"a\\nb\"}"),
	  "Accountable (A): Role holds characters that can't be shown (control characters); remove them",
	  "責任者（A）: 役職に表示できない文字（制御文字）があります。取り除いてください" },
	{ { NULL }, RISKS("{\"risk\":\"x\"}"), "Risks: expected a list of rows, found …",
	  "リスク一覧: 行のリストで入力してください（入力: …）" },
	{ { NULL }, RISKS("[\"x\"]"), "Risks, row 1: the row is empty", "リスク一覧 1行目: 行が空です" },
	{ { NULL }, RISKS("[{\"row\":\"r1\"}]"), "Risks, row 1: the row is empty", "リスク一覧 1行目: 行が空です" },
	{ { NULL }, RISKS("[{\"row\":\"r01\",\"risk\":\"x\"}]"),
	  "Risks, row 1: 'r01' is no row's id; rows are called r1, r2, ...",
	  "リスク一覧 1行目: 「r01」は行のIDに使えません。行のIDは r1、r2 … です" },
	{ { NULL }, RISKS("[{\"risk\":\"x\"}]"), "'' is no row's id; rows are called r1, r2, ...",
	  "「」は行のIDに使えません。行のIDは r1、r2 … です" },
	{ { NULL }, RISKS("[{\"row\":\"r1\",\"risk\":\"x\"},{\"row\":\"r1\",\"risk\":\"y\"}]"),
	  "the row r1 is there twice", "行 r1 が二つあります" },
	{ { NULL }, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r1\",\"value\":7}",
	  "expected a row such as {\"risk\": …}, found …", "{\"risk\": …} のような行で入力してください（入力: …）" },
	{ { NULL }, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"x\"}}",
	  "expected a row such as {\"risk\": …}, found null", "{\"risk\": …} のような行で入力してください（入力: null）" },
	{ { NULL }, "{\"kind\":\"participant_changed\",\"participant\":\"p1\"}", "nothing would change", "変更がありません" },
	{ { FIRST }, "{\"kind\":\"action_changed\",\"action\":\"a1\"}", "nothing would change", "変更がありません" },
};

static void what_a_file_brings_is_refused_in_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANG_COUNT * sizeof(arrivals) / sizeof(arrivals[0]); i++) {
		const struct refusal *row = &arrivals[i / LANG_COUNT];
		struct session *session = session_of(row->before);
		struct error err = { ERROR_NONE, "" };

		lang = (enum lang)(i % LANG_COUNT);
		if (arrives(session, row->line, &err))
			fail_msg("accepted: %s", row->line);
		assert_string_equal(err.text, lang == LANG_JA ? row->ja : row->en);
		lang = LANG_EN;
		session_free(session);
	}
}

/* A list that is longer than a room can read, also where cleaning did not count. */
static void lists_have_an_end(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	const struct event_field *persons = event_field_find(event_kind_find("decision_recorded"), "decided_by");
	struct json *many = json_list(arena), *rows = json_list(arena), *body = json_map(arena);
	struct event event = { .at = fixture_at(9), .kind_name = "answer_given", .kind = event_kind_find("answer_given") };
	struct error err = { ERROR_NONE, "" };
	bool good;

	(void)state;
	for (int i = 0; i <= LIST_MAX; i++)
		json_add(arena, many, json_text(arena, "p1"));
	assert_null(value_clean(session, arena, persons, many, &good, &err));
	assert_false(good);
	assert_string_equal(err.text, "Decided by takes at most 50 entries");
	assert_false(value_check(session, persons, many, &err));
	assert_string_equal(err.text, "Decided by takes at most 50 entries");
	for (int i = 0; i < 201; i++) {
		struct json *row = json_map(arena);

		json_put_text(arena, row, "row", arena_printf(arena, "r%d", i + 1));
		json_put_text(arena, row, "risk", "x");
		json_add(arena, rows, row);
	}
	json_put_text(arena, body, "item", "D3");
	json_put_text(arena, body, "field", "risks");
	json_put(arena, body, "value", rows);
	event.body = body;
	assert_false(session_check(session, &event, &err));
	assert_string_equal(err.text, "Risks takes at most 200 rows");
	rows->count = 200;
	assert_true(session_check(session, &event, &err));
	arena_free(arena);
	session_free(session);
}

static void a_body_is_a_map(void **state)
{
	struct session *session = session_of((const char *const[]){ FIRST, NULL });
	struct arena *arena = arena_new();
	struct event event = { .kind_name = "note_added", .at = fixture_at(9), .body = json_list(arena) };
	struct error err = { ERROR_NONE, "" };

	(void)state;
	assert_false(event_prepare(session, arena, &event, &err));
	assert_string_equal(err.text, "a record must be an object such as {\"item\":\"D3\"}");
	event.kind_name = "notes";
	assert_false(event_prepare(session, arena, &event, &err));
	assert_string_equal(err.text, "there is no kind of event 'notes'");
	arena_free(arena);
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_refuses_what_is_not_its_own), cmocka_unit_test(cleaning_refuses_or_hands_on),
		cmocka_unit_test(every_required_field_is_asked_for), cmocka_unit_test(what_a_file_brings_is_refused_in_words),
		cmocka_unit_test(lists_have_an_end), cmocka_unit_test(a_body_is_a_map),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
